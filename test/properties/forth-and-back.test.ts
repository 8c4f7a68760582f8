import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property, type World } from '../support/properties/worlds.ts';
import {
  balances,
  day,
  expectSound,
  histories,
  historiesWithGone,
  historiesWithPaid,
  isRefused,
  lived,
  members,
} from './forth-and-back/histories.ts';
import { errorOf, valueOf } from '../support/value-of.ts';

describe('forth and back', () => {
  property(
    '[16] a void and its reinstatement net zero',
    historiesWithGone,
    async (trial, [program, steps, invoiceId]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const before = await balances(world);
      const known = await pointbook.getInvoice({ invoiceId });
      if (known.isErr() || known.value.state === 'voided') return;
      const voided = await pointbook.voidInvoice({ invoiceId, refundId: 'law' });
      if (isRefused(voided)) return trial.reached('refused');
      const { pointsReturned, lapsed, debt, forgiven } = valueOf(voided);
      const after = await balances(world);
      // Points that had paid stay returned, and points that were held for the sale stay released.
      if (pointsReturned > 0 || after.some(({ held }, index) => held !== before[index]?.held)) return;
      trial.reached(lapsed > 0 ? 'lapsed' : debt > 0 ? 'debt' : forgiven > 0 ? 'forgiven' : 'taken');
      valueOf(await pointbook.reinstateInvoice({ invoiceId, reinstatementId: 'law' }));
      expect(await balances(world)).toEqual(before);
      await expectSound(world);
    },
    ['lapsed', 'debt', 'forgiven', 'taken', 'refused'],
    0.25,
  );

  property(
    '[16] an edit there and back nets zero',
    fc.tuple(histories, fc.constantFrom(1, 1000, 20_000, 60_000, 200_000)),
    async (trial, [[program, steps, invoiceId], total]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const before = await balances(world);
      const known = await pointbook.getInvoice({ invoiceId });
      // An edit of a sale that points paid may leave them nothing to pay: they come back for good.
      if (known.isErr() || known.value.state === 'voided' || known.value.redemptions.length > 0) return;
      const { revision, memberId, total: sold, withheld } = known.value;
      // A sale that was paid for at a lower total keeps its points as it is raised.
      if (withheld === 'awaiting-payment' || withheld === 'awaiting-approval') return;
      const edit = { invoiceId, currency: 'IDR', ...(memberId === null ? {} : { memberId }) };
      const there = await pointbook.saveInvoice({ ...edit, total, revision: revision + 1 });
      if (isRefused(there, 'invoice-below-refunded')) return trial.reached('refused');
      const { earned } = valueOf(there);
      const back = await pointbook.saveInvoice({ ...edit, total: sold, revision: revision + 2 });
      if (isRefused(back)) return trial.reached('refused on the way back');
      expect(await balances(world)).toEqual(before);
      trial.reached(earned > 0 ? 'up and down' : earned < 0 ? 'down and up' : 'neither');
      await expectSound(world);
    },
    ['refused', 'up and down', 'down and up', 'neither'],
    0.5,
  );

  property(
    '[16] a move there and back nets zero',
    fc.tuple(historiesWithPaid, fc.boolean()),
    async (trial, [[program, steps, invoiceId], isRefundedBefore]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      // What points paid of a sale may have left something to take back. A refund takes it, or forgives it for good.
      const refund = { invoiceId, refundId: 'law', value: 1000 };
      const refunded = isRefundedBefore ? await pointbook.refundInvoice(refund) : null;
      const known = await pointbook.getInvoice({ invoiceId });
      if (known.isErr() || known.value.memberId === null) return;
      if (known.value.redemptions.length > 0 && refunded?.isOk() !== true) return;
      const { memberId, earned } = known.value;
      if (refunded?.isOk() && refunded.value.forgiven > 0) {
        trial.reached('forgiven');
        const gift = { memberId, points: 1, direction: 'add', actor: 'ann', idempotencyKey: 'meanwhile' } as const;
        valueOf(await pointbook.adjustPoints(gift));
      }
      const before = await balances(world);
      const [ayu, budi] = members;
      for (const toMemberId of [memberId === ayu ? budi : ayu, memberId]) {
        const move = { invoiceId, toMemberId, actor: 'ann', idempotencyKey: `law ${toMemberId}` };
        if (isRefused(await pointbook.reassignInvoice(move))) return trial.reached('refused');
      }
      trial.reached(earned > 0 ? (known.value.withheld === null ? 'earned' : 'waiting') : 'nothing');
      expect(valueOf(await pointbook.getInvoice({ invoiceId })).earned).toBe(earned);
      expect((await balances(world))[memberId === ayu ? 0 : 1]).toEqual(before[memberId === ayu ? 0 : 1]);
      await expectSound(world);
    },
    ['earned', 'waiting', 'forgiven'],
    0.5,
  );

  property(
    '[16] a payment that bounces and comes again nets zero',
    historiesWithPaid,
    async (trial, [program, steps, invoiceId]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const known = await pointbook.getInvoice({ invoiceId });
      if (known.isErr() || known.value.withheld !== null || known.value.redemptions.length > 0) return;
      const payment = known.value.payments.findLast(({ reversedAt }) => reversedAt === null);
      if (payment === undefined) return;
      const before = await balances(world);
      const { paymentId, amount, paidAt, approvedAt } = payment;
      const bounced = await pointbook.reversePayment({ invoiceId, paymentId, reversalId: 'law' });
      if (isRefused(bounced)) return;
      trial.reached(valueOf(bounced).earned < 0 ? 'taken back' : 'nothing to take');
      const again = { invoiceId, paymentId: 'law', currency: 'IDR', amount, paidAt };
      valueOf(await pointbook.recordPayment(again));
      if (program.earn.approvePayments && approvedAt !== null) {
        valueOf(await pointbook.approvePayment({ invoiceId, paymentId: 'law', actor: 'ann' }));
        trial.reached('approved again');
      }
      expect(await balances(world)).toEqual(before);
      await expectSound(world);
    },
    ['taken back', 'nothing to take', 'approved again'],
    0.5,
  );

  property(
    '[16] a redemption and its undoing net zero, and a point comes back once',
    fc.tuple(histories, fc.constantFrom(...members), fc.boolean(), fc.boolean()),
    async (trial, [[program, steps, invoiceId], memberId, pays, isHeld]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const before = await balances(world);
      const of = { memberId, redemptionId: 'law' };
      const on = { ...of, points: 5, ...(pays ? { invoiceId } : {}) };
      const spent = isHeld
        ? await pointbook.holdPoints(on).andThen(() => pointbook.captureHold(of))
        : await pointbook.redeemPoints(on);
      if (spent.isErr()) return;
      for (const part of [{ undoId: 'a part', points: 2 }, { undoId: 'the rest' }])
        if (isRefused(await pointbook.undoRedemption({ ...of, ...part }))) return;
      trial.reached(`${isHeld ? 'held' : 'at once'} ${pays ? 'on a sale' : 'on none'}`);
      expect(await balances(world)).toEqual(before);
      expect(errorOf(await pointbook.undoRedemption({ ...of, undoId: 'once more' })).kind).toBe('insufficient-points');
      await expectSound(world);
    },
    ['held on a sale', 'held on none', 'at once on a sale', 'at once on none'],
    0.5,
  );

  property(
    '[16] what staff took and gave back later leaves what time alone leaves, and the ends with it',
    fc.tuple(
      histories,
      fc.constantFrom(...members),
      fc.constantFrom('goods' as const, 'deduction' as const),
      fc.nat(8),
    ),
    async (trial, [[program, steps], memberId, what, days]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const of = { memberId, points: 25, actor: 'ann' };
      const by = { ...of, direction: 'deduct', idempotencyKey: 'law' } as const;
      const took =
        what === 'goods'
          ? await pointbook.returnWithoutSale({ ...of, returnId: 'law' })
          : await pointbook.adjustPoints(by);
      if (took.isErr()) return;
      const { sequence } = took.value;
      const { forgiven = 0, debt = 0 } = 'forgiven' in took.value ? took.value : {};
      if (forgiven > 0) return;
      const untouched = await lived(trial, program, steps);
      // Meanwhile all is taken that the member has, and more.
      const owes = program.refund?.clawback === 'allow-debt' && days > 4;
      for (const where of [world, untouched]) {
        where.clock.advance(days * day);
        if (owes) valueOf(await where.pointbook.returnWithoutSale({ memberId, points: 900, returnId: 'more' }));
      }
      const back = { memberId, sequence, actor: 'ann', idempotencyKey: 'found' };
      valueOf(await pointbook.reverseEntry(back));
      trial.reached(owes ? 'owes' : debt > 0 ? 'owed' : days > 0 ? 'later' : 'at once');
      const stands = async (where: World) => valueOf(await where.pointbook.getBalance({ memberId }));
      expect(await stands(world)).toEqual(await stands(untouched));
      await expectSound(world);
    },
    ['owes', 'owed', 'later', 'at once'],
    0.5,
  );

  property(
    '[16] an undoing that comes late leaves what one in time leaves, though a sale was voided or moved meanwhile',
    fc.tuple(
      histories,
      fc.constantFrom(...members),
      fc.constantFrom('goods' as const, 'redemption' as const),
      fc.boolean(),
    ),
    async (trial, [[program, steps, invoiceId], memberId, what, isMoved]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const { available } = valueOf(await pointbook.getBalance({ memberId }));
      if (available === 0) return;
      const of = { memberId, points: available };
      const took =
        what === 'goods'
          ? await pointbook.returnWithoutSale({ ...of, returnId: 'law' })
          : await pointbook.redeemPoints({ ...of, redemptionId: 'law' });
      const { sequence } = valueOf(took);
      const untouched = await lived(trial, program, steps);
      const to = memberId === 'ayu' ? 'budi' : 'ayu';
      const move = { invoiceId, toMemberId: to, actor: 'ann', idempotencyKey: 'away' };
      const [done, alike] = await Promise.all(
        [world, untouched].map((where) =>
          isMoved ? where.pointbook.reassignInvoice(move) : where.pointbook.voidInvoice({ invoiceId, refundId: 'law' }),
        ),
      );
      if (done?.isErr() || alike?.isErr()) return;
      if (what === 'goods')
        valueOf(await pointbook.reverseEntry({ memberId, sequence, actor: 'ann', idempotencyKey: 'found' }));
      else valueOf(await pointbook.undoRedemption({ memberId, redemptionId: 'law', undoId: 'law' }));
      trial.reached(isMoved ? 'moved' : 'voided');
      const sums = async (where: World) => (await balances(where)).map(({ balance }) => balance);
      expect(await sums(world)).toEqual(await sums(untouched));
      await expectSound(world);
    },
    ['moved', 'voided'],
    0.5,
  );
});
