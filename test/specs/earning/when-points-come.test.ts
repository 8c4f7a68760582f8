import { describe, expect, test } from 'vitest';
import {
  adjust,
  clockAt,
  daysPass,
  given,
  monday,
  pay,
  redeem,
  stageOf,
  valueOf,
  voiding,
} from '../../support/specification/specification.ts';
import { euroShop, paid, sold, soldToNobody } from '../../support/shops/euro-shop.ts';

const tenDays = { kind: 'after', period: { unit: 'days', count: 10 } } as const;
const onPayment = (more: object = {}) => euroShop({ earn: { trigger: 'on-full-payment', ...more } });

describe('A payment that comes later', () => {
  test('brings points that end by its own date', async () => {
    const shop = { ...onPayment(), expiry: tenDays };
    const history = [sold(5000), paid(5000), sold(15_000), daysPass(20)];
    await given(shop, ...history)
      .when(paid(10_000, 'P-2'))
      .then({ balance: 100, receipt: { earned: 100 } });
    await given(shop, ...history, paid(10_000, 'P-2'), daysPass(9))
      .when(adjust(1))
      .then({ balance: 101 });
    await given(shop, ...history, paid(10_000, 'P-2'), daysPass(11))
      .when(adjust(1))
      .then({ balance: 1 });
  });

  test('begins a pending period of its own', async () => {
    const shop = onPayment({ pendingDays: 14 });
    const history = [sold(100), paid(100), daysPass(14), sold(100_100)];
    await given(shop, ...history)
      .when(paid(100_000, 'P-2'))
      .then({ balance: { balance: 1001, available: 1, pending: 1000 } });
  });

  test('that is told late is dated by when it was made', () =>
    given({ ...onPayment(), expiry: tenDays }, sold(5000), daysPass(5))
      .when(pay('INV-1', 'P-1', 5000, { currency: 'EUR', paidAt: monday }), daysPass(7), adjust(1))
      .then({ balance: 1 }));

  test('beyond what is owed dates nothing: the payment that covered it does', () =>
    given({ ...onPayment(), expiry: tenDays }, sold(5000), paid(6000), daysPass(5), paid(100, 'P-2'), sold(6000))
      .when(daysPass(6), adjust(1)) // both came by the first payment, of eleven days ago
      .then({ balance: 1 }));

  test('by an edit that lowers the sale to what was paid is dated by the payment', () =>
    given({ ...onPayment(), expiry: tenDays }, sold(5000), paid(4000), daysPass(8), sold(4000))
      .when(daysPass(3), adjust(1))
      .then({ balance: 1 }));

  test('dates what was paid of a sale that rises as its customer is named', () =>
    given({ ...onPayment(), expiry: tenDays }, soldToNobody(5000), paid(5000), daysPass(20), sold(9000))
      .when(adjust(1)) // the points of the payment ended ten days ago
      .then({ balance: 1 }));
});

test('A sale that was voided before anybody paid it does not count as paid', async () => {
  const { ledger } = await stageOf(onPayment(), sold(5000), voiding('INV-1'));
  expect(valueOf(await ledger().getInvoice({ invoiceId: 'INV-1' }))).toMatchObject({
    earned: 0,
    withheld: 'awaiting-payment',
  });
});

describe('A corrected date', () => {
  const yearly = { kind: 'after', period: { unit: 'months', count: 12 } } as const;
  const yearBehind = new Date('2025-02-01T10:00:00+01:00');
  const right = { revision: 2, soldAt: monday };

  test('brings back the points that had ended by the wrong one', async () => {
    const shop = euroShop({ expiry: yearly });
    await given(shop)
      .when(sold(10_000, { soldAt: yearBehind }))
      .then({ balance: 0 });
    await given(shop, sold(10_000, { soldAt: yearBehind }))
      .when(sold(10_000, right))
      .then({ balance: 100, receipt: { earned: 100, earnedInAll: 100 } });
    await given(shop, sold(10_000, { soldAt: yearBehind }), sold(10_000, right))
      .when(voiding('INV-1'))
      .then({ balance: 0 });
    await given(shop, sold(10_000, { soldAt: yearBehind }), sold(10_000, right), clockAt('2027-03-02T23:59:59+01:00'))
      .when(adjust(1))
      .then({ balance: 101 });
    await given(shop, sold(10_000, { soldAt: yearBehind }), sold(10_000, right), clockAt('2027-03-03T00:00:00+01:00'))
      .when(adjust(1))
      .then({ balance: 1 });
  });

  test('moves points that are still there to their right end, and leaves those of others', async () => {
    const early = { soldAt: new Date('2026-02-25T10:00:00+01:00') };
    const shop = euroShop({ expiry: tenDays });
    const history = [sold(10_000, early), sold(5000, early, 'INV-2'), redeem('RD-1', 30), sold(10_000, right)];
    await given(shop, ...history)
      .when(adjust(1))
      .then({ balance: 121 });
    // The points of INV-2 end with 7 March, but for those that were spent; the others with 12 March.
    await given(shop, ...history, clockAt('2026-03-08T00:00:00+01:00'))
      .when(adjust(1))
      .then({ balance: 101 });
    await given(shop, ...history, clockAt('2026-03-13T00:00:00+01:00'))
      .when(adjust(1))
      .then({ balance: 1 });
  });

  test('into the past ends what has ended by then', () =>
    given(euroShop({ expiry: tenDays }), sold(10_000))
      .when(sold(10_000, { soldAt: new Date('2026-02-01T10:00:00+01:00') }))
      .then({ balance: 0, receipt: { earnedInAll: 100 } }));

  test('gives the pending period that the sale would have had', async () => {
    const shop = euroShop({ earn: { pendingDays: 14 } });
    const old = { soldAt: new Date('2026-02-01T10:00:00+01:00') };
    await given(shop, sold(10_000, old))
      .when(sold(10_000, right))
      .then({ balance: { available: 0, pending: 100 } });
    await given(shop, sold(10_000))
      .when(sold(10_000, old))
      .then({ balance: { available: 100, pending: 0 } });
  });

  test('finds all its points, where those of another sale became available before them', () =>
    given(
      euroShop({ earn: { pendingDays: 14 } }),
      sold(12_000),
      sold(6000, { soldAt: new Date('2026-03-01T10:00:00+01:00') }, 'INV-2'),
      daysPass(45),
    )
      .when(sold(12_000, { revision: 2, soldAt: new Date('2026-04-16T03:00:00Z') }))
      .then({ balance: { available: 60, pending: 120 } }));

  test('makes no debt of points that nobody can have spent, though their lapse is forgotten', () =>
    given(
      euroShop({ expiry: { kind: 'after', period: { unit: 'days', count: 1 } }, refund: { windowDays: 0 } }),
      sold(20_000, { soldAt: new Date('2026-02-20T10:00:00+01:00') }),
    )
      .when(sold(12_000, right))
      .then({ balance: 0, receipt: { earned: -80 } }));

  test('and a lower total at once take no point twice', () =>
    given(euroShop({ expiry: tenDays }), sold(10_000))
      .when(sold(4000, { soldAt: new Date('2026-02-01T10:00:00+01:00') }))
      .then({ balance: 0, receipt: { earnedInAll: 40 } }));

  test('gives back no point that was spent', () =>
    given(euroShop({ expiry: tenDays }), sold(10_000), redeem('RD-1', 60))
      .when(sold(10_000, { soldAt: new Date('2026-03-01T10:00:00+01:00') }))
      .then({ balance: 40 }));

  test('moves the deadline of points that end by inactivity', async () => {
    const shop = euroShop({ expiry: { kind: 'inactivity', period: { unit: 'months', count: 12 } } });
    await given(shop, sold(10_000, { soldAt: yearBehind }))
      .when(sold(10_000, right))
      .then({ balance: 100 });
    await given(
      shop,
      sold(10_000, { soldAt: new Date('2025-04-01T10:00:00+01:00') }),
      sold(10_000, right),
      clockAt('2026-06-01T10:00:00+01:00'),
    )
      .when(adjust(1))
      .then({ balance: 101 });
  });
});
