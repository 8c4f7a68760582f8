import type { Page } from '../ui/env.ts';
import { CsrfField } from '../ui/form.tsx';
import { show } from '../ui/page.tsx';
import { formEntries } from '../ui/read-form.ts';
import { uploadPath } from '../ui/read-upload.ts';
import { dictionary } from '../ui/words.ts';

const words = dictionary({
  en: {
    signedOut: 'You were signed out',
    signedOutText:
      'Nothing was changed, and this page has what you typed. Sign in on another page, come back to this one, and send it again.',
    stale: 'This page is too old',
    staleText:
      'You were signed out, or signed in again, since it was shown. Nothing was changed, and this page has what you typed. Look at it, and send it again.',
    fileText: 'Nothing was changed. A file is not kept: sign in, and choose it again.',
    signIn: 'Sign in on another page',
    signInForFile: 'Sign in',
    kept: 'What you typed',
    again: 'Send it again',
    back: 'To the imports',
  },
  id: {
    signedOut: 'Anda telah keluar',
    signedOutText:
      'Tidak ada yang berubah, dan isian Anda ada di halaman ini. Masuk di halaman lain, kembali ke sini, lalu kirim lagi.',
    stale: 'Halaman ini sudah kedaluwarsa',
    staleText:
      'Anda telah keluar, atau masuk lagi, sejak halaman ini dibuka. Tidak ada yang berubah, dan isian Anda ada di halaman ini. Periksa, lalu kirim lagi.',
    fileText: 'Tidak ada yang berubah. Berkas tidak disimpan: masuk, lalu pilih lagi berkasnya.',
    signIn: 'Masuk di halaman lain',
    signInForFile: 'Masuk',
    kept: 'Isian Anda',
    again: 'Kirim lagi',
    back: 'Ke impor',
  },
});

/** What a form brings beside what somebody typed. */
const unseen: ReadonlySet<string> = new Set(['csrf', 'key', 'do']);

/**
 * Answers a form that came without its session: that had ended, or another one began. Nothing is done, and the page has
 * what was typed, to be sent again by whoever is signed in then. It keeps its key, so that it is done once.
 *
 * @remarks A form of another site does not come this far.
 */
export async function lateForm(c: Page): Promise<Response> {
  const t = words(c);
  const isSignedOut = c.var.staff === null;
  const heading = { title: isSignedOut ? t.signedOut : t.stale, status: isSignedOut ? 401 : 403 } as const;
  if (c.req.path === uploadPath)
    return show(
      c,
      heading,
      <>
        <p>{t.fileText}</p>
        <p>
          <a class="button" href={isSignedOut ? `/sign-in?to=${uploadPath}` : uploadPath}>
            {isSignedOut ? t.signInForFile : t.back}
          </a>
        </p>
      </>,
    );
  const entries = (await formEntries(c)).filter(([name]) => name !== 'csrf');
  const typed = entries.filter(([name, value]) => !unseen.has(name) && value.trim() !== '');
  return show(
    c,
    heading,
    <>
      <p>{isSignedOut ? t.signedOutText : t.staleText}</p>
      {isSignedOut && (
        <p>
          <a href="/sign-in" target="_blank" rel="noopener">
            {t.signIn}
          </a>
        </p>
      )}
      <form method="post" action={`${c.req.path}${new URL(c.req.url).search}`} class="card narrow">
        <CsrfField c={c} />
        {entries.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {typed.length > 0 && (
          <>
            <h2>{t.kept}</h2>
            <ul>
              {typed.map(([, value]) => (
                <li>{value}</li>
              ))}
            </ul>
          </>
        )}
        <button class="main">{t.again}</button>
      </form>
    </>,
  );
}
