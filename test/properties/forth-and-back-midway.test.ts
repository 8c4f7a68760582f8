import fc from 'fast-check';
import type { Result } from 'neverthrow';
import { describe, expect } from 'vitest';
import { property, type World } from '../support/properties/worlds.ts';
import { balances, expectSound, histories, lived, members, salesOf, take } from './forth-and-back/histories.ts';

type Answer = Promise<Result<unknown, { readonly kind: string }>>;
interface There {
  readonly world: World;
  readonly memberId: (typeof members)[number];
  readonly invoiceId: string;
  readonly points: number;
}

/** What a shop does, and takes back at once. */
const pairs = {
  'a void': [
    async ({ world: { pointbook }, invoiceId }) => pointbook.voidInvoice({ invoiceId, refundId: 'law' }),
    async ({ world: { pointbook }, invoiceId }) => pointbook.reinstateInvoice({ invoiceId, reinstatementId: 'law' }),
  ],
  'a payment': [
    async ({ world: { pointbook }, invoiceId, points }) =>
      pointbook.recordPayment({ invoiceId, paymentId: 'law', currency: 'IDR', amount: points * 1000 }),
    async ({ world: { pointbook }, invoiceId }) =>
      pointbook.reversePayment({ invoiceId, paymentId: 'law', reversalId: 'law' }),
  ],
  'a redemption': [
    async ({ world: { pointbook }, memberId, points }) =>
      pointbook.redeemPoints({ memberId, redemptionId: 'law', points }),
    async ({ world: { pointbook }, memberId }) =>
      pointbook.undoRedemption({ memberId, redemptionId: 'law', undoId: 'law' }),
  ],
  'a hold': [
    async ({ world: { pointbook }, memberId, points }) =>
      pointbook.holdPoints({ memberId, redemptionId: 'law', points }),
    async ({ world: { pointbook }, memberId }) => pointbook.releaseHold({ memberId, redemptionId: 'law' }),
  ],
} satisfies Readonly<Record<string, readonly [(there: There) => Answer, (there: There) => Answer]>>;

describe('forth and back in the middle of a history', () => {
  property(
    '[16] what a shop does and takes back at once changes nothing of what comes later',
    fc.tuple(
      // By inactivity, what members do moves the end of their points.
      histories.filter(([{ expiry }]) => expiry?.kind !== 'inactivity'),
      fc.constantFrom(...(Object.keys(pairs) as readonly (keyof typeof pairs)[])),
      fc.record({ memberId: fc.constantFrom(...members), points: fc.constantFrom(5, 20, 40) }),
      fc.nat(13),
    ),
    async (trial, [[program, steps, invoiceId], what, who, index]) => {
      // Points that come again by another payment keep the end, and the day on which they become available, that they
      // had.
      const keeps = program.expiry?.kind !== 'never' || program.earn.pendingDays !== undefined;
      if (what === 'a payment' && keeps) return;
      const before = steps.slice(0, index);
      const [world, other] = [await lived(trial, program, before), await lived(trial, program, before)];
      const there = { ...who, world, invoiceId };
      const known = await world.pointbook.getInvoice({ invoiceId });
      if (what === 'a void' && known.isOk() && known.value.state === 'voided') return;
      const [forth, back] = pairs[what];
      if ((await forth(there)).isErr()) return;
      const done = await back(there);
      // A shop that takes nothing back that is not there may refuse.
      if (done.isErr()) return expect(done.error.kind).toBe('clawback-refused');
      // Points that had paid a sale, and points that were held for it, stay with the member.
      const moved = JSON.stringify([await balances(world), await salesOf(world)]);
      if (what === 'a void' && moved !== JSON.stringify([await balances(other), await salesOf(other)])) {
        const held = (await balances(other)).some((each) => each.held > 0);
        const paid = known.isOk() && known.value.redemptions.length > 0;
        return expect(held || paid).toBe(true);
      }
      for (const [later, each] of steps.slice(index).entries()) {
        const own = `${index + later}`;
        expect(await take(world, each, own)).toBe(await take(other, each, own));
        for (const { clock } of [world, other]) clock.advance(1000);
      }
      trial.reached(what);
      expect(await balances(world)).toEqual(await balances(other));
      expect(await salesOf(world)).toEqual(await salesOf(other));
      await expectSound(world);
    },
    Object.keys(pairs),
    0.25,
  );
});
