import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildOffice } from '../build.ts';
import { type Office, openOffice } from '../src/office.ts';
import { mayDo, type Role, roles } from '../src/staff/roles.ts';
import { sessionCookie } from '../src/staff/session-cookie.ts';
import { pathIn } from './support/path-in.ts';
import { demoShop } from './support/shop.ts';

/** The least role that each address is for; null where it is for everybody. */
const leastRoles: Readonly<Record<string, Role | null>> = {
  'GET /assets/:version/:name': null,
  'GET /my': null,
  'GET /my/card': null,
  'GET /sign-in': null,
  'POST /sign-in': null,
  'POST /sign-out': null,
  'POST /language': null,
  'GET /': 'cashier',
  'GET /till': 'cashier',
  'POST /till': 'cashier',
  'GET /till/:invoiceId': 'cashier',
  'POST /till/:invoiceId/code': 'cashier',
  'POST /till/:invoiceId/resend': 'cashier',
  'POST /till/:invoiceId/ask': 'cashier',
  'POST /till/:invoiceId/without-points': 'cashier',
  'POST /till/:invoiceId/give-up': 'cashier',
  'POST /till/:invoiceId/money': 'cashier',
  'POST /till/:invoiceId/unlock': 'manager',
  'GET /sales': 'cashier',
  'GET /sales/new': 'cashier',
  'POST /sales/new': 'cashier',
  'GET /sales/approvals': 'manager',
  'POST /sales/approvals': 'manager',
  'GET /sales/:invoiceId': 'cashier',
  'POST /sales/:invoiceId/payments': 'cashier',
  'POST /sales/:invoiceId/payments/:paymentId': 'manager',
  'GET /sales/:invoiceId/back': 'cashier',
  'POST /sales/:invoiceId/back': 'manager',
  'POST /sales/:invoiceId/reinstatement': 'manager',
  'GET /customers': 'cashier',
  'GET /customers/:memberId': 'cashier',
  'POST /customers/:memberId/link': 'cashier',
  'POST /customers/:memberId/points': 'manager',
  'GET /cards': 'cashier',
  'GET /imports': 'manager',
  'POST /imports': 'manager',
  'GET /imports/rejected/:jobId': 'manager',
  'GET /imports/:fileId': 'manager',
  'POST /imports/:fileId': 'manager',
  'GET /imports/:fileId/dry-run': 'manager',
  'POST /imports/:fileId/dry-run': 'manager',
  'GET /jobs': 'manager',
  'GET /jobs/bulk': 'manager',
  'POST /jobs/bulk': 'manager',
  'GET /jobs/bulk/:planId': 'manager',
  'POST /jobs/bulk/:planId': 'manager',
  'GET /jobs/:jobId': 'manager',
  'POST /jobs/:jobId/stop': 'manager',
  'POST /jobs/:jobId/resume': 'manager',
  'GET /jobs/:jobId/undo': 'manager',
  'POST /jobs/:jobId/undo': 'manager',
  'GET /reports': 'manager',
  'GET /reports/days': 'manager',
  'GET /reports/days.csv': 'manager',
  'GET /reports/status': 'manager',
  'GET /reports/status.csv': 'manager',
  'GET /reports/liability': 'manager',
  'GET /reports/liability.csv': 'manager',
  'GET /program': 'owner',
  'GET /program/versions/:number': 'owner',
  'POST /program/drafts': 'owner',
  'GET /program/drafts/:draftId': 'owner',
  'POST /program/drafts/:draftId': 'owner',
  'GET /program/drafts/:draftId/changes': 'owner',
  'POST /program/drafts/:draftId/comparison': 'owner',
  'POST /program/drafts/:draftId/publication': 'owner',
  'POST /program/drafts/:draftId/discard': 'owner',
  'GET /inbox': 'cashier',
  'POST /inbox/deliveries': 'cashier',
};

/** The addresses of those who have signed in, or that need not be. Signing in needs a connection: a story has it. */
const guarded = Object.entries(leastRoles).flatMap(([route, role]) => (role === null ? [] : [{ route, role }]));
const forms = guarded.filter(({ route }) => route.startsWith('POST'));

const origin = 'http://localhost';

describe('Who may do what', () => {
  let app: Hono;
  let office: Office;
  const folder = mkdtempSync(join(tmpdir(), 'back-office-access-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    cpSync(await demoShop(), folder, { recursive: true });
    office = await openOffice(folder);
    const { createApp } = (await import(await buildOffice('app'))) as { createApp: (office: Office) => Hono };
    app = createApp(office);
  });
  afterAll(async () => office.close());

  /** A new session of somebody, and what its forms bring. */
  function begin(role: Role) {
    const token = office.sessions.begin(role);
    return { cookie: `${sessionCookie}=${token}`, csrf: office.sessions.use(token)?.csrf ?? '' };
  }

  /** Asks for a route: its parameters name nothing that is there. */
  async function ask(route: string, session: { cookie?: string; csrf?: string } = {}, headers = {}) {
    const [method = '', path = ''] = route.split(' ');
    return app.request(origin + path.replaceAll(/:\w+/g, 'none'), {
      method,
      headers: { origin, ...(session.cookie && { cookie: session.cookie }), ...headers },
      ...(method === 'POST' && { body: new URLSearchParams({ csrf: session.csrf ?? '', key: 'a form of a test' }) }),
    });
  }

  const isRefused = (answer: Response) => answer.status === 403;
  const isSentToSignIn = (answer: Response) => answer.headers.get('location')?.startsWith('/sign-in') === true;

  test('every address has its row here', () => {
    const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(routes)].toSorted()).toEqual(Object.keys(leastRoles).toSorted());
  });

  test('each role gets what is for it, and nothing else', async () => {
    const wrong: string[] = [];
    for (const { route, role } of guarded)
      for (const each of roles) {
        const answer = await ask(route, begin(each));
        await answer.body?.cancel();
        if (isRefused(answer) === mayDo(each, role) || isSentToSignIn(answer) || answer.status >= 500)
          wrong.push(`${route} by ${each}: ${answer.status}`);
      }
    expect(wrong).toEqual([]);
  });

  test('who has not signed in is asked to do so, and a link of a customer opens nothing of the shop', async () => {
    const link = (await pathIn(folder, '{17850}')) ?? '';
    const wrong: string[] = [];
    for (const { route } of guarded)
      for (const asked of [route, `${route}?link=${link}`]) {
        const answer = await ask(asked);
        const isAsked = answer.status === 401 && (await answer.text()).includes('href="/sign-in');
        if (asked.startsWith('POST') ? !isAsked : !isSentToSignIn(answer)) wrong.push(`${asked}: ${answer.status}`);
      }
    expect(wrong).toEqual([]);
  });

  test('a form without the word of its session, with that of another one, or from another site is refused', async () => {
    const other = begin('owner').csrf;
    const wrong: string[] = [];
    for (const { route } of [...forms, { route: 'POST /sign-out' }, { route: 'POST /language' }]) {
      const mine = begin('owner');
      const answers = {
        missing: await ask(route, { cookie: mine.cookie }),
        other: await ask(route, { cookie: mine.cookie, csrf: other }),
        elsewhere: await ask(route, mine, { origin: 'https://evil.example' }),
      };
      for (const [how, answer] of Object.entries(answers))
        if (!isRefused(answer)) wrong.push(`${route}, ${how}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  test('an address that changes something answers no GET', async () => {
    const read = new Set(Object.keys(leastRoles).filter((route) => route.startsWith('GET')));
    const wrong: string[] = [];
    for (const { route } of [...forms, { route: 'POST /sign-out' }, { route: 'POST /language' }]) {
      const asked = route.replace('POST', 'GET');
      if (read.has(asked)) continue;
      const { status } = await ask(asked, begin('owner'));
      if (status !== 404) wrong.push(`${asked}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  test('no page is kept by a browser, framed, guessed at by type, or told to another site', async () => {
    for (const route of ['GET /', 'GET /my', 'GET /sign-in', 'GET /nowhere', 'GET /reports/status.csv']) {
      const answer = await ask(route, begin('owner'));
      await answer.body?.cancel();
      expect([route, Object.fromEntries(answer.headers)]).toEqual([
        route,
        expect.objectContaining({
          'cache-control': 'no-store',
          'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
        }),
      ]);
    }
  });

  test('what is no form is told so, and is no fault', async () => {
    const { cookie } = begin('owner');
    for (const path of ['/sales/new', '/imports', '/sign-in'])
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
        const headers = { origin, cookie, 'content-type': type };
        const answer = await app.request(origin + path, { method: 'POST', headers, body: 'not a form' });
        expect([path, type, answer.status]).toEqual([path, type, 400]);
      }
  });

  test('a form that decides of a payment, and does not say how, is refused', async () => {
    for (const route of ['POST /sales/approvals', 'POST /sales/:invoiceId/payments/:paymentId']) {
      const answer = await ask(route, begin('manager'));
      expect([route, answer.status, await answer.text()]).toEqual([route, 400, expect.stringContaining('`do`')]);
    }
  });

  test('the address of an asset leads to no other file', async () => {
    for (const name of ['..%2Fpackage.json', '%2e%2e%2fsrc%2Fapp.tsx', '..%5Cpackage.json', '__proto__', 'constructor'])
      expect([name, (await ask(`GET /assets/x/${name}`)).status]).toEqual([name, 404]);
  });
});
