import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { describe, expect, test } from 'vitest';
import { good, program, sale, staff, tenMegabytes, unharmedLedger } from './unharmed-ledger.ts';

const { world, errorOf } = unharmedLedger();

describe('what is missing or does not fit is a named error', () => {
  test.each([
    ['saveInvoice', { ...sale, memberId: 'nobody' }, { kind: 'unknown-member', memberId: 'nobody' }],
    ['saveInvoice', { ...sale, currency: 'USD' }, { kind: 'currency-mismatch', expected: 'EUR', actual: 'USD' }],
    ['updateMember', { memberId: 'nobody', changes: { name: 'x' } }, { kind: 'unknown-member' }],
    ['adjustPoints', { ...staff, memberId: 'nobody', points: 1, direction: 'add' }, { kind: 'unknown-member' }],
    [
      'adjustPoints',
      { ...staff, points: 1_000_000, direction: 'deduct' },
      { kind: 'insufficient-points', requested: 1_000_000 },
    ],
    [
      'setBalance',
      { ...staff, balance: 1, expectedBalance: 5 },
      { kind: 'balance-mismatch', expected: 5, actual: 110 },
    ],
    ['reverseEntry', { ...staff, sequence: 99 }, { kind: 'unknown-entry', sequence: 99 }],
    ['reverseEntry', { ...staff, sequence: 2 }, { kind: 'use-refund' }],
    [
      'recordPayment',
      { invoiceId: 'nothing', paymentId: 'P', currency: 'EUR', amount: 1 },
      { kind: 'unknown-invoice', invoiceId: 'nothing' },
    ],
    ['recordPayment', { ...good.recordPayment, currency: 'USD' }, { kind: 'currency-mismatch' }],
    [
      'approvePayment',
      { invoiceId: 'S', paymentId: 'nothing', actor: 'ann' },
      { kind: 'unknown-payment', paymentId: 'nothing' },
    ],
    ['refundInvoice', { invoiceId: 'nothing', refundId: 'R', value: 1 }, { kind: 'unknown-invoice' }],
    [
      'refundInvoice',
      { invoiceId: 'S', refundId: 'R', value: 11 },
      { kind: 'refund-exceeds-invoice', field: 'value', left: 10 },
    ],
    [
      'refundInvoice',
      { invoiceId: 'S', refundId: 'R', lines: [{ lineId: '9' }] },
      { kind: 'unknown-line', lineId: '9' },
    ],
    [
      'refundInvoice',
      { invoiceId: 'S', refundId: 'R', lines: [{ lineId: '1', quantity: '2' }] },
      { kind: 'refund-exceeds-invoice', field: 'lines[0].quantity', left: '1' },
    ],
    ['voidInvoice', { invoiceId: 'nothing', refundId: 'R' }, { kind: 'unknown-invoice' }],
    [
      'reassignInvoice',
      { ...good.reassignInvoice, toMemberId: 'nobody' },
      { kind: 'unknown-member', memberId: 'nobody' },
    ],
    ['claimInvoice', { ...good.claimInvoice, invoiceId: 'S' }, { kind: 'invoice-has-member', invoiceId: 'S' }],
    ['redeemPoints', { memberId: 'nobody', redemptionId: 'D', points: 1 }, { kind: 'unknown-member' }],
    [
      'redeemPoints',
      { memberId: 'M', redemptionId: 'D', points: 1, invoiceId: 'nothing' },
      { kind: 'unknown-invoice' },
    ],
    [
      'redeemPoints',
      { memberId: 'M', redemptionId: 'D', rewardId: 'mug' },
      { kind: 'unknown-reward', rewardId: 'mug' },
    ],
    [
      'redeemPoints',
      { memberId: 'M', redemptionId: 'D', points: 500 },
      { kind: 'insufficient-points', available: 108 },
    ],
    [
      'captureHold',
      { memberId: 'M', redemptionId: 'nothing' },
      { kind: 'unknown-redemption', redemptionId: 'nothing' },
    ],
    [
      'captureHold',
      { memberId: 'M', redemptionId: 'H', points: 3 },
      { kind: 'insufficient-points', requested: 3, available: 2 },
    ],
    ['enrolMember', { memberId: 'N', phone: '+62 811-1111' }, { kind: 'phone-taken', field: 'phone' }],
    ['enrolMember', { memberId: 'N', cardCode: 'card' }, { kind: 'card-taken', field: 'cardCode' }],
  ])('%s %#', async (verb, command, error) => {
    expect(await errorOf(verb, command)).toMatchObject(error);
  });

  test('errors carry no personal data and no input without end', async () => {
    for (const command of [
      { memberId: 'N', phone: tenMegabytes },
      { memberId: 'N', email: 'ayu@secret' },
      { memberId: tenMegabytes },
    ]) {
      const { message } = await errorOf('enrolMember', command);
      expect(String(message).length).toBeLessThan(500);
      expect(message).not.toContain('secret');
    }
  });
});

describe('a wrong program', () => {
  test.each([
    [{ ...program, programId: '' }, 'programId'],
    [{ ...program, timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ ...program, currency: 'XXXX' }, 'currency'],
    [{ ...program, earn: { rules: [program.earn.rules[0], program.earn.rules[0]] } }, 'earn.rules[1].ruleId'],
    [
      { ...program, earn: { rules: [{ ruleId: 'a', earn: { per: 'amount', points: 1, of: 0 } }] } },
      'earn.rules[0].earn.of',
    ],
    [
      { ...program, earn: { rules: [{ ruleId: 'a', earn: { per: 'visit', points: 1.5 } }] } },
      'earn.rules[0].earn.points',
    ],
    [{ ...program, earn: { ...program.earn, approvePayments: true } }, 'earn.approvePayments'],
    [{ ...program, redeem: { rate: { points: 1, money: 1 }, minimum: 10, maximum: 5 } }, 'redeem.m'],
    [{ ...program, expiry: { kind: 'after', period: { unit: 'days', count: 0 } } }, 'expiry.period.count'],
    [{ ...program, surprise: 1 }, 'surprise'],
  ])('%#', (wrong, field) => {
    expect(() => createPointbook({ program: wrong as ProgramDefinition, store: world().store })).toThrow(field);
  });
});
