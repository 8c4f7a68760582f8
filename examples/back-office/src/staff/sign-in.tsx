import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Office } from '../office.ts';
import { Field } from '../ui/form.tsx';
import { Problem } from '../ui/blocks.tsx';
import type { Env, Page } from '../ui/env.ts';
import { show } from '../ui/page.tsx';
import { readForm } from '../ui/read-form.ts';
import { dictionary } from '../ui/words.ts';
import { languageCookie } from './guard.tsx';
import { sessionCookie } from './session-cookie.ts';
import { examplePeople } from './staff-book.ts';

const words = dictionary({
  en: {
    title: 'Sign in',
    staffId: 'Name',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'The name or the password is not right.',
    tooMany: (minutes: number) => `There were too many attempts. Try again in ${minutes} min.`,
    people: 'Who is who',
    peopleText: 'This is an example, so everybody may know these. A shop tells nobody.',
    cashier: 'rings up sales and spends points',
    manager: 'also changes points, takes goods back and reads reports',
    owner: 'also sets the rules',
  },
  id: {
    title: 'Masuk',
    staffId: 'Nama',
    password: 'Kata sandi',
    submit: 'Masuk',
    wrong: 'Nama atau kata sandi salah.',
    tooMany: (minutes: number) => `Terlalu banyak percobaan. Coba lagi dalam ${minutes} menit.`,
    people: 'Siapa saja',
    peopleText: 'Ini hanya contoh, jadi semua orang boleh tahu. Toko sungguhan merahasiakannya.',
    cashier: 'mencatat penjualan dan menukar poin',
    manager: 'juga mengubah poin, menerima retur, dan membaca laporan',
    owner: 'juga mengatur aturan',
  },
});

/** So many wrong passwords are taken of one address for one name, and for all names, in a quarter of an hour. */
const forOneName = { points: 5, duration: 900 };
const forOneAddress = { points: 30, duration: 900 };

/** Signing in and out, and the language of the pages. */
export function signInPages({ staff, sessions }: Office): Hono<Env> {
  const pages = new Hono<Env>();
  const limits = [new RateLimiterMemory(forOneName), new RateLimiterMemory(forOneAddress)] as const;

  pages.get('/sign-in', (c) => {
    const to = placeIn(c.req.query('to'));
    return c.var.staff === null ? signInPage(c, to) : c.redirect(to, 303);
  });

  pages.post('/sign-in', async (c) => {
    const form = await readForm(c);
    const [staffId, password] = [form.text('staffId'), form.text('password')];
    const to = placeIn(form.text('to'));
    const address = getConnInfo(c).remote.address ?? '';
    const keys = [`${address} ${staffId.toLowerCase()}`, address];
    // An attempt counts before its password is looked at: of many at once no more are tried.
    const counted = await Promise.allSettled(limits.map((limit, index) => limit.consume(keys[index] ?? '')));
    const full = counted.find((each) => each.status === 'rejected');
    if (full) {
      const { msBeforeNext } = full.reason as RateLimiterRes;
      return signInPage(c, to, { wrong: words(c).tooMany(Math.ceil(msBeforeNext / 60_000)), status: 429 });
    }
    const person = await staff.whoHas(staffId, password);
    if (person === null) return signInPage(c, to, { wrong: words(c).wrong, status: 401 });
    await limits[0].delete(keys[0] ?? '');
    await limits[1].reward(address);
    // Who signs in once more leaves no session behind that nobody ends.
    const earlier = getCookie(c, sessionCookie);
    if (earlier !== undefined) sessions.end(earlier);
    setCookie(c, sessionCookie, sessions.begin(person.staffId), { httpOnly: true, sameSite: 'Lax', path: '/' });
    return c.redirect(to, 303);
  });

  pages.post('/sign-out', (c) => {
    const token = getCookie(c, sessionCookie);
    if (token !== undefined) sessions.end(token);
    deleteCookie(c, sessionCookie);
    return c.redirect('/sign-in', 303);
  });

  pages.post('/language', async (c) => {
    const form = await readForm(c);
    const language = form.text('language');
    setCookie(c, languageCookie, language, { sameSite: 'Lax', path: '/', maxAge: 31_536_000 });
    return c.redirect(placeIn(form.text('from')), 303);
  });
  return pages;
}

function signInPage(c: Page, to: string, refused?: { wrong: string; status: 401 | 429 }) {
  const t = words(c);
  return show(
    c,
    { title: t.title, status: refused?.status ?? 200 },
    <>
      <form method="post" action="/sign-in" class="card narrow">
        {refused && <Problem>{refused.wrong}</Problem>}
        <input type="hidden" name="to" value={to} />
        <Field name="staffId" label={t.staffId} autocomplete="username" required autofocus maxlength={100} />
        <Field
          name="password"
          label={t.password}
          type="password"
          autocomplete="current-password"
          required
          maxlength={200}
        />
        <button class="main">{t.submit}</button>
      </form>
      <section class="card narrow people">
        <h2>{t.people}</h2>
        <p class="hint">{t.peopleText}</p>
        <dl>
          {examplePeople.map(({ staffId, role, password }) => (
            <div>
              <dt>{staffId}</dt>
              <dd>
                <code>{password}</code>
              </dd>
              <dd class="note">{t[role]}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>,
  );
}

/** A place in this back office; never another site. */
function placeIn(path: string | undefined): string {
  // Browsers leave out tabs and ends of lines: with one of them between, two slashes name another site, too.
  return path !== undefined && /^\/(?![/\\])\P{Cc}*$/u.test(path) ? path : '/';
}
