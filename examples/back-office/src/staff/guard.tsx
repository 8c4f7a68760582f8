import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Area } from '../area.ts';
import type { Office } from '../office.ts';
import { formatsFor } from '../ui/formats.ts';
import type { Env, MenuItem, Page } from '../ui/env.ts';
import { show } from '../ui/page.tsx';
import { readForm } from '../ui/read-form.ts';
import { uploadPath } from '../ui/read-upload.ts';
import { dictionary, languageOf } from '../ui/words.ts';
import { lateForm } from './late-form.tsx';
import { mayDo, type Role } from './roles.ts';
import { sessionCookie } from './session-cookie.ts';
import type { Staff } from './staff-book.ts';

/** The cookie of the language that a reader has chosen. */
export const languageCookie = 'language';

const words = dictionary({
  en: {
    forbidden: 'This is for others',
    forbiddenText: (role: string) => `Your role may not do this. Ask ${role}.`,
    manager: 'a manager',
    owner: 'the owner',
    cashier: 'a cashier',
  },
  id: {
    forbidden: 'Ini untuk orang lain',
    forbiddenText: (role: string) => `Peran Anda tidak boleh melakukan ini. Minta ${role}.`,
    manager: 'manajer',
    owner: 'pemilik',
    cashier: 'kasir',
  },
});

/** Learns how somebody reads. Who that is, nobody knows yet. */
export function reader({ ledger }: Office): MiddlewareHandler<Env> {
  return async (c, next) => {
    // Going back shows a page anew: a form that was sent comes empty, with another key, and nothing stays after signing
    // out.
    c.header('cache-control', 'no-store');
    const accepted = c.req.header('accept-language');
    const language = languageOf(getCookie(c, languageCookie), accepted);
    const { currency, timeZone } = ledger.program;
    c.set('language', language);
    c.set('formats', formatsFor(accepted, language, currency, timeZone));
    c.set('staff', null);
    c.set('menu', []);
    c.set('csrf', '');
    c.set('told', null);
    c.set('tell', () => undefined);
    return next();
  };
}

/** Learns who asks, and refuses forms of no session or another one. */
export function guard({ sessions, staff }: Office, areas: readonly Area[]): MiddlewareHandler<Env> {
  return async (c, next) => {
    const token = getCookie(c, sessionCookie);
    const session = token === undefined ? null : sessions.use(token);
    const person = session && staff.get(session.staffId);
    c.set('staff', person);
    c.set('menu', menuFor(c, person, areas));
    c.set('csrf', session?.csrf ?? '');
    // A part of a page that htmx asks for is not where somebody reads what came of a form.
    const isPage = c.req.method === 'GET' && c.req.header('hx-request') === undefined;
    c.set('told', token !== undefined && isPage ? sessions.hear(token) : null);
    c.set('tell', (message) => token !== undefined && sessions.tell(token, message));
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    // The token of a form with a file comes in the same stream, which its own page reads.
    if (c.req.path === uploadPath) return next();
    // Who signs in has no session whose form it could be, or one that is replaced.
    if (c.req.path === '/sign-in') return next();
    if (session !== null && !isOwnForm(c, (await readForm(c)).text('csrf'))) return lateForm(c);
    return next();
  };
}

/** Lets nobody pass who has not signed in, or may not do what is for that role. */
export function needs(role: Role): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { staff } = c.var;
    if (staff === null) {
      if (c.req.method === 'POST' && c.req.header('hx-request') === undefined) return lateForm(c);
      const wanted = c.req.method === 'GET' ? `${c.req.path}${new URL(c.req.url).search}` : '/';
      return c.redirect(`/sign-in?to=${encodeURIComponent(wanted)}`, 303);
    }
    if (mayDo(staff.role, role)) return next();
    const t = words(c);
    return show(c, { title: t.forbidden, status: 403 }, <p>{t.forbiddenText(t[role])}</p>);
  };
}

function menuFor(c: Page, person: Staff | null, areas: readonly Area[]): readonly MenuItem[] {
  return areas.flatMap(({ path, icon, role, label }) =>
    person !== null && label !== null && mayDo(person.role, role) ? [{ path, icon, label: label(c) }] : [],
  );
}

/** Who asks, on a page for those who have signed in: `needs` lets nobody else pass. */
export function staffOf(c: Page): Staff {
  const { staff } = c.var;
  if (staff === null) throw new Error('This page is for those who have signed in.');
  return staff;
}

/** Whether a form is one of this session, by the token that it brings. */
export function isOwnForm(c: Page, token: string): boolean {
  const [given, right] = [Buffer.from(token), Buffer.from(c.var.csrf)];
  return right.length > 0 && given.length === right.length && timingSafeEqual(given, right);
}
