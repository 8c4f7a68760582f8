import type { WritingVerbs, ProgramDefinition } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { auditLedger, type Call, runCall } from '@pointbook/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { memory, openWorld, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

export const program: ProgramDefinition = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }] },
  redeem: { rate: { points: 1, money: 1 } },
};
export const staff = { memberId: 'M', actor: 'ann', reason: 'a reason', idempotencyKey: 'K' };
export const sale = { invoiceId: 'S2', memberId: 'M', currency: 'EUR', total: 10 };
export const tenMegabytes = 'x'.repeat(10_000_000);

/** A good command of every verb, on the ledger below. */
export const good: { readonly [Verb in keyof WritingVerbs]: Parameters<WritingVerbs[Verb]>[0] } = {
  enrolMember: { memberId: 'N' },
  updateMember: { memberId: 'M', changes: { name: 'Ayu' } },
  saveMember: { memberId: 'N', name: 'Ayu' },
  saveInvoice: { ...sale, lines: [{ net: 10 }] },
  recordPayment: { invoiceId: 'S', paymentId: 'P', currency: 'EUR', amount: 5 },
  approvePayment: { invoiceId: 'S', paymentId: 'P0', actor: 'ann' },
  refundInvoice: { invoiceId: 'S', refundId: 'R', value: 5 },
  voidInvoice: { invoiceId: 'S', refundId: 'V' },
  reinstateInvoice: { invoiceId: 'voided', reinstatementId: 'I' },
  reversePayment: { invoiceId: 'S', paymentId: 'P0', reversalId: 'X' },
  returnWithoutSale: { memberId: 'M', returnId: 'N', sale: { currency: 'EUR', total: 3 } },
  reassignInvoice: { invoiceId: 'S', toMemberId: 'M', actor: 'ann', idempotencyKey: 'K' },
  claimInvoice: { invoiceId: 'anonymous', memberId: 'M', idempotencyKey: 'K' },
  adjustPoints: { ...staff, points: 1, direction: 'add' },
  setBalance: { ...staff, balance: 1 },
  reverseEntry: { ...staff, sequence: 1, points: 1 },
  redeemPoints: { memberId: 'M', redemptionId: 'D', points: 1 },
  holdPoints: { memberId: 'M', redemptionId: 'D', points: 1, holdMinutes: 5 },
  captureHold: { memberId: 'M', redemptionId: 'H', points: 1 },
  releaseHold: { memberId: 'M', redemptionId: 'H' },
  undoRedemption: { memberId: 'M', redemptionId: 'spent', undoId: 'U', points: 1 },
};

/** A ledger that bad calls are made on; when all of them were, nothing of it may have changed. */
export function unharmedLedger(): {
  readonly world: () => World;
  errorOf(verb: string, command: unknown): Promise<Record<string, unknown>>;
} {
  let world: World | undefined;
  let before: unknown;
  const there = (): World => {
    if (world === undefined) throw new Error('The ledger is made before the first test.');
    return world;
  };
  beforeAll(async () => {
    world = await openWorld(memory, program);
    const steps: Call[] = [
      { verb: 'enrolMember', command: { memberId: 'M', phone: '+628111111', cardCode: 'card' } },
      { verb: 'adjustPoints', command: { ...staff, points: 102, direction: 'add', idempotencyKey: 'first' } },
      { verb: 'saveInvoice', command: { ...sale, invoiceId: 'S', lines: [{ net: 6 }, { net: 4 }] } },
      { verb: 'saveInvoice', command: { invoiceId: 'anonymous', currency: 'EUR', total: 10 } },
      { verb: 'saveInvoice', command: { invoiceId: 'voided', currency: 'EUR', total: 10 } },
      { verb: 'voidInvoice', command: { invoiceId: 'voided', refundId: 'V' } },
      { verb: 'recordPayment', command: { invoiceId: 'S', paymentId: 'P0', currency: 'EUR', amount: 1 } },
      { verb: 'holdPoints', command: { memberId: 'M', redemptionId: 'H', points: 2 } },
      { verb: 'redeemPoints', command: { memberId: 'M', redemptionId: 'spent', points: 2 } },
    ];
    for (const step of steps) expect((await runCall(world.pointbook, step)).error).toBeUndefined();
    before = await world.dump();
  });
  afterAll(async () => {
    const after = await there().dump();
    expect(after).toEqual(before);
    expect(auditLedger(after)).toEqual([]);
    expect(valueOf(await verify(there().pointbook)).findings).toEqual([]);
    await there().close();
  });
  return {
    world: there,
    errorOf: async (verb, command) => ({ ...(await runCall(there().pointbook, { verb, command } as Call)).error }),
  };
}
