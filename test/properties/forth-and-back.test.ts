import type { ProgramDefinition } from '@pointbook/core';
import { auditLedger } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property, type Trial, type World } from '../support/worlds.ts';
import { base, warung } from '../support/warung.ts';

const day = 86_400_000;
const members = ['ayu', 'budi'] as const;
const oneOf = fc.constantFrom;

/**
 * Programs in which points end, are owed or forgiven, and in which more may give less. Who has the first purchase may change
 * as a sale goes and comes back, so none has it.
 */
const programs = fc
  .record({
    trigger: oneOf('on-invoice-saved' as const, 'on-full-payment' as const),
    clawback: oneOf('allow-debt' as const, 'within-balance' as const),
    expiry: oneOf<NonNullable<ProgramDefinition['expiry']>>(
      { kind: 'never' },
      { kind: 'after', period: { unit: 'days', count: 6 } },
      { kind: 'inactivity', period: { unit: 'days', count: 5 } },
    ),
    windowDays: oneOf(2, 90),
    half: fc.boolean(),
  })
  .map(({ trigger, clawback, expiry, windowDays, half }) =>
    warung({
      expiry,
      refund: { clawback, windowDays },
      earn: {
        trigger,
        rules: [base],
        ...(half ? { multipliers: [{ multiplierId: 'half', times: 1, per: 2, when: { minimumSpend: 50_000 } }] } : {}),
      },
    }),
  );

const does = oneOf(
  ...([
    'sell',
    'sell',
    'sell',
    'pay',
    'pay',
    'bounce',
    'void',
    'reinstate',
    'refund',
    'redeem',
    'redeem',
    'undo',
  ] as const),
  ...(['move', 'give', 'take', 'wait', 'wait'] as const),
);
const step = fc.record({
  does,
  sale: oneOf('S1', 'S2'),
  member: oneOf(...members),
  amount: oneOf(1000, 10_000, 30_000, 50_000, 100_000),
  points: oneOf(5, 20, 50),
  id: fc.nat(8),
});
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;
const histories = fc.tuple(programs, fc.array(step, { minLength: 3, maxLength: 14 }), oneOf('S1', 'S2'));

/** A world in which all steps were taken, whatever each came to. */
async function lived(trial: Trial, program: ProgramDefinition, steps: readonly Step[]): Promise<World> {
  const world = await trial.open(program);
  const { pointbook, clock } = world;
  for (const memberId of members) {
    await pointbook.enrolMember({ memberId });
    await pointbook.adjustPoints({ memberId, points: 40, direction: 'add', actor: 'ann', idempotencyKey: 'first' });
  }
  const money = { currency: 'IDR' } as const;
  for (const [index, { does: what, sale: invoiceId, member: memberId, amount, points, id }] of steps.entries()) {
    const own = `${index}`;
    if (what === 'sell') await pointbook.saveInvoice({ invoiceId, memberId, ...money, total: amount });
    if (what === 'pay') await pointbook.recordPayment({ invoiceId, paymentId: own, ...money, amount });
    if (what === 'bounce') await pointbook.reversePayment({ invoiceId, paymentId: `${id}`, reversalId: own });
    if (what === 'void') await pointbook.voidInvoice({ invoiceId, refundId: own });
    if (what === 'reinstate') await pointbook.reinstateInvoice({ invoiceId, reinstatementId: own });
    if (what === 'refund') await pointbook.refundInvoice({ invoiceId, refundId: own, value: amount });
    if (what === 'redeem')
      await pointbook.redeemPoints({ memberId, redemptionId: own, points, ...(id > 4 ? { invoiceId } : {}) });
    if (what === 'undo') await pointbook.undoRedemption({ memberId, redemptionId: `${id}`, undoId: own, points });
    if (what === 'move')
      await pointbook.reassignInvoice({ invoiceId, toMemberId: memberId, actor: 'ann', idempotencyKey: own });
    if (what === 'give')
      await pointbook.adjustPoints({ memberId, points, direction: 'add', actor: 'ann', idempotencyKey: own });
    if (what === 'take') await pointbook.returnWithoutSale({ memberId, returnId: own, points });
    if (what === 'wait') clock.advance((id + 1) * day);
  }
  return world;
}

async function balances({ pointbook }: World): Promise<readonly number[]> {
  const read = members.map(async (memberId) => (await pointbook.getBalance({ memberId }))._unsafeUnwrap().balance);
  return Promise.all(read);
}

async function expectSound(world: World): Promise<void> {
  expect((await world.pointbook.verify())._unsafeUnwrap().findings).toEqual([]);
  expect(auditLedger(await world.dump())).toEqual([]);
}

describe('forth and back', () => {
  property(
    '[16] a void and its reinstatement net zero',
    histories,
    async (trial, [program, steps, invoiceId]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const before = await balances(world);
      const known = await pointbook.getInvoice({ invoiceId });
      if (known.isErr() || known.value.state === 'voided') return;
      const voided = (await pointbook.voidInvoice({ invoiceId, refundId: 'law' }))._unsafeUnwrap();
      // Points that had paid stay returned.
      if (voided.pointsReturned > 0) return;
      trial.reached(
        voided.lapsed > 0 ? 'lapsed' : voided.debt > 0 ? 'debt' : voided.forgiven > 0 ? 'forgiven' : 'taken',
      );
      (await pointbook.reinstateInvoice({ invoiceId, reinstatementId: 'law' }))._unsafeUnwrap();
      expect(await balances(world)).toEqual(before);
      await expectSound(world);
    },
    ['lapsed', 'debt', 'forgiven', 'taken'],
    0.5,
  );

  property(
    '[16] a move there and back nets zero',
    histories,
    async (trial, [program, steps, invoiceId]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const known = await pointbook.getInvoice({ invoiceId });
      // What points paid of a sale may have left something to take back: a move takes it.
      if (known.isErr() || known.value.memberId === null || known.value.redemptions.length > 0) return;
      const { memberId, earned } = known.value;
      const before = await balances(world);
      const [ayu, budi] = members;
      for (const toMemberId of [memberId === ayu ? budi : ayu, memberId]) {
        const move = { invoiceId, toMemberId, actor: 'ann', idempotencyKey: `law ${toMemberId}` };
        (await pointbook.reassignInvoice(move))._unsafeUnwrap();
      }
      trial.reached(earned > 0 ? (known.value.withheld === null ? 'earned' : 'waiting') : 'nothing');
      expect((await pointbook.getInvoice({ invoiceId }))._unsafeUnwrap().earned).toBe(earned);
      expect((await balances(world))[memberId === ayu ? 0 : 1]).toBe(before[memberId === ayu ? 0 : 1]);
      await expectSound(world);
    },
    ['earned', 'waiting'],
    0.5,
  );

  property(
    '[16] a payment that bounces and comes again nets zero',
    histories,
    async (trial, [program, steps, invoiceId]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const known = await pointbook.getInvoice({ invoiceId });
      if (known.isErr() || known.value.withheld !== null || known.value.redemptions.length > 0) return;
      const payment = known.value.payments.findLast(({ reversedAt }) => reversedAt === null);
      if (payment === undefined) return;
      const before = await balances(world);
      const { paymentId, amount, paidAt } = payment;
      const bounced = (await pointbook.reversePayment({ invoiceId, paymentId, reversalId: 'law' }))._unsafeUnwrap();
      trial.reached(bounced.earned < 0 ? 'taken back' : 'nothing to take');
      const again = { invoiceId, paymentId: 'law', currency: 'IDR', amount, paidAt };
      (await pointbook.recordPayment(again))._unsafeUnwrap();
      expect(await balances(world)).toEqual(before);
      await expectSound(world);
    },
    ['taken back', 'nothing to take'],
    0.5,
  );

  property(
    '[16] a redemption and its undoing net zero, and a point comes back once',
    fc.tuple(histories, oneOf(...members), fc.boolean()),
    async (trial, [[program, steps, invoiceId], memberId, pays]) => {
      const world = await lived(trial, program, steps);
      const { pointbook } = world;
      const before = await balances(world);
      const on = pays ? { invoiceId } : {};
      const spent = await pointbook.redeemPoints({ memberId, redemptionId: 'law', points: 5, ...on });
      if (spent.isErr()) return;
      const of = { memberId, redemptionId: 'law' };
      (await pointbook.undoRedemption({ ...of, undoId: 'a part', points: 2 }))._unsafeUnwrap();
      (await pointbook.undoRedemption({ ...of, undoId: 'the rest' }))._unsafeUnwrap();
      trial.reached(pays ? 'on a sale' : 'on none');
      expect(await balances(world)).toEqual(before);
      expect((await pointbook.undoRedemption({ ...of, undoId: 'once more' }))._unsafeUnwrapErr().kind).toBe(
        'insufficient-points',
      );
      await expectSound(world);
    },
    ['on a sale', 'on none'],
    0.5,
  );

  property(
    '[16] what staff took and gave back later leaves what time alone leaves, and the ends with it',
    fc.tuple(histories, oneOf(...members), oneOf('goods' as const, 'deduction' as const), fc.nat(8)),
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
        if (owes)
          (await where.pointbook.returnWithoutSale({ memberId, points: 900, returnId: 'more' }))._unsafeUnwrap();
      }
      const back = { memberId, sequence, actor: 'ann', idempotencyKey: 'found' };
      (await pointbook.reverseEntry(back))._unsafeUnwrap();
      trial.reached(owes ? 'owes' : debt > 0 ? 'owed' : days > 0 ? 'later' : 'at once');
      const stands = async (where: World) => (await where.pointbook.getBalance({ memberId }))._unsafeUnwrap();
      expect(await stands(world)).toEqual(await stands(untouched));
      await expectSound(world);
    },
    ['owes', 'owed', 'later', 'at once'],
    0.5,
  );
});
