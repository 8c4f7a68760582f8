import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';
import { day, expectSound, histories, lived, members, take } from './forth-and-back/histories.ts';

const sale = { invoiceId: 'S3', currency: 'IDR', total: 50_000 } as const;

/** All that a member has, and when it ends. */
async function stands({ pointbook }: World) {
  return Promise.all(members.map(async (memberId) => valueOf(await pointbook.getBalance({ memberId }))));
}

describe('a sale that was given to the wrong member', () => {
  property(
    '[16] and is moved, leaves that member as though it had never been theirs',
    fc.tuple(
      histories.filter(([{ expiry }]) => expiry?.kind === 'inactivity'),
      fc.constantFrom(...members),
      fc.nat(12),
      fc.nat(3),
    ),
    async (trial, [[program, steps], wrong, at, until]) => {
      const before = steps.slice(0, at);
      const [world, other] = [await lived(trial, program, before), await lived(trial, program, before)];
      const right = wrong === 'ayu' ? 'budi' : 'ayu';
      const had = await stands(world);
      for (const [where, memberId] of [
        [world, wrong],
        [other, right],
      ] as const) {
        valueOf(await where.pointbook.saveInvoice({ ...sale, memberId }));
        if (program.earn.trigger !== 'on-full-payment') continue;
        valueOf(
          await where.pointbook.recordPayment({ invoiceId: 'S3', paymentId: 'P', currency: 'IDR', amount: sale.total }),
        );
      }
      for (const { clock } of [world, other]) clock.advance(until * day);
      const [wasThere, left] = [await stands(world), await stands(other)];
      const move = { invoiceId: 'S3', toMemberId: right, actor: 'ann', idempotencyKey: 'law' };
      if ((await world.pointbook.reassignInvoice(move)).isErr()) return;
      // What the sale kept from ending meanwhile stays: it is not known what would have been spent.
      const isKept = left.some(({ held, balance }, nth) => held > 0 || balance < (had[nth]?.balance ?? 0));
      // What the right member lost meanwhile, because the sale was not theirs yet, does not come back.
      const isLost = wasThere.some(({ balance }, nth) => balance < (had[nth]?.balance ?? 0));
      if (until > 0 && (isKept || isLost)) return trial.reached('kept');
      for (const [later, each] of steps.slice(at).entries()) {
        // Of two sales that move, the ledger knows the one that moved the deadline last.
        if (each.does === 'move') continue;
        const own = `${at + later}`;
        expect(await take(world, each, own)).toBe(await take(other, each, own));
        for (const { clock } of [world, other]) clock.advance(1000);
      }
      trial.reached(until > 0 ? 'later' : 'at once');
      expect(await stands(world)).toEqual(await stands(other));
      await expectSound(world);
    },
    ['at once', 'later', 'kept'],
    0.5,
  );
});
