import { describe, test } from 'vitest';
import {
  adjust,
  daysPass,
  given,
  reassign,
  redeem,
  refund,
  reinstate,
  voiding,
} from '../../support/specification/specification.ts';
import { back, centShop, euroShop, goodwill, paid, sold } from '../../support/shops/euro-shop.ts';

const tenDays = { kind: 'after', period: { unit: 'days', count: 10 } } as const;

describe('What was forgiven stays forgiven', () => {
  const lenient = euroShop({ refund: { clawback: 'within-balance' } });

  test('however often the sale goes forth and back', () =>
    given(
      lenient,
      sold(10_000, { revision: 1 }),
      redeem('RD-1', 100),
      sold(100, { revision: 2 }),
      sold(10_000, { revision: 3 }),
      sold(100, { revision: 4 }),
    )
      .when(sold(10_000, { revision: 5 }))
      .then({ balance: 0, entries: [], receipt: { earned: 0, earnedInAll: 100 } }));

  test('by a payment, too', () =>
    given(
      { ...lenient, earn: { ...lenient.earn, trigger: 'on-full-payment' } },
      sold(10_000),
      paid(10_000),
      redeem('RD-1', 100),
      sold(4000),
      sold(15_000),
    )
      .when(paid(5000, 'P-2'))
      .then({ balance: 50, receipt: { earned: 50, earnedInAll: 150 } }));

  test('when the sale goes to another member and comes back', () =>
    given(lenient, sold(10_000), redeem('RD-1', 100), reassign('INV-1', 'budi'))
      .when(reassign('INV-1', 'ayu'))
      .then({ balance: 0, balanceOf: { budi: 0 }, receipt: { earnedInAll: 100 } }));

  describe('and a point that came after a refund that forgave is not taken by a mistake that is put right:', () => {
    const forgiven = [sold(10_000, { revision: 1 }), redeem('RD-1', 100), goodwill('R-1', 5000), adjust(1)];

    test.each([
      ['a move', [reassign('INV-1', 'budi'), reassign('INV-1', 'ayu')]],
      ['a void', [voiding('INV-1'), reinstate('INV-1')]],
      ['an edit', [sold(6000, { revision: 2 }), sold(10_000, { revision: 3 })]],
    ])('%s', (_, mistake) =>
      given(lenient, ...forgiven)
        .when(...mistake)
        .then({ balance: 1 }),
    );
  });

  test('but points that a later refund of the sale gives back make it good, as in one refund of all', async () => {
    const sale = [
      sold(8, { lines: [{ net: 3 }] }),
      redeem('RD-1', 1, { invoiceId: 'INV-1' }),
      daysPass(4), // One point lapsed, and that is forgotten.
    ];
    const shop = centShop({
      expiry: { kind: 'inactivity', period: { unit: 'days', count: 2 } },
      refund: { windowDays: 0, graceDays: 2 },
    });
    const figures = { clawedBack: 2, taken: 1, forgiven: 1, pointsReturned: 1 };
    await given(shop, ...sale)
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: figures });
    await given(shop, ...sale)
      .when(back('R-1', '1'))
      .then({ receipt: { clawedBack: 2, taken: 0, forgiven: 2, pointsReturned: 0 } });
    await given(shop, ...sale, back('R-1', '1'))
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { clawedBack: 0, taken: 1, forgiven: -1, pointsReturned: 1 } });
  });

  test('and more than that earns', () =>
    given(lenient, sold(10_000), redeem('RD-1', 100), sold(100), sold(12_000))
      .when(goodwill('R-1', 1000))
      .then({ balance: 10 }));
});

describe('Debt is made only for points that were spent', () => {
  const shop = (policy: 'allow-debt' | 'refuse' = 'allow-debt') =>
    euroShop({ expiry: tenDays, refund: { windowDays: 30, clawback: policy } });
  const late = daysPass(60);

  test('none after the refund window, where the points may have lapsed', async () => {
    await given(shop(), sold(10_000), late)
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { debt: 0, forgiven: 100 } });
    await given(shop(), sold(10_000), redeem('RD-1', 100), late)
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { debt: 0 } });
  });

  test('nor does a strict program refuse for them', () =>
    given(shop('refuse'), sold(10_000), late)
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { forgiven: 100 } }));

  test('only for the part whose end has passed', () =>
    given(
      { ...shop(), earn: { ...shop().earn, trigger: 'on-full-payment' } },
      sold(5000),
      paid(5000),
      redeem('RD-1', 50),
      daysPass(60),
      sold(15_000),
      paid(10_000, 'P-2'),
      redeem('RD-2', 100),
    )
      .when(voiding('INV-1'))
      .then({ balance: -100, receipt: { debt: 100, forgiven: 50 } }));

  test('by inactivity, too', () =>
    given(
      euroShop({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } }, refund: { windowDays: 30 } }),
      sold(10_000),
      daysPass(60),
    )
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { debt: 0, forgiven: 100 } }));

  test('never for points that lapsed in the commit that earned them', () =>
    given(
      euroShop({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 1 } }, refund: { windowDays: 3650 } }),
      sold(10_000, { soldAt: new Date('2026-01-05T10:00:00+01:00') }),
    )
      .when(sold(4000))
      .then({ balance: 0, receipt: { earned: -60 } }));

  test('by inactivity each sale takes only what lapsed in its own stretch of activity', () =>
    given(
      euroShop({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 1 } } }),
      sold(10_000), // lapses within three days, and is forgotten after 90 more
      daysPass(85),
      sold(10_000, {}, 'INV-2'), // lapses within three days
      daysPass(20),
      voiding('INV-1'), // is forgiven
    )
      .when(voiding('INV-2'))
      .then({ balance: 0, receipt: { lapsed: 100, debt: 0 } }));

  test('never by a reassignment to the member who has the sale', () =>
    given(euroShop(), sold(10_000), redeem('RD-1', 100, { invoiceId: 'INV-1' }))
      .when(reassign('INV-1', 'ayu'))
      .then({ balance: 0, receipt: { earned: 0 } }));

  test('but for points that never end at any time', () =>
    given(euroShop({ refund: { windowDays: 30 } }), sold(10_000), redeem('RD-1', 100), late)
      .when(refund('INV-1', 'R-1', 10_000))
      .then({ balance: -100, receipt: { debt: 100 } }));
});
