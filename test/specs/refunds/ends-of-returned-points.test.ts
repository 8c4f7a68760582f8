import { describe, test } from 'vitest';
import {
  adjust,
  bringBack,
  daysPass,
  given,
  redeem,
  reverse,
  unspend,
  voiding,
} from '../../support/specification/specification.ts';
import { centShop, euroShop, goodwill, sold } from '../../support/shops/euro-shop.ts';

const tenDays = { kind: 'after', period: { unit: 'days', count: 10 } } as const;
/** The end of a business day in Berlin. */
const end = (day: string) => new Date(`${day}T00:00:00+01:00`);

describe('The receipt of a refund that gives points says when they end', () => {
  test('where points that paid come back to their lot', () =>
    given(
      euroShop({ expiry: tenDays }),
      adjust(100),
      daysPass(2),
      sold(10_000),
      redeem('RD-1', 50, { invoiceId: 'INV-1' }),
    )
      .when(voiding('INV-1'))
      .then({ receipt: { pointsReturned: 50, endsAt: end('2026-03-13') } }));

  test('where they have days of grace', () =>
    given(
      euroShop({ expiry: tenDays, refund: { graceDays: 3 } }),
      adjust(100),
      sold(10_000),
      redeem('RD-1', 50, { invoiceId: 'INV-1' }),
      daysPass(20),
    )
      .when(voiding('INV-1'))
      .then({ receipt: { pointsReturned: 50, endsAt: end('2026-03-26') } }));

  test('where they end by inactivity', () =>
    given(
      euroShop({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } } }),
      adjust(100),
      sold(10_000),
      redeem('RD-1', 50, { invoiceId: 'INV-1' }),
    )
      .when(voiding('INV-1'))
      .then({ receipt: { pointsReturned: 50, endsAt: end('2026-03-13') } }));

  test('where less kept earns more', () =>
    given(
      centShop({
        expiry: tenDays,
        earn: { multipliers: [{ multiplierId: 'half', times: 1, per: 2, when: { minimumSpend: 50 } }] },
      }),
      sold(56),
    )
      .when(goodwill('R-1', 14))
      .then({ receipt: { earned: 14, endsAt: end('2026-03-13') } }));

  test('and says nothing where none came, none lived, or they never end', async () => {
    await given(euroShop({ expiry: tenDays }), sold(10_000))
      .when(goodwill('R-1', 5000))
      .then({ receipt: { clawedBack: 50, endsAt: null } });
    await given(
      euroShop({ expiry: tenDays }),
      adjust(100),
      sold(10_000),
      redeem('RD-1', 50, { invoiceId: 'INV-1' }),
      daysPass(20),
    )
      .when(voiding('INV-1'))
      .then({ receipt: { pointsReturnedExpired: 50, endsAt: null } });
    await given(euroShop(), adjust(100), sold(10_000), redeem('RD-1', 50, { invoiceId: 'INV-1' }))
      .when(voiding('INV-1'))
      .then({ receipt: { pointsReturned: 50, endsAt: null } });
  });
});

describe('The receipt of an undoing says when the points end that it gave back', () => {
  const byInactivity = { kind: 'inactivity', period: { unit: 'days', count: 10 } } as const;

  test('as they would have, had they not been spent', () =>
    given(euroShop({ expiry: tenDays }), adjust(100), daysPass(2), redeem('RD-1', 50))
      .when(unspend('RD-1'))
      .then({ receipt: { points: 50, endsAt: end('2026-03-13') } }));

  test('with the days of grace of those that have ended', () =>
    given(euroShop({ expiry: tenDays, refund: { graceDays: 3 } }), adjust(100), redeem('RD-1', 50), daysPass(20))
      .when(unspend('RD-1'))
      .then({ receipt: { points: 50, expired: 0, endsAt: end('2026-03-26') } }));

  test('with the member’s others, where points end by inactivity', async () => {
    await given(euroShop({ expiry: byInactivity }), adjust(100), daysPass(2), redeem('RD-1', 50))
      .when(unspend('RD-1'))
      .then({ receipt: { points: 50, endsAt: end('2026-03-15') } });
    await given(
      euroShop({ expiry: byInactivity }),
      adjust(100),
      adjust(30, { direction: 'deduct', idempotencyKey: 'D' }),
    )
      .when(reverse(2))
      .then({ receipt: { delta: 30, endsAt: end('2026-03-13') } });
  });

  test('of an adjustment that took them', () =>
    given(
      euroShop({ expiry: tenDays }),
      adjust(100),
      adjust(30, { direction: 'deduct', idempotencyKey: 'D' }),
      daysPass(2),
    )
      .when(reverse(2))
      .then({ receipt: { delta: 30, endsAt: end('2026-03-13') } }));

  test('and says that they have ended already, where they expire at once', async () => {
    await given(
      euroShop({ expiry: tenDays }),
      adjust(100),
      adjust(30, { direction: 'deduct', idempotencyKey: 'D' }),
      daysPass(20),
    )
      .when(reverse(2))
      .then({
        entries: ['lot-expired −70', 'entry-reversed +30', 'lot-expired −30'],
        receipt: { endsAt: end('2026-03-13') },
      });
    await given(euroShop({ expiry: tenDays }), adjust(100), redeem('RD-1', 50), daysPass(20))
      .when(unspend('RD-1'))
      .then({ receipt: { points: 50, expired: 50, endsAt: null } });
  });

  test('and says nothing where they repay a debt, or never end', async () => {
    await given(euroShop({ expiry: tenDays }), adjust(10), bringBack('RT-1', { points: 40 }))
      .when(reverse(2, 30))
      .then({ balance: { balance: 0, debt: 0 }, receipt: { delta: 30, endsAt: null } });
    await given(euroShop(), adjust(100), redeem('RD-1', 50))
      .when(unspend('RD-1'))
      .then({ receipt: { points: 50, endsAt: null } });
  });

  test('where they had become debt that was repaid since, they begin a deadline of inactivity as a gift does', () =>
    given(euroShop({ expiry: byInactivity }), bringBack('RT-1', { points: 40 }), adjust(40), daysPass(20))
      .when(reverse(1))
      .then({ balance: 40, receipt: { delta: 40, endsAt: new Date('2026-04-02T00:00:00+02:00') } }));
});
