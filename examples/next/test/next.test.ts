import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startBrowser, visit } from '../../../test/support/processes/browser.ts';
import { buildApp, startApp } from './start-app.ts';

const token = 'a-token-of-a-till';
let app: Awaited<ReturnType<typeof startApp>>;
let browser: Browser;
let database: Database.Database;
let page: Page;

beforeAll(async () => {
  await buildApp();
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-next-'));
  app = await startApp({ SHOP_DB: join(folder, 'shop.db'), TILL_TOKEN: token });
  browser = await startBrowser();
  // The first page opens the shop.
  await fetch(app.url);
  database = new Database(join(folder, 'shop.db'), { readonly: true });
  return async () => {
    database.close();
    await browser.close();
    await app.stop();
    rmSync(folder, { recursive: true });
  };
});

beforeEach(async () => {
  const visited = await visit(browser, app.url, { width: 1024 });
  page = visited.page;
  onTestFinished(() => visited.leave());
});

describe('An order', () => {
  test('earns points, which a code of the customer spends', async () => {
    await saveOrder('ayu', '45.90');
    await assertFigure('Points earned', '459');
    await assertFigure('Left to pay', '£45.90');

    await page.getByLabel('Points to use').fill('400');
    await page.getByRole('button', { name: 'Send a code' }).click();
    const code = await codeSent();
    await page.getByLabel('Code of the customer').fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: 'Use the points' }).click();
    await assertRefused('wrong-code', 'This is not the code. Ask the customer to read it out again.');

    await page.getByLabel('Code of the customer').fill(code);
    await page.getByRole('button', { name: 'Use the points' }).click();
    await assertFigure('Left to pay', '£41.90');
    // What points pay earns nothing.
    await assertFigure('Points earned', '419');
    await assertFigure('Points of the customer', '19');
  });

  test('is one order, however often its button is clicked', async () => {
    const before = orders();
    await page.getByLabel('Customer').fill('ayu');
    await page.getByLabel('Total in pounds').fill('10.00');
    await page.getByRole('button', { name: 'Save the order' }).dblclick();
    await assertFigure('Points earned', '100');
    expect(orders()).toBe(before + 1);
  });

  test('is one order when its form is sent again, without any JavaScript', async () => {
    const before = orders();
    const form = await emptyForm();
    form.set('customerId', 'ayu');
    form.set('total', '10.00');
    const [one, other] = await Promise.all([send(form), send(form)]);
    expect([one.status, other.status]).toEqual([303, 303]);
    expect(one.headers.get('location')).toBe(other.headers.get('location'));
    expect(orders()).toBe(before + 1);
  });

  test('is not written when the ledger refuses its points', async () => {
    const before = orders();
    await saveOrder('nobody', '10.00');
    await assertRefused('unknown-member', 'There is no such customer.');
    expect(orders()).toBe(before);
  });

  test('whose form is mistyped says what to write', async () => {
    await saveOrder('ayu', 'ten');
    await assertRefused('invalid-form', 'Write the total as 12.50.');
  });
});

test('No more points can be used than there are', async () => {
  await saveOrder('ayu', '1.00');
  await page.getByLabel('Points to use').fill('1000000');
  await page.getByRole('button', { name: 'Send a code' }).click();
  await assertRefused('redemption-not-allowed', '');
});

describe('The route of the ledger', () => {
  test('answers a till that knows the token', async () => {
    const answer = await fetch(`${app.url}/api/members/ayu`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, await answer.json()]).toMatchObject([200, { memberId: 'ayu', name: 'Ayu' }]);
  });

  test('refuses everybody else', async () => {
    const answer = await fetch(`${app.url}/api/members/ayu`);
    expect(answer.status).toBe(401);
  });
});

async function saveOrder(customer: string, total: string): Promise<void> {
  await page.getByLabel('Customer').fill(customer);
  await page.getByLabel('Total in pounds').fill(total);
  await page.getByRole('button', { name: 'Save the order' }).click();
}

/** Waits until a figure of the order is as said. */
async function assertFigure(name: string, value: string): Promise<void> {
  await page.locator(`dt:text-is("${name}") + dd:text-is("${value}")`).waitFor();
}

async function assertRefused(kind: string, text: string): Promise<void> {
  await page.locator(`[role=alert][data-kind=${kind}]`, { hasText: text }).waitFor();
}

/** What the phone of the customer shows. */
async function codeSent(): Promise<string> {
  const text = await page.getByText('The phone +447700900123').textContent();
  return /\b\d{6}\b/.exec(text ?? '')?.[0] ?? '';
}

function orders(): number {
  return database.prepare('SELECT count(*) FROM orders').pluck().get() as number;
}

/** The form of a new order as the server wrote it: its hidden fields name the action. */
async function emptyForm(): Promise<FormData> {
  const html = await (await fetch(app.url)).text();
  const form = new FormData();
  for (const [input] of html.matchAll(/<input type="hidden"[^>]*>/g)) {
    const [name, value] = ['name', 'value'].map((key) => new RegExp(` ${key}="([^"]*)"`).exec(input)?.[1]);
    form.set(name ?? '', (value ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  return form;
}

function send(form: FormData): Promise<Response> {
  return fetch(app.url, { method: 'POST', body: form, redirect: 'manual' });
}
