import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../support/reports/reports.ts';
import { adjust, given, redeem, stageOf, unspend } from '../../support/specification/specification.ts';
import { euroShop, paid, sold } from '../../support/shops/euro-shop.ts';

const shop = euroShop({ earn: { trigger: 'on-full-payment' } });

describe('Points completed the payment of a sale by mistake', () => {
  const history = [adjust(50), sold(10_000), paid(5000), redeem('RD-1', 50, { invoiceId: 'INV-1' })];

  test('without them it is not paid, and has not earned', () =>
    given(shop, ...history)
      .when(unspend('RD-1'))
      .then({ balance: 50, entries: ['redemption-undone +50', 'invoice-paid-with-points −50'] }));

  test('nor without a part of them', () =>
    given(shop, ...history)
      .when(unspend('RD-1', 'UNDO', 20))
      .then({ balance: 20 }));

  test('and it earns when the rest is paid in money', () =>
    given(shop, ...history, unspend('RD-1'))
      .when(paid(5000, 'P-2'))
      .then({ balance: 150, receipt: { earned: 100, earnedInAll: 100 } }));

  test('the day says that the sale lost what it had earned, and that the points came back', async () => {
    const stage = await stageOf(shop, ...history, unspend('RD-1'));
    const columns = ['earned', 'clawedBack', 'redeemed', 'returned', 'net'] as const;
    expect(await rowsOf(stage.ledger().reports.daily({ columns }))).toEqual([
      { earned: 50, clawedBack: -50, redeemed: -50, returned: 50, net: 50 },
    ]);
  });

  test('what had been paid before stays earned', () =>
    given(shop, adjust(50), sold(10_000), paid(10_000), sold(15_000), redeem('RD-1', 50, { invoiceId: 'INV-1' }))
      .when(unspend('RD-1'))
      .then({ balance: 150 }));
});
