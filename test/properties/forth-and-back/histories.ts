import type { ProgramDefinition } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { auditLedger } from '@pointbook/testing';
import fc from 'fast-check';
import { ok, type Result } from 'neverthrow';
import { expect } from 'vitest';
import type { Trial, World } from '../../support/properties/worlds.ts';
import { base, warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

export const day = 86_400_000;
export const members = ['ayu', 'budi'] as const;
const sales = ['S1', 'S2'] as const;
const oneOf = fc.constantFrom;

const policies = fc.record({
  trigger: oneOf('on-invoice-saved' as const, 'on-full-payment' as const),
  approves: oneOf(true, false, false),
  clawback: oneOf('allow-debt' as const, 'within-balance' as const, 'refuse' as const),
  expiry: oneOf<NonNullable<ProgramDefinition['expiry']>>(
    { kind: 'never' },
    { kind: 'after', period: { unit: 'days', count: 6 } },
    { kind: 'inactivity', period: { unit: 'days', count: 5 } },
  ),
  windowDays: oneOf(2, 90),
  pendingDays: oneOf(0, 3),
  half: fc.boolean(),
});

const half = { multiplierId: 'half', times: 1, per: 2, when: { minimumSpend: 50_000 } } as const;
/** What the first purchase gives beside what each sale does. */
export const welcome = 50;
const first = { ruleId: 'first', earn: { per: 'visit', points: welcome }, when: { firstPurchase: true } } as const;

const programsWith = (rules: ProgramDefinition['earn']['rules']) =>
  policies.map(({ trigger, approves, clawback, expiry, windowDays, pendingDays, half: isHalved }) =>
    warung({
      expiry,
      refund: { clawback, windowDays },
      earn: {
        trigger,
        rules,
        ...(pendingDays > 0 ? { pendingDays } : {}),
        ...(approves && trigger === 'on-full-payment' ? { approvePayments: true } : {}),
        ...(isHalved ? { multipliers: [half] } : {}),
      },
    }),
  );

/**
 * Programs in which points end, are pending, are owed, forgiven or refused, and in which more may give less. Who has
 * the first purchase may change as a sale goes and comes back, so none has it.
 */
const programs = programsWith([base]);

const does = oneOf(
  ...(['sell', 'sell', 'sell', 'sell to nobody', 'claim', 'pay', 'pay', 'approve', 'bounce'] as const),
  ...(['void', 'reinstate', 'refund', 'redeem', 'redeem', 'undo', 'hold', 'hold', 'capture', 'release'] as const),
  ...(['move', 'give', 'take', 'wait', 'wait'] as const),
);
const step = fc.record({
  does,
  sale: oneOf(...sales),
  member: oneOf(...members),
  amount: oneOf(1000, 10_000, 30_000, 50_000, 100_000),
  points: oneOf(5, 20, 50),
  id: fc.nat(8),
});
export type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

const at = (done: Step['does'], more: Partial<Step> = {}): Step => ({
  does: done,
  sale: 'S1',
  member: 'ayu',
  amount: 50_000,
  points: 50,
  id: 0,
  ...more,
});
const paid = [at('sell'), at('pay'), at('approve')];

/**
 * How a history may begin with the sale that a law is about, so that what is rare by chance comes in each round of
 * trials.
 */
const paidBeginnings: readonly (readonly Step[])[] = [
  [],
  paid,
  // It was paid for, and costs more now.
  [...paid, at('sell', { amount: 100_000 })],
];
const goneBeginnings: readonly (readonly Step[])[] = [
  [],
  // The member has spent what it gave, and owes more: long ago, too.
  [...paid, at('redeem'), at('take'), at('take')],
  [...paid, at('redeem'), at('take'), at('take'), at('wait', { id: 5 })],
  // What it gave may have lapsed.
  [...paid, at('wait', { id: 6 })],
];

const historiesIn = (shops: fc.Arbitrary<ProgramDefinition>) =>
  fc.tuple(shops, fc.array(step, { minLength: 3, maxLength: 14 }), oneOf(...sales));

/** What a shop did before, and the sale that a law is about. */
export const histories = historiesIn(programs);
const beginning = (beginnings: typeof paidBeginnings) =>
  fc
    .tuple(histories, oneOf(...beginnings))
    .map(([[program, steps, sale], begins]): [ProgramDefinition, readonly Step[], typeof sale] => [
      program,
      [...begins.map((each) => ({ ...each, sale })), ...steps],
      sale,
    ]);
/** The same, where that sale was paid for more often. */
export const historiesWithPaid = beginning(paidBeginnings);
/** The same, where what that sale gave was spent, or has lapsed, more often. */
export const historiesWithGone = beginning(goneBeginnings);
/** The same in shops that give something for a first purchase. */
export const historiesWithFirst = historiesIn(programsWith([base, first]));

/** A world in which all steps were taken, whatever each came to. */
export async function lived(trial: Trial, program: ProgramDefinition, steps: readonly Step[]): Promise<World> {
  const world = await trial.open(program);
  const { pointbook } = world;
  for (const memberId of members) {
    await pointbook.enrolMember({ memberId });
    await pointbook.adjustPoints({ memberId, points: 40, direction: 'add', actor: 'ann', idempotencyKey: 'first' });
  }
  for (const [index, each] of steps.entries()) {
    await take(world, each, `${index}`);
    // What lapses and what comes at one instant cannot be told apart by their times.
    world.clock.advance(1000);
  }
  return world;
}

/** Takes a step; whether it did anything. */
export async function take(
  { pointbook, clock }: World,
  { does: what, sale, member, amount, points, id }: Step,
  own: string,
): Promise<boolean> {
  const [invoiceId, memberId] = [sale, member];
  const money = { invoiceId, currency: 'IDR' } as const;
  const staff = { actor: 'ann', idempotencyKey: own };
  const redemption = { memberId, redemptionId: `${id}` };
  const on = id > 4 ? { invoiceId } : {};
  const holdMinutes = (id + 1) * 1000;
  const part = id % 2 === 0 ? { points: 5 } : {};
  const doing = {
    sell: async () => pointbook.saveInvoice({ ...money, memberId, total: amount }),
    'sell to nobody': async () => pointbook.saveInvoice({ ...money, total: amount }),
    claim: async () => pointbook.claimInvoice({ invoiceId, memberId, idempotencyKey: own }),
    pay: async () => pointbook.recordPayment({ ...money, paymentId: own, amount }),
    approve: async () => approve(pointbook, invoiceId),
    bounce: async () => pointbook.reversePayment({ invoiceId, paymentId: `${id}`, reversalId: own }),
    void: async () => pointbook.voidInvoice({ invoiceId, refundId: own }),
    reinstate: async () => pointbook.reinstateInvoice({ invoiceId, reinstatementId: own }),
    refund: async () => pointbook.refundInvoice({ invoiceId, refundId: own, value: amount }),
    redeem: async () => pointbook.redeemPoints({ memberId, redemptionId: own, points, ...on }),
    undo: async () => pointbook.undoRedemption({ ...redemption, undoId: own, points }),
    hold: async () => pointbook.holdPoints({ memberId, redemptionId: own, points, ...on, holdMinutes }),
    capture: async () => pointbook.captureHold({ ...redemption, ...part }),
    release: async () => pointbook.releaseHold(redemption),
    move: async () => pointbook.reassignInvoice({ invoiceId, toMemberId: memberId, ...staff }),
    give: async () => pointbook.adjustPoints({ memberId, points, direction: 'add', ...staff }),
    take: async () => pointbook.returnWithoutSale({ memberId, returnId: own, points }),
    wait: async () => ok(clock.advance((id + 1) * day)),
  } satisfies Readonly<Record<typeof what, () => Promise<Result<unknown, unknown>>>>;
  return (await doing[what]()).isOk();
}

async function approve(pointbook: World['pointbook'], invoiceId: string): Promise<Result<unknown, unknown>> {
  const known = await pointbook.getInvoice({ invoiceId });
  for (const { paymentId } of known.isOk() ? known.value.payments : [])
    await pointbook.approvePayment({ invoiceId, paymentId, actor: 'ann' });
  return known;
}

/** The balance of each member, held points apart. */
export async function balances({ pointbook }: World): Promise<readonly { balance: number; held: number }[]> {
  const read = members.map(async (memberId) => valueOf(await pointbook.getBalance({ memberId })));
  return (await Promise.all(read)).map(({ balance, held }) => ({ balance, held }));
}

/** What each sale has earned, and what is left to pay of it. */
export async function salesOf({ pointbook }: World): Promise<readonly unknown[]> {
  const read = sales.map(async (invoiceId) => pointbook.getInvoice({ invoiceId }));
  return (await Promise.all(read)).map((each) => each.map(({ earned, leftToPay }) => ({ earned, leftToPay })));
}

/** Whether a command was refused, for a reason that a law admits: the shop takes nothing back that is not there. */
export function isRefused(answer: Result<unknown, { readonly kind: string }>, ...others: readonly string[]): boolean {
  if (answer.isOk()) return false;
  expect(['clawback-refused', ...others]).toContain(answer.error.kind);
  return true;
}

export async function expectSound(world: World): Promise<void> {
  expect(valueOf(await verify(world.pointbook)).findings).toEqual([]);
  expect(auditLedger(await world.dump())).toEqual([]);
}
