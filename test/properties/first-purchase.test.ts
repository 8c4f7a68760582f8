import { expect } from 'vitest';
import { property, type World } from '../support/properties/worlds.ts';
import { expectSound, historiesWithFirst, isRefused, lived, members, welcome } from './forth-and-back/histories.ts';
import { valueOf } from '../support/value-of.ts';

const [ayu] = members;

/** The sale that has the first purchase of a member; null where none has. */
async function firstOf({ dump }: World): Promise<string | null> {
  const { members: all } = await dump();
  return all.find(({ account }) => account.memberId === ayu)?.activity.firstPurchase ?? null;
}

property(
  '[32] the first purchase is granted once, and passes on as its sale is voided or leaves',
  historiesWithFirst,
  async (trial, [program, steps]) => {
    const world = await lived(trial, program, steps);
    const { pointbook } = world;
    /** What a new sale of Ayu gave more than such a sale does. */
    const sell = async (invoiceId: string): Promise<number> => {
      const money = { invoiceId, currency: 'IDR' };
      let { earned } = valueOf(await pointbook.saveInvoice({ ...money, memberId: ayu, total: 10_000 }));
      const paid = valueOf(await pointbook.recordPayment({ ...money, paymentId: 'P', amount: 10_000 }));
      earned += paid.earned;
      if (program.earn.approvePayments)
        earned += valueOf(await pointbook.approvePayment({ invoiceId, paymentId: 'P', actor: 'ann' })).earned;
      return earned - 10;
    };
    const held = await firstOf(world);
    expect(await sell('N1')).toBe(held === null ? welcome : 0);
    const holder = held ?? 'N1';
    expect(await firstOf(world)).toBe(holder);
    trial.reached(held === null ? 'was free' : 'was taken');

    if (isRefused(await pointbook.voidInvoice({ invoiceId: holder, refundId: 'law' }))) return;
    expect(await firstOf(world)).toBeNull();
    expect(await sell('N2')).toBe(welcome);
    expect(await firstOf(world)).toBe('N2');

    const reinstated = await pointbook.reinstateInvoice({ invoiceId: holder, reinstatementId: 'law' });
    expect(valueOf(reinstated).earned).toBeLessThanOrEqual(100);
    expect(await firstOf(world)).toBe('N2');

    const move = { invoiceId: 'N2', toMemberId: members[1], actor: 'ann', idempotencyKey: 'law' };
    if (isRefused(await pointbook.reassignInvoice(move))) return;
    expect(await firstOf(world)).toBeNull();
    expect(await sell('N3')).toBe(welcome);
    trial.reached('passed on by a move');
    await expectSound(world);
  },
  ['was free', 'was taken', 'passed on by a move'],
  0.5,
);
