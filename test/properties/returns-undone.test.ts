import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';
import { balances, expectSound, histories, lived, members } from './forth-and-back/histories.ts';

const memberId = members[0];
const of = { memberId, redemptionId: 'law' };

/** What holds owe for the return. */
async function claimedOfHolds({ dump }: World): Promise<number> {
  const { members: all } = await dump();
  const { holdClaims = [] } = all.find(({ account }) => account.memberId === memberId)?.account ?? {};
  const lots = holdClaims.flatMap((claim) => (claim.isReturn && claim.id === 'law' ? claim.lots : []));
  return lots.reduce((sum, { points }) => sum + points, 0);
}

describe('a return without a sale that is undone', () => {
  property(
    '[14] leaves what no return leaves, whatever holds have paid for it by then',
    fc.tuple(
      histories,
      fc.record({ held: fc.constantFrom(5, 20, 40), back: fc.constantFrom(5, 30, 60), part: fc.nat(30) }),
      fc.constantFrom('released before', 'lapsed before', 'released after'),
    ),
    async (trial, [[shop, steps], { held, back, part }, when]) => {
      const { rules, trigger } = shop.earn;
      const program = warung({ earn: { rules, trigger }, refund: { clawback: 'within-balance' } });
      const worlds = [await lived(trial, program, steps), await lived(trial, program, steps)] as const;
      const [world, other] = worlds;
      for (const { pointbook } of worlds)
        if ((await pointbook.holdPoints({ ...of, points: held, holdMinutes: 60 })).isErr()) return;
      const returned = await world.pointbook.returnWithoutSale({ memberId, returnId: 'law', points: back });
      const { sequence, forgiven } = valueOf(returned);
      // What was spent and forgiven is not asked for again.
      if (forgiven !== (await claimedOfHolds(world))) return trial.reached('forgiven');
      const release = async () => {
        for (const { pointbook } of worlds) valueOf(await pointbook.releaseHold(of));
      };
      if (when === 'released before') await release();
      if (when === 'lapsed before') for (const { clock } of worlds) clock.advance(3_600_000);
      const by = { memberId, sequence, actor: 'ann' };
      if (part > 0 && part < back)
        valueOf(await world.pointbook.reverseEntry({ ...by, points: part, idempotencyKey: 'a part' }));
      valueOf(await world.pointbook.reverseEntry({ ...by, idempotencyKey: 'the rest' }));
      if (when === 'released after') await release();
      trial.reached(`${when}${forgiven > 0 ? ', and claimed' : ''}`);
      expect(await balances(world)).toEqual(await balances(other));
      await expectSound(world);
    },
    [
      'released before, and claimed',
      'lapsed before, and claimed',
      'released after, and claimed',
      'released before',
      'forgiven',
    ],
    0.5,
  );
});
