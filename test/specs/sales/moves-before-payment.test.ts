import { describe, test } from 'vitest';
import { bounce, claim, daysPass, given, reassign, redeem } from '../../support/specification/specification.ts';
import { centShop, euroShop, paid, sold, soldToNobody } from '../../support/shops/euro-shop.ts';

const onPayment = { earn: { trigger: 'on-full-payment' } } as const;

describe('A sale that was raised, and waits for the rest of its payment', () => {
  const waiting = [sold(10_000), paid(10_000), sold(15_000)];

  test('goes to another member with the points that were paid for', () =>
    given(euroShop(onPayment), ...waiting)
      .when(reassign('INV-1', 'budi'))
      .then({
        balance: 0,
        balanceOf: { budi: 100 },
        receipt: { earned: 100, earnedInAll: 100, withheld: 'awaiting-payment' },
      }));

  test('comes back as it went', () =>
    given(euroShop(onPayment), ...waiting)
      .when(reassign('INV-1', 'budi'), reassign('INV-1', 'ayu'))
      .then({ balance: 100, balanceOf: { budi: 0 }, receipt: { earnedInAll: 100 } }));

  test('earns the rest there when it is paid', () =>
    given(euroShop(onPayment), ...waiting, reassign('INV-1', 'budi'))
      .when(paid(5000, 'P-2'))
      .then({ balanceOf: { budi: 150 }, receipt: { earned: 50 } }));

  test('keeps there what the first payment paid when the second one bounces', () =>
    given(euroShop(onPayment), ...waiting, reassign('INV-1', 'budi'), paid(5000, 'P-2'))
      .when(bounce('INV-1', 'P-2'))
      .then({ balanceOf: { budi: 100 }, receipt: { earned: -50 } }));

  test('keeps the ends of its points', () =>
    given(
      euroShop({ ...onPayment, expiry: { kind: 'after', period: { unit: 'days', count: 10 } } }),
      ...waiting,
      daysPass(6),
      reassign('INV-1', 'budi'),
      daysPass(6),
    )
      .when(reassign('INV-1', 'ayu'))
      .then({ balance: 0, balanceOf: { budi: 0 } }));

  test('leaves with the member who spent the points the debt for them, until it comes back', () =>
    given(euroShop(onPayment), ...waiting, redeem('RD-1', 100), reassign('INV-1', 'budi'))
      .when(reassign('INV-1', 'ayu'))
      .then({ balance: { balance: 0, debt: 0 }, balanceOf: { budi: 0 } }));

  test('gives another member as much of what the rules give that one', () =>
    given(
      centShop({
        earn: {
          trigger: 'on-full-payment',
          multipliers: [{ multiplierId: 'first', times: 3, per: 2, when: { firstPurchase: true } }],
        },
      }),
      sold(10, {}, 'INV-0'),
      sold(33),
      paid(33),
      sold(50),
      reassign('INV-1', 'budi'),
    )
      .when(reassign('INV-1', 'ayu'))
      .then({ balance: 49, balanceOf: { budi: 0 } }));

  test('is claimed with what was paid for', () =>
    given(euroShop(onPayment), soldToNobody(10_000), paid(10_000), soldToNobody(15_000))
      .when(claim('INV-1'))
      .then({ balance: 100, receipt: { earned: 100, withheld: 'awaiting-payment' } }));

  test('is claimed so by a save, too', () =>
    given(euroShop(onPayment), soldToNobody(10_000), paid(10_000), soldToNobody(15_000))
      .when(sold(20_000))
      .then({ balance: 100, receipt: { earned: 100, withheld: 'awaiting-payment' } }));
});
