import { describe, expect, test } from 'vitest';
import type { ImportQuery } from '@pointbook/core/jobs';
import { type BulkDesk, fileOf, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { valueOf } from '../../support/value-of.ts';

/** Ann is known by an id, a phone, an email and a card. */
async function openShop(): Promise<BulkDesk> {
  const desk = await openBulkDesk();
  const ann = { memberId: 'ann', phone: '+12025550123', email: 'ann@example.com', cardCode: 'CARD-1' };
  valueOf(await desk.ledger.enrolMember(ann));
  valueOf(await desk.ledger.enrolMember({ memberId: 'CARD-1' }));
  return desk;
}

describe('Another program says who has points by what its file has', () => {
  test.each<[from: NonNullable<ImportQuery['from']>, header: string, row: string]>([
    ['square', 'Square Customer ID,Phone Number,Email Address,Points', 'ann,+12025550199,bo@example.com,7'],
    ['square', 'First Name,Phone Number,Email Address,Points Balance', 'Ann,+12025550123,bo@example.com,7'],
    ['square', 'Email Address,Points Balance', 'ann@example.com,7'],
    ['loyverse', 'Customer ID,Customer code,Points balance', 'ann,CARD-9,7.00'],
    ['loyverse', 'Customer name,Email,Customer code,Points balance', 'Ann,bo@example.com,CARD-1,7.90'],
    ['loyverse', 'Customer name,Email,Points balance', 'Ann,ann@example.com,7.90'],
    ['lightspeed', 'first_name,email,mobile,loyalty_balance', 'Ann,ann@example.com,,7.00000'],
    ['woocommerce', 'user_email,points', 'ann@example.com,7'],
    ['woocommerce', 'Username,Email,Points', 'ann,bo@example.com,7'],
    ['woocommerce', 'billing_phone,points_balance', '+12025550123,7'],
    ['smile', 'Customer ID,Email,Points', '4711,ANN@example.com,7'],
    ['smile', 'cardCode,Points', 'CARD-1,7'],
  ])('%s: %s', async (from, header, row) => {
    const desk = await openShop();
    for (const mode of ['add', 'set'] as const)
      expect(await desk.importFile(`${header}\n${row}\n`, { mode, from })).toMatchObject({ rejected: 0 });
    expect(await desk.balances()).toEqual({ ann: 7, 'CARD-1': 0 });
  });

  test('and what is declared takes the place of what it is thought to mean', async () => {
    const desk = await openShop();
    const file = 'Username,Email,Points\nstranger,ann@example.com,7\n';
    await desk.importFile(file, { mode: 'add', from: 'woocommerce', mapping: { Email: 'email' } });
    expect(await desk.balances()).toEqual({ ann: 7, 'CARD-1': 0 });
    const opened = 'user_id,email,phone,points\nbo,bo@example.com,no phone,5\n';
    const query = { mode: 'opening', from: 'woocommerce', mapping: { Phone: null } } as const;
    expect(await desk.importFile(opened, query)).toMatchObject({ accepted: 1, given: 5 });
  });
});

test('Who takes no part in another program has no balance there, and begins with 0', async () => {
  const desk = await openBulkDesk();
  const file = 'user_id,user_email,points_balance\n17,ann@example.com,250\n18,bo@example.com,\n';
  expect(await desk.importFile(file, { mode: 'opening', from: 'woocommerce' })).toMatchObject({ accepted: 2 });
  expect(await desk.balances()).toEqual({ 17: 250, 18: 0 });
  const own = await desk.ledger.jobs.previewImport({ source: fileOf('memberId,balance\n19,\n'), mode: 'opening' });
  expect(valueOf(own).problems).toMatchObject([{ column: 'balance', problem: 'is empty' }]);
});

test('Numbers that are not written as is declared are told so', async () => {
  const desk = await openBulkDesk();
  const file = 'Customer ID;Points balance\nc-1;12,90\n';
  const query = { mode: 'opening', from: 'loyverse' } as const;
  const preview = valueOf(await desk.ledger.jobs.previewImport({ source: fileOf(file), ...query }));
  expect(preview.problems[0]?.fix).toContain('not written as in "en"');
  expect(await desk.importFile(file, { ...query, numberLocale: 'de' })).toMatchObject({ given: 12 });
});

test('What nobody sees in a cell, and what a spreadsheet or another program did to it, is told by name', async () => {
  const desk = await openBulkDesk();
  const file = [
    'memberId,balance,phone,name,birthday',
    'a, 5 ,,,',
    'b,5,\u202A+628123456789\u202C,,',
    'c,5,+628123456789.00,,',
    'd,5,,Jos\uFFFD,',
    'e,5,,,12/31/1990',
  ].join('\n');
  const query = { mode: 'opening', dateOrder: 'dmy' } as const;
  const preview = valueOf(await desk.ledger.jobs.previewImport({ source: fileOf(file), ...query }));
  expect(preview.problems).toMatchObject([
    { line: 2, problem: 'must be a whole number, and has white space around it' },
    { line: 3, problem: 'must be a phone number, and has a character that nobody sees' },
    {
      line: 4,
      problem: 'must be a phone number, and ends in ".0", as where a spreadsheet made a decimal number of it',
    },
    { line: 5, problem: 'has lost a character, as where a program read it in a wrong encoding' },
    { line: 6, column: 'birthday', fix: expect.stringContaining('declare another order') as string },
  ]);
});
