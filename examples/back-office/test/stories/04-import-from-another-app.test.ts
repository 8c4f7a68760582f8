import { closeSync, ftruncateSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ledgerOf } from '../support/ledger-of.ts';
import { assertSeen, openShop, type Shop } from '../support/shop.ts';

const csv = (...lines: readonly string[]) => ({
  name: 'customers.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
});

/** Three good rows, one with no balance that can be read, one whose phone is none. */
const customers = csv(
  'Member number;Full name;Mobile;Saldo;Shoe size',
  'M-1;"<script>alert(1)</script>";07400 123401;120;38',
  'M-2;Bintang \u202Egnatnib;07400 123402;80;41',
  'M-3;Cahaya;07400 123403;lots;40',
  'M-4;Dian;12;15;39',
  'M-5;Eko;07400 123405;5;43',
);

async function bring(page: Page, file: Parameters<ReturnType<Page['getByLabel']>['setInputFiles']>[0]) {
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Look at the file' }).click();
}

const done = (page: Page) => assertSeen(page.getByRole('heading', { name: 'Done', exact: true }));

async function openLedger(shop: Shop) {
  const ledger = await ledgerOf(shop.folder);
  onTestFinished(() => ledger.close());
  return ledger;
}

describe('Import from another app', () => {
  test('upload, match, dry run with errors by line, apply, mend the rejected rows, and undo', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/imports');
    await bring(page, customers);

    // The columns are guessed, but for a name that nobody knows.
    const is = (name: string) => page.getByLabel(`${name}: Is`);
    expect(await is('Full name').inputValue()).toBe('name');
    expect(await is('Mobile').inputValue()).toBe('phone');
    expect(await is('Saldo').inputValue()).toBe('balance');
    expect(await is('Shoe size').inputValue()).toBe('');
    await is('Member number').selectOption('Not wanted');
    await page.getByRole('button', { name: 'Try it out' }).click();
    await assertSeen(page.getByRole('alert').getByText('No column is matched with “Customer’s number”.'));
    await page.getByRole('link', { name: 'Match the columns again' }).click();
    await is('Member number').selectOption('Customer’s number');
    await page.getByRole('button', { name: 'Try it out' }).click();

    await assertSeen(page.getByText('Nothing is changed yet.'));
    await assertSeen(page.getByRole('row', { name: /^4 Balance / }));
    await assertSeen(page.getByRole('row', { name: /^5 Phone / }));
    await page.getByRole('button', { name: 'Import 3 rows' }).dblclick();
    await done(page);
    const ledger = await openLedger(shop);
    expect((await ledger.entriesOf('M-1')).map(({ delta }) => delta)).toEqual([120]);

    // What was left out is downloaded, mended and brought again.
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the rows (CSV)' }).click(),
    ]);
    const left = readFileSync(await download.path(), 'utf8');
    expect(left.split('\r\n').filter((line) => line !== '')).toHaveLength(3);
    const mended = left.replace(';lots;', ';33;').replace(';12;', ';07400 123404;');
    await page.goto(`${shop.url}/imports`);
    await bring(page, csv(...mended.split('\r\n')));
    await assertSeen(page.getByText('You have matched such a file before.'));
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await done(page);
    const balances = await Promise.all(['M-1', 'M-2', 'M-3', 'M-4', 'M-5'].map((id) => ledger.entriesOf(id)));
    expect(balances.map((entries) => entries.map(({ delta }) => delta))).toEqual([[120], [80], [33], [15], [5]]);
    await page.goto(`${shop.url}/customers?q=M-1`);
    await assertSeen(page.getByRole('link', { name: '<script>alert(1)</script>' }));

    // Whoever brings the whole file again doubles nothing: the customers are there.
    await page.goto(`${shop.url}/imports`);
    await bring(page, customers);
    await page.getByRole('button', { name: 'Try it out' }).click();
    await assertSeen(page.getByText('No row is good, so there is nothing to import.'));

    await page.goto(`${shop.url}/jobs`);
    await page.getByRole('link', { name: 'Customers from customers.csv' }).last().click();
    await page.getByRole('link', { name: 'Undo it' }).click();
    await page.getByRole('button', { name: 'Undo it now' }).click();
    await done(page);
    expect((await ledger.entriesOf('M-1')).map(({ delta }) => delta)).toEqual([-120, 120]);
    expect((await ledger.entriesOf('M-3')).map(({ delta }) => delta)).toEqual([33]);
  });

  test('points from a list, by keyboard alone; the same file again does nothing', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/imports');
    const list = csv('id,points,note', '17850,40,late parcel', '13047,-1,', 'nobody,5,');
    for (const told of ['It is started.', 'This file was imported before. Nothing is done twice.']) {
      await page.goto(`${shop.url}/imports`);
      await page.getByLabel('Customers, with the points they have').focus();
      await page.keyboard.press('ArrowDown');
      await page.getByLabel('CSV file').setInputFiles(list);
      await page.getByRole('button', { name: 'Look at the file' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Try it out' }).focus();
      await page.keyboard.press('Enter');
      await assertSeen(page.getByText('The rows have no key'));
      await page.getByRole('button', { name: 'Import 2 rows' }).focus();
      await page.keyboard.press('Enter');
      await assertSeen(page.getByRole('status').getByText(told));
      await done(page);
    }
    const ledger = await openLedger(shop);
    expect((await ledger.entriesOf('17850')).filter(({ cause }) => cause === 'points-added')).toHaveLength(1);
  });

  test('a file of a known app is matched as that app calls its columns', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/imports');
    await page.getByLabel('From which app').selectOption('Lightspeed');
    await bring(page, csv('customer_code,first_name,balance,loyalty_balance', 'L-1,Ayu,12.50,300.90'));
    expect(await page.getByLabel('balance: Is', { exact: true }).inputValue()).toBe('');
    expect(await page.getByLabel('loyalty_balance: Is').inputValue()).toBe('balance');
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Import 1 row' }).click();
    await done(page);
    expect((await (await openLedger(shop)).entriesOf('L-1')).map(({ delta }) => delta)).toEqual([300]);
  });

  test('rows whose points have ended already are told before they are imported', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/imports');
    await bring(page, csv('id,balance,endsAt', 'E-1,70,2020-01-31', 'E-2,30,2099-12-31'));
    await page.getByRole('button', { name: 'Try it out' }).click();
    const figure = page.locator('dl > div').filter({ hasText: 'Of these, ended already' });
    expect(await figure.getByRole('definition').innerText()).toBe('70');
    const table = page.getByRole('table', { name: 'The points of these rows have ended' });
    await assertSeen(table.getByRole('row', { name: /^2 Points end on has passed/ }));
    expect(await table.getByRole('row').count()).toBe(2);
  });

  test('what is no CSV file is told in words, and nothing is kept of it', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/imports');
    const file = (name: string, bytes: readonly number[] | string) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(bytes as string),
    });
    for (const [brought, told] of [
      [file('book.csv', [0x50, 0x4b, 3, 4, ...Buffer.from('xl/workbook.xml')]), 'an Excel workbook (.xlsx)'],
      [file('picture.csv', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'an image (PNG)'],
      [file('empty.csv', ''), 'The file is empty.'],
      [
        file('old.csv', [...Buffer.from('id,points,name\n1,5,Jos'), 0xe9, 10]),
        'These letters are written in another way.',
      ],
    ] as const) {
      await bring(page, brought);
      await assertSeen(page.getByRole('alert').getByText(told));
    }
    const large = join(shop.folder, 'large.csv');
    const descriptor = openSync(large, 'w');
    ftruncateSync(descriptor, 50_000_001);
    closeSync(descriptor);
    await bring(page, large);
    await assertSeen(page.getByRole('alert').getByText('The file is larger than 50 MB.'));
    expect(readdirSync(join(shop.folder, 'imports'))).toEqual([]);

    await page.getByLabel('Letters').selectOption('Windows, Western Europe');
    await bring(page, file('old.csv', [...Buffer.from('id,balance,name\nW-1,5,Jos'), 0xe9, 10]));
    await assertSeen(page.getByRole('cell', { name: 'José', exact: true }));
  });

  test('a cashier brings no file, nor does a form of another session', async () => {
    const shop = await openShop();
    const cashier = await shop.as('cashier');
    const manager = await shop.as('manager');
    const multipart = { csrf: 'not mine', mode: 'add', file: csv('id,points', '17850,1000') };
    const send = async (page: Page) =>
      (await page.request.post(`${shop.url}/imports`, { multipart, headers: { origin: shop.url } })).status();
    expect([await send(cashier), await send(manager)]).toEqual([403, 403]);
    expect(readdirSync(join(shop.folder, 'imports'))).toEqual([]);
  });
});
