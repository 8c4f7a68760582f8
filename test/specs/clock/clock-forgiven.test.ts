import type { Pointbook } from '@pointbook/core';
import { describe, expect, test } from 'vitest';
import { day, openShop, said, sale } from '../../support/clock-shop.ts';
import { valueOf } from '../../support/value-of.ts';

const later = { ...said, today: '2026-04-11' };
const kept = { expiry: { kind: 'after', period: { unit: 'days', count: 3 } }, refund: { windowDays: 2 } } as const;

/**
 * A shop in which the hundred points of INV-1 have ended long ago, and Ayu has nine others, which a wrong clock ended.
 */
async function openLater(
  changes: Parameters<typeof openShop>[0] = kept,
  before: (ledger: Pick<Pointbook, 'saveInvoice'>) => Promise<void> = async () => undefined,
) {
  const shop = await openShop(changes);
  const { ledger, clock } = shop;
  await before(ledger);
  clock.advance(40 * day);
  const staff = { memberId: 'ayu', direction: 'add', actor: 'ann' } as const;
  valueOf(await ledger.adjustPoints({ ...staff, points: 9, idempotencyKey: 'nine' }));
  const voids = (invoiceId: string) => ledger.voidInvoice({ invoiceId, refundId: 'VOID' });
  return {
    ...shop,
    voids,
    gives: (points: number) => ledger.adjustPoints({ ...staff, points, idempotencyKey: 'more' }),
  };
}

describe('A void took nothing while the clock was ahead, of points that had ended long ago', () => {
  test('so it takes what the member had besides', async () => {
    const { ledger, inTenYears, balance, voids } = await openLater();
    await inTenYears(async () => {
      await ledger.expireDue();
      expect(valueOf(await voids('INV-1'))).toMatchObject({ clawedBack: 100, forgiven: 100 });
    });
    expect(valueOf(await ledger.clock.setBack(later))).toMatchObject({ points: 9 });
    expect(await balance()).toMatchObject({ balance: 0 });
  });

  test('and nothing of what came later', async () => {
    const { ledger, inTenYears, balance, voids, gives } = await openLater();
    await inTenYears(async () => {
      await ledger.expireDue();
      valueOf(await voids('INV-1'));
      valueOf(await gives(20));
    });
    valueOf(await ledger.clock.setBack(later));
    expect(await balance()).toMatchObject({ balance: 20 });
  });

  test('and what was spent later was spent of what came later', async () => {
    const { ledger, inTenYears, balance, voids, gives } = await openLater();
    await inTenYears(async () => {
      valueOf(await voids('INV-1'));
      valueOf(await gives(20));
      valueOf(await ledger.redeemPoints({ memberId: 'ayu', redemptionId: 'RD', points: 15 }));
    });
    valueOf(await ledger.clock.setBack(later));
    expect(await balance()).toMatchObject({ balance: 5, debt: 0 });
  });

  test('so a reinstatement gives it again', async () => {
    const { ledger, inTenYears, balance, voids } = await openLater();
    await inTenYears(() => voids('INV-1'));
    await inTenYears(() => ledger.expireDue());
    const had = (await balance()).balance;
    valueOf(await ledger.clock.setBack(later));
    valueOf(await ledger.reinstateInvoice({ invoiceId: 'INV-1', reinstatementId: 'BACK' }));
    expect(had).toBe(0);
    expect(await balance()).toMatchObject({ balance: 9 });
  });
});

test('Of what was forgiven before the last twenty times, the member keeps what these did not ask for', async () => {
  const small = Array.from({ length: 20 }, (_, index) => `SMALL-${index}`);
  const { ledger, inTenYears, balance, voids, gives } = await openLater(kept, async ({ saveInvoice }) => {
    for (const invoiceId of small) valueOf(await saveInvoice(sale(invoiceId, 1000)));
  });
  valueOf(await gives(41));
  await inTenYears(async () => {
    await ledger.expireDue();
    for (const invoiceId of ['INV-1', ...small]) valueOf(await voids(invoiceId));
  });
  expect(valueOf(await ledger.clock.setBack(later))).toMatchObject({ points: 50 });
  // A right clock leaves nothing.
  expect(await balance()).toMatchObject({ balance: 30 });
});

describe('A program that takes what is there', () => {
  const lenient = { ...kept, refund: { clawback: 'within-balance', windowDays: 2 } } as const;

  test('takes what an edit did not find while the clock was ahead', async () => {
    const { ledger, inTenYears, balance } = await openLater(lenient);
    valueOf(await ledger.saveInvoice(sale('INV-2')));
    await inTenYears(async () => valueOf(await ledger.saveInvoice(sale('INV-2', 40_000))));
    valueOf(await ledger.clock.setBack(later));
    expect(await balance()).toMatchObject({ balance: 49 });
  });

  test('takes what a return without a sale did not find, and a reversal of it gives that back', async () => {
    const { ledger, inTenYears, balance, gives } = await openLater(lenient);
    const { sequence } = await inTenYears(async () => {
      await ledger.expireDue();
      const goods = valueOf(await ledger.returnWithoutSale({ memberId: 'ayu', returnId: 'goods', points: 30 }));
      expect(goods).toMatchObject({ taken: 0, forgiven: 30 });
      valueOf(await gives(20));
      return goods;
    });
    valueOf(await ledger.clock.setBack(later));
    expect(await balance()).toMatchObject({ balance: 20 });
    const undo = { memberId: 'ayu', sequence, actor: 'ann', idempotencyKey: 'undo' };
    expect(valueOf(await ledger.reverseEntry(undo))).toMatchObject({ delta: 9 });
    expect(await balance()).toMatchObject({ balance: 29 });
  });

  test('forgives what the member had spent by the right time, whatever came later', async () => {
    const { ledger, inTenYears, balance, gives } = await openLater(lenient);
    valueOf(await ledger.saveInvoice(sale('INV-2')));
    valueOf(await ledger.redeemPoints({ memberId: 'ayu', redemptionId: 'RD', points: 109 }));
    await inTenYears(async () => {
      valueOf(await ledger.refundInvoice({ invoiceId: 'INV-2', refundId: 'R', value: 40_000 }));
      valueOf(await gives(50));
    });
    valueOf(await ledger.clock.setBack(later));
    expect(await balance()).toMatchObject({ balance: 50 });
  });
});
