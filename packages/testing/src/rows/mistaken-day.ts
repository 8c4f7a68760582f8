import type { ProgramDefinition } from '@pointbook/core';
import type { Call } from '../arbitraries/operation.ts';

/** A program in which each verb that takes a mistake back has something to take back. */
export const mistakenShop: Omit<ProgramDefinition, 'programId'> = {
  name: 'Shop',
  timeZone: 'Asia/Jakarta',
  currency: 'EUR',
  earn: {
    trigger: 'on-full-payment',
    rules: [
      { ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 }, cap: { perDay: 90 } },
      { ruleId: 'first', earn: { per: 'visit', points: 5 }, when: { firstPurchase: true } },
    ],
  },
  redeem: { rate: { points: 1, money: 1 } },
  expiry: { kind: 'after', period: { unit: 'months', count: 1 } },
};

const memberId = 'M1';
const invoiceId = 'I1';
const money = { invoiceId, currency: 'EUR' };
const staff = { memberId, actor: 'ann', reason: 'a mistake' };

/** Each verb that says that something was a mistake, once. None of the calls is refused. */
export const mistakenDay: readonly Call[] = [
  { verb: 'saveMember', command: { memberId, name: 'Ayu', phone: '+628111111' } },
  { verb: 'saveMember', command: { memberId, name: 'Ayu W.', phone: null } },
  { verb: 'adjustPoints', command: { ...staff, points: 50, direction: 'add', idempotencyKey: 'gift' } },
  { verb: 'saveInvoice', command: { ...money, memberId, total: 100 } },
  { verb: 'recordPayment', command: { ...money, paymentId: 'P1', amount: 100 } },
  { verb: 'reversePayment', command: { invoiceId, paymentId: 'P1', reversalId: 'X1' } },
  { verb: 'redeemPoints', command: { memberId, redemptionId: 'D1', points: 30 } },
  { verb: 'undoRedemption', command: { memberId, redemptionId: 'D1', undoId: 'U1', points: 10 } },
  { verb: 'undoRedemption', command: { memberId, redemptionId: 'D1', undoId: 'U2' } },
  { verb: 'redeemPoints', command: { memberId, redemptionId: 'D2', points: 20, invoiceId } },
  { verb: 'recordPayment', command: { ...money, paymentId: 'P2', amount: 80 } },
  { verb: 'voidInvoice', command: { invoiceId, refundId: 'V1' } },
  { verb: 'reinstateInvoice', command: { invoiceId, reinstatementId: 'B1' } },
  { verb: 'redeemPoints', command: { memberId, redemptionId: 'D3', points: 20, invoiceId } },
  { verb: 'undoRedemption', command: { memberId, redemptionId: 'D3', undoId: 'U3' } },
  { verb: 'recordPayment', command: { ...money, paymentId: 'P3', amount: 20 } },
  { verb: 'returnWithoutSale', command: { memberId, returnId: 'N1', sale: { currency: 'EUR', total: 7 } } },
  // Undoes the return: its entry is the last one so far.
  { verb: 'reverseEntry', command: { ...staff, sequence: 15, idempotencyKey: 'found' } },
];
