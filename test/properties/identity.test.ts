import type { ProgramDefinition } from '@pointbook/core';
import { type Call, enrolments, histories, type Outcome, runCall, runOperations } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../support/properties/worlds.ts';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { valueOf } from '../support/value-of.ts';

const program: ProgramDefinition = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: {
    trigger: 'on-full-payment',
    approvePayments: true,
    rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }],
  },
  redeem: { rate: { points: 1, money: 1 }, rewards: [{ rewardId: 'mug', name: 'A mug', points: 4 }] },
};

const staff = { memberId: 'X', actor: 'ann', reason: 'a reason', comment: 'a comment', idempotencyKey: 'the key' };
const money = { invoiceId: 'S', currency: 'EUR' };

/** Steps that make every command of the table possible: a member with points, a sale, a payment, two holds. */
const stage: Call[] = [
  { verb: 'enrolMember', command: { memberId: 'X', phone: '+628666666', email: 'x@shop.example' } },
  { verb: 'enrolMember', command: { memberId: 'Y', phone: '+628777777' } },
  { verb: 'adjustPoints', command: { ...staff, points: 500, direction: 'add', idempotencyKey: 'first' } },
  { verb: 'adjustPoints', command: { ...staff, points: 50, direction: 'add', idempotencyKey: 'second' } },
  {
    verb: 'saveInvoice',
    command: { ...money, memberId: 'X', total: 100, revision: 1, lines: [{ net: 60 }, { net: 40, quantity: '4' }] },
  },
  { verb: 'recordPayment', command: { ...money, paymentId: 'P', amount: 60 } },
  { verb: 'saveInvoice', command: { invoiceId: 'anonymous', currency: 'EUR', total: 7 } },
  { verb: 'saveInvoice', command: { invoiceId: 'anonymous too', currency: 'EUR', total: 7 } },
  { verb: 'saveInvoice', command: { invoiceId: 'voided', memberId: 'X', currency: 'EUR', total: 7 } },
  { verb: 'voidInvoice', command: { invoiceId: 'voided', refundId: 'V' } },
  { verb: 'redeemPoints', command: { memberId: 'X', redemptionId: 'spent', points: 5 } },
  { verb: 'holdPoints', command: { memberId: 'X', redemptionId: 'H1', points: 5 } },
  { verb: 'holdPoints', command: { memberId: 'X', redemptionId: 'H2', points: 5 } },
];

/** A command of every verb that writes, and for each of its fields, but those that name it, another value. */
const commands: readonly (Call & { readonly others: Record<string, unknown> })[] = [
  {
    verb: 'enrolMember',
    command: {
      memberId: 'Z',
      name: 'Zoe',
      phone: '+628999999',
      email: 'z@shop.example',
      cardCode: 'card Z',
      birthday: '02-29',
      tier: 'gold',
      actor: 'ann',
    },
    others: {
      name: 'Zoë',
      phone: '+628999998',
      phoneVerified: true,
      email: 'y@shop.example',
      emailVerified: true,
      cardCode: 'card Y',
      birthday: '03-01',
      tier: undefined,
      actor: 'bob',
    },
  },
  {
    verb: 'saveInvoice',
    command: { ...money, memberId: 'X', revision: 2, total: 110, lines: [{ net: 110 }], actor: 'ann' },
    others: {
      total: 111,
      lines: [{ net: 109 }],
      currency: 'USD',
      memberId: undefined,
      soldAt: new Date(0),
      actor: 'bob',
      tax: 1,
    },
  },
  {
    verb: 'recordPayment',
    command: { ...money, paymentId: 'P2', amount: 40, actor: 'ann' },
    others: { amount: 41, currency: 'USD', paidAt: new Date(0), actor: 'bob' },
  },
  { verb: 'approvePayment', command: { invoiceId: 'S', paymentId: 'P', actor: 'ann' }, others: { actor: 'bob' } },
  {
    verb: 'refundInvoice',
    command: {
      invoiceId: 'S',
      refundId: 'R',
      value: 20,
      lines: [{ lineId: '2', quantity: '1' }],
      currency: 'EUR',
      actor: 'ann',
    },
    others: { value: 21, lines: undefined, currency: 'USD', refundedAt: new Date(0), actor: 'bob' },
  },
  {
    verb: 'voidInvoice',
    command: { invoiceId: 'S', refundId: 'V', actor: 'ann' },
    others: { refundedAt: new Date(0), actor: 'bob' },
  },
  {
    verb: 'reinstateInvoice',
    command: { invoiceId: 'voided', reinstatementId: 'B', actor: 'ann' },
    others: { actor: 'bob' },
  },
  {
    verb: 'reversePayment',
    command: { invoiceId: 'S', paymentId: 'P', reversalId: 'X', actor: 'ann' },
    others: { paymentId: 'P2', actor: 'bob' },
  },
  {
    verb: 'returnWithoutSale',
    command: { memberId: 'X', returnId: 'N', points: 7, actor: 'ann' },
    others: { points: 8, actor: 'bob' },
  },
  {
    verb: 'undoRedemption',
    command: { memberId: 'X', redemptionId: 'spent', undoId: 'U', points: 2, actor: 'ann' },
    others: { redemptionId: 'H1', points: undefined, actor: 'bob' },
  },
  {
    verb: 'reassignInvoice',
    command: { invoiceId: 'S', toMemberId: 'Y', actor: 'ann', reason: 'a reason', idempotencyKey: 'the key' },
    others: { invoiceId: 'anonymous', actor: 'bob', reason: 'another' },
  },
  {
    verb: 'claimInvoice',
    command: { invoiceId: 'anonymous', memberId: 'X', actor: 'ann', idempotencyKey: 'the key' },
    others: { invoiceId: 'anonymous too', actor: 'bob' },
  },
  {
    verb: 'adjustPoints',
    command: { ...staff, points: 10, direction: 'deduct', reference: 'letter 1' },
    others: {
      points: 11,
      direction: 'add',
      actor: 'bob',
      reason: 'another',
      comment: undefined,
      reference: 'letter 2',
    },
  },
  {
    verb: 'setBalance',
    command: { ...staff, balance: 10, reference: 'letter 1' },
    others: {
      balance: 11,
      expectedBalance: 500,
      actor: 'bob',
      reason: 'another',
      comment: 'another',
      reference: undefined,
    },
  },
  {
    verb: 'reverseEntry',
    command: { ...staff, sequence: 1, points: 10 },
    others: { sequence: 2, points: undefined, actor: 'bob', reason: 'another', comment: 'another' },
  },
  {
    verb: 'redeemPoints',
    command: { memberId: 'X', redemptionId: 'D', points: 7, saleTotal: 70, actor: 'ann' },
    others: { points: 8, saleTotal: 71, actor: 'bob' },
  },
  {
    verb: 'redeemPoints',
    command: { memberId: 'X', redemptionId: 'D', rewardId: 'mug', invoiceId: 'S', actor: 'ann' },
    others: { rewardId: 'cup', invoiceId: undefined, actor: 'bob' },
  },
  {
    verb: 'holdPoints',
    command: { memberId: 'X', redemptionId: 'D', points: 7, actor: 'ann' },
    others: { points: 8, invoiceId: 'S', holdMinutes: 3, actor: 'bob' },
  },
  {
    verb: 'captureHold',
    command: { memberId: 'X', redemptionId: 'H1', points: 3, actor: 'ann' },
    others: { points: undefined, actor: 'bob' },
  },
  { verb: 'releaseHold', command: { memberId: 'X', redemptionId: 'H2', actor: 'ann' }, others: { actor: 'bob' } },
  {
    verb: 'requestRedemption',
    command: { memberId: 'X', redemptionId: 'D', points: 7, channel: 'sms', locale: 'en', actor: 'ann' },
    others: { points: 8, saleTotal: 70, channel: 'email', locale: 'id', invoiceId: 'S', actor: 'bob' },
  },
  {
    verb: 'unlockMember',
    command: { memberId: 'X', actor: 'ann', reason: 'a reason', idempotencyKey: 'the key' },
    others: { actor: 'bob', reason: 'another' },
  },
];

/** What is told, but for the message that went out (a code is sent once), and whether it is the first answer. */
function told({ ok, error }: Outcome): unknown {
  return { error, ok: { ...(whatItDid(ok) as object), sent: undefined } };
}

describe('a command and its id', () => {
  for (const { verb, command, others } of commands) {
    property(
      `[18, 19] ${verb} ${Object.keys(command).join(', ')}: again, the same receipt; with another field, an error; nothing is written`,
      histories({ maxLength: 5, clockBack: false }),
      async (trial, later) => {
        const world = await trial.open(program);
        await runOperations(world, stage);
        const call = { verb, command } as Call;
        const first = await runCall(world.pointbook, call);
        expect(first.error).toBeUndefined();
        await runOperations(world, later);
        const before = await world.dump();
        expect(told(await runCall(world.pointbook, call))).toEqual(told(first));
        for (const [field, value] of Object.entries(others)) {
          const changed: Record<string, unknown> = { ...command, [field]: value };
          if (value === undefined) Reflect.deleteProperty(changed, field);
          const other = await runCall(world.pointbook, { verb, command: changed } as unknown as Call);
          expect([field, other.error?.kind ?? other.ok]).toEqual([field, 'idempotency-key-reused']);
        }
        expect(await world.dump()).toEqual(before);
      },
      [],
      0.1,
    );
  }

  property(
    '[18, 19] updateMember: known by its member and version',
    fc.tuple(fc.constantFrom('Ayu', 'Budi'), fc.constantFrom('Ayu', 'Budi'), fc.integer({ min: 0, max: 3 })),
    async (trial, [mine, yours, version]) => {
      const { pointbook, dump } = await trial.open(program);
      for (const { command } of enrolments()) await pointbook.enrolMember(command as never);
      const first = await pointbook.updateMember({ memberId: 'M1', version: 1, changes: { name: mine } });
      expect(valueOf(first)).toMatchObject({ memberId: 'M1', version: 2 });
      const before = await dump();
      const again = await pointbook.updateMember({ memberId: 'M1', version: 1, changes: { name: mine } });
      expect(whatItDid(valueOf(again))).toEqual(whatItDid(valueOf(first)));
      const other = await pointbook.updateMember({ memberId: 'M1', version, changes: { tier: yours } });
      if (version === 2) return trial.reached('a new version');
      expect(other.isErr() && other.error.kind).toBe(version === 0 ? 'invalid-command' : 'member-changed');
      expect(await dump()).toEqual(before);
    },
    ['a new version'],
    0.1,
  );
});
