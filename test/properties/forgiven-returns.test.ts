import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';
import { balances, expectSound, histories, lived, members } from './forth-and-back/histories.ts';

const memberId = members[0];

/** Takes points by mistake, and answers what undoes that; null where the member has not so many. */
async function mistake({ pointbook }: World, way: 'redeem' | 'deduct', points: number) {
  if (way === 'redeem') {
    const redemption = { memberId, redemptionId: 'law' };
    const spent = await pointbook.redeemPoints({ ...redemption, points });
    return spent.isErr() ? null : async () => valueOf(await pointbook.undoRedemption({ ...redemption, undoId: 'law' }));
  }
  const by = { memberId, actor: 'ann' };
  const less = await pointbook.adjustPoints({ ...by, points, direction: 'deduct', idempotencyKey: 'law' });
  if (less.isErr()) return null;
  const { sequence } = less.value;
  return async () => valueOf(await pointbook.reverseEntry({ ...by, sequence, idempotencyKey: 'undo' }));
}

describe('what a return without a sale forgives', () => {
  property(
    '[16] is made good by points that come back late, as if they had come back in time',
    fc.tuple(
      histories,
      fc.record({
        way: fc.constantFrom('redeem' as const, 'deduct' as const),
        points: fc.constantFrom(5, 20, 40),
        back: fc.constantFrom(5, 30, 60),
      }),
    ),
    async (trial, [[shop, steps], { way, points, back }]) => {
      const { rules, trigger } = shop.earn;
      const program = warung({ earn: { rules, trigger }, refund: { clawback: 'within-balance' } });
      const [late, timely] = [await lived(trial, program, steps), await lived(trial, program, steps)];
      const [undoLate, undoInTime] = [await mistake(late, way, points), await mistake(timely, way, points)];
      if (undoLate === null || undoInTime === null) return;
      await undoInTime();
      const goods = { memberId, returnId: 'law goods', points: back };
      for (const { pointbook } of [late, timely]) valueOf(await pointbook.returnWithoutSale(goods));
      const before = await balances(late);
      await undoLate();
      trial.reached(`${way}, and forgiven`, Number(before[0]?.balance === before[0]?.held));
      expect(await balances(late)).toEqual(await balances(timely));
      await expectSound(late);
    },
    ['redeem, and forgiven', 'deduct, and forgiven'],
    0.5,
  );
});
