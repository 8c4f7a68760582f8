import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { valueOf } from '../support/value-of.ts';
import { property } from '../support/properties/worlds.ts';
import { warung } from '../support/shops/warung.ts';
import { balances, expectSound, histories, lived, salesOf, type Step, take } from './forth-and-back/histories.ts';

/** What may happen to a sale while it is voided by mistake. */
const meanwhile = fc.array(
  fc.record({
    does: fc.constantFrom<Step['does']>('pay', 'pay', 'approve', 'bounce', 'sell', 'sell', 'refund'),
    amount: fc.constantFrom(1000, 10_000, 30_000, 100_000),
    id: fc.nat(8),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('a void that was the mistake', () => {
  property(
    '[16] changes nothing of what was paid, edited and refunded meanwhile, where a sale waits for its payment',
    fc.tuple(histories, meanwhile, fc.nat(6)),
    async (trial, [[shop, steps, invoiceId], done, index]) => {
      const { rules, approvePayments = false } = shop.earn;
      const earn = { rules, trigger: 'on-full-payment' as const, approvePayments };
      const program = warung({ earn, refund: shop.refund });
      const before = steps.slice(0, index);
      const [world, other] = [await lived(trial, program, before), await lived(trial, program, before)];
      const known = await world.pointbook.getInvoice({ invoiceId });
      if (known.isErr() || known.value.state === 'voided' || known.value.redemptions.length > 0) return;
      const held = JSON.stringify((await balances(world)).map((each) => each.held));
      if ((await world.pointbook.voidInvoice({ invoiceId, refundId: 'law' })).isErr()) return;
      // Points that were held for the sale stay released.
      if (JSON.stringify((await balances(world)).map((each) => each.held)) !== held) return;
      const member = known.value.memberId === 'budi' ? 'budi' : 'ayu';
      for (const [nth, each] of done.entries()) {
        const step = { ...each, sale: invoiceId, member, points: 5 } as const;
        // Of a voided sale less is left to refund.
        if ((await take(world, step, `${index + nth}`)) !== (await take(other, step, `${index + nth}`))) return;
      }
      if ((await world.pointbook.reinstateInvoice({ invoiceId, reinstatementId: 'law' })).isErr()) return;
      for (const [later, each] of steps.slice(index).entries()) {
        const own = `later ${later}`;
        expect(await take(world, each, own)).toBe(await take(other, each, own));
      }
      const { earned, withheld } = valueOf(await world.pointbook.getInvoice({ invoiceId }));
      trial.reached(earned > 0 ? (withheld === null ? 'paid' : 'waits with points') : 'nothing');
      expect(await balances(world)).toEqual(await balances(other));
      expect(await salesOf(world)).toEqual(await salesOf(other));
      await expectSound(world);
    },
    ['paid', 'waits with points', 'nothing'],
    0.5,
  );
});
