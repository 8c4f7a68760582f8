import { describe, test } from 'vitest';
import { adjust, daysPass, given, redeem, voiding } from '../support/specification.ts';
import { centShop, euroShop, goodwill, sold } from '../support/euro-shop.ts';

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
