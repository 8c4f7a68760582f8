import type { Pointbook } from '@pointbook/core';
import { describe, expect, test } from 'vitest';
import { good, sale, staff, tenMegabytes, unharmedLedger } from './unharmed-ledger.ts';

const { world, errorOf } = unharmedLedger();

const badIds: readonly unknown[] = [
  '',
  ' ',
  ' x',
  'a\u0000b',
  'line\nbreak',
  '\ud800',
  'x'.repeat(129),
  tenMegabytes,
  7,
  null,
  {},
  ['M'],
];
const badFigures: readonly unknown[] = [-1, 1.5, Number.NaN, Infinity, -Infinity, 2 ** 53, 1e300, '5', null, 5n, [5]];
const badDates: readonly unknown[] = [
  new Date(Number.NaN),
  new Date(8.64e15),
  new Date(-1),
  '2025-01-01',
  1735689600000,
  null,
];

describe('a field that is not what it should be is named', () => {
  const idFields = [
    'memberId',
    'invoiceId',
    'paymentId',
    'refundId',
    'redemptionId',
    'idempotencyKey',
    'actor',
    'toMemberId',
  ];
  const figures = ['points', 'total', 'amount', 'balance', 'sequence', 'holdMinutes'];

  for (const [verb, command] of Object.entries(good)) {
    const fields = Object.keys(command);
    for (const field of fields.filter((each) => idFields.includes(each))) {
      test.each(badIds.map((value) => [shown(value), value]))(`${verb}: ${field} %s`, async (_, value) => {
        expect(await errorOf(verb, { ...command, [field]: value })).toMatchObject({ kind: 'invalid-command', field });
      });
    }
    for (const field of fields.filter((each) => figures.includes(each))) {
      test.each(badFigures.map((value) => [shown(value), value]))(`${verb}: ${field} %s`, async (_, value) => {
        expect(await errorOf(verb, { ...command, [field]: value })).toMatchObject({ kind: 'invalid-command', field });
      });
    }
    test(`${verb}: a command that is none, an unknown field, a missing field`, async () => {
      for (const value of [null, undefined, 7, 'text', [], () => 1]) {
        expect(await errorOf(verb, value)).toMatchObject({ kind: 'invalid-command' });
      }
      expect(await errorOf(verb, { ...command, surprise: 1 })).toMatchObject({
        kind: 'invalid-command',
        field: 'surprise',
      });
      const named = fields.find((each) => idFields.includes(each)) ?? '';
      const { [named as never]: _, ...rest } = command;
      expect(await errorOf(verb, rest)).toMatchObject({ kind: 'invalid-command', field: named });
    });
  }

  test.each(badDates.map((value) => [shown(value), value]))('dates: %s', async (_, value) => {
    expect(await errorOf('saveInvoice', { ...sale, soldAt: value })).toMatchObject({ field: 'soldAt' });
    expect(await errorOf('recordPayment', { ...good.recordPayment, paidAt: value })).toMatchObject({ field: 'paidAt' });
    const { pointbook } = world();
    expect(await readError(pointbook.getBalance({ memberId: 'M', at: value as Date }))).toMatchObject({ field: 'at' });
    expect(await readError(pointbook.findEntries({ from: value as Date }))).toMatchObject({ field: 'from' });
  });

  test.each([
    [
      [
        { net: 1, lineId: 'a' },
        { net: 2, lineId: 'a' },
      ],
      'lines[1].lineId',
    ],
    [[{ net: 1, lineId: '2' }, { net: 2 }], 'lines[1].lineId'],
    [[{ net: 1 }, { net: 1.5 }], 'lines[1].net'],
    [[{}], 'lines[0].net'],
    [[{ net: 1, quantity: '1,5' }], 'lines[0].quantity'],
    [[{ net: 1, quantity: 2 }], 'lines[0].quantity'],
    [[{ net: 1, quantity: '1e3' }], 'lines[0].quantity'],
    [[{ net: 1, discount: -1 }], 'lines[0].discount'],
    [[{ net: 1, sku: '' }], 'lines[0].sku'],
    [[{ net: 1, sku: tenMegabytes }], 'lines[0].sku'],
    [[null], 'lines[0]'],
    ['lines', 'lines'],
    [Array.from({ length: 100_000 }, () => ({ net: 1 })), 'lines'],
    [[{ net: 2 ** 53 - 1 }, { net: 2 ** 53 - 1 }], 'lines'],
  ])('lines of a sale: %#', async (lines, field) => {
    expect(await errorOf('saveInvoice', { ...sale, lines })).toMatchObject({ kind: 'invalid-command', field });
  });

  test.each([
    ['enrolMember', { memberId: 'N', phone: '08123' }, 'phone'],
    ['enrolMember', { memberId: 'N', phone: tenMegabytes }, 'phone'],
    ['enrolMember', { memberId: 'N', email: 'nobody' }, 'email'],
    ['enrolMember', { memberId: 'N', birthday: '02-30' }, 'birthday'],
    ['enrolMember', { memberId: 'N', emailVerified: 'yes' }, 'emailVerified'],
    ['updateMember', { memberId: 'M', changes: { surprise: 1 } }, 'changes.surprise'],
    ['saveMember', { memberId: 'M', phone: '08123' }, 'phone'],
    ['saveMember', { memberId: 'M', changes: { name: 'Ayu' } }, 'changes'],
    ['adjustPoints', { ...staff, points: 0, direction: 'add' }, 'points'],
    ['adjustPoints', { ...staff, points: 1, direction: 'up' }, 'direction'],
    ['adjustPoints', { ...staff, points: 1, direction: 'add', reason: '' }, 'reason'],
    ['adjustPoints', { ...staff, points: 1, direction: 'add', reason: tenMegabytes }, 'reason'],
    ['refundInvoice', { invoiceId: 'S', refundId: 'R' }, 'value'],
    ['claimInvoice', { invoiceId: 'anonymous', idempotencyKey: 'K' }, 'memberId'],
    ['redeemPoints', { memberId: 'M', redemptionId: 'D' }, 'points'],
    ['redeemPoints', { memberId: 'M', redemptionId: 'D', points: 1, rewardId: 'mug' }, 'points'],
    ['saveInvoice', { ...sale, currency: 'euro' }, 'currency'],
    ['saveInvoice', { ...sale, revision: 0 }, 'revision'],
  ])('%s %#: %o', async (verb, command, field) => {
    expect(await errorOf(verb, command)).toMatchObject({ kind: 'invalid-command', field });
  });
});

async function readError(
  result: ReturnType<Pointbook['getBalance']> | ReturnType<Pointbook['findEntries']>,
): Promise<unknown> {
  const settled = await result;
  return settled.isErr() ? settled.error : 'no error';
}

function shown(value: unknown): string {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : value instanceof Date
        ? `Date ${value.getTime()}`
        : typeof value === 'bigint'
          ? `${value}n`
          : (JSON.stringify(value) ?? String(value));
  return text.length > 40 ? `${text.slice(0, 20)}… (${text.length} characters)` : Number.isNaN(value) ? 'NaN' : text;
}
