import { randomUUID } from 'node:crypto';
import { HTTPException } from 'hono/http-exception';
import { Problem } from './ui/blocks.tsx';
import type { Page } from './ui/env.ts';
import { show } from './ui/page.tsx';
import { dictionary } from './ui/words.ts';

const words = dictionary({
  en: {
    notFound: 'There is no such page',
    notFoundText: 'The address is wrong, or what it named is not there any more.',
    home: 'Back to the start',
    fault: 'Something went wrong',
    faultText: (id: string) =>
      `Nothing was lost: what was told to be done is done. Tell the developer this number: ${id}`,
  },
  id: {
    notFound: 'Halaman tidak ditemukan',
    notFoundText: 'Alamatnya salah, atau isinya sudah tidak ada.',
    home: 'Kembali ke awal',
    fault: 'Terjadi kesalahan',
    faultText: (id: string) =>
      `Tidak ada yang hilang: yang sudah dinyatakan selesai memang selesai. Beri tahu pengembang nomor ini: ${id}`,
  },
});

/** Answers for an address that leads nowhere. */
export function notFoundPage(c: Page): Response | Promise<Response> {
  const t = words(c);
  return show(
    c,
    { title: t.notFound, status: 404 },
    <>
      <p>{t.notFoundText}</p>
      <p>
        <a class="button" href="/">
          {t.home}
        </a>
      </p>
    </>,
  );
}

/** Answers for a fault of the program. The log has what happened, and the page a number to find it by. */
export function faultPage(error: Error, c: Page): Response | Promise<Response> {
  if (error instanceof HTTPException) return error.getResponse();
  const t = words(c);
  const id = randomUUID().slice(0, 8);
  console.error(id, error);
  return show(c, { title: t.fault, status: 500 }, <Problem>{t.faultText(id)}</Problem>);
}
