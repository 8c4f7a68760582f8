import { describe, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  clockAt,
  given,
  redeem,
  refund,
  sale,
  voiding,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('Points that return', () => {
  const tenDays = (refunds: { graceDays?: number } = {}) =>
    warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } }, refund: refunds });
  const spent = [adjust(400), anonymousSale('INV-1', 40_000), redeem('RD-1', 400, { invoiceId: 'INV-1' })];

  test('go to the lots they came from, with their expiry', async () => {
    const two = [
      adjust(100), // ends with 12 March
      clockAt('2026-03-10T10:00:00+07:00'),
      adjust(101), // ends with 20 March
      anonymousSale('INV-1', 15_000),
      redeem('RD-1', 150, { invoiceId: 'INV-1' }),
      voiding('INV-1'),
    ];
    await given(tenDays(), ...two, clockAt('2026-03-12T23:59:59+07:00'))
      .when(adjust(1))
      .then({ balance: 202 });
    await given(tenDays(), ...two, clockAt('2026-03-13T00:00:00+07:00'))
      .when(adjust(1))
      .then({ balance: 102 });
    await given(tenDays(), ...two, clockAt('2026-03-21T00:00:00+07:00'))
      .when(adjust(1))
      .then({ balance: 1 });
  });

  test('expire at once where their lots have lapsed', () =>
    given(tenDays(), ...spent, clockAt('2026-03-13T10:00:00+07:00'))
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { pointsReturned: 400, pointsReturnedExpired: 400 } }));

  test('live on for the days of grace that the program grants, to the end of the day', async () => {
    const returned = [...spent, clockAt('2026-03-13T10:00:00+07:00'), voiding('INV-1')];
    await given(tenDays({ graceDays: 7 }), ...returned, clockAt('2026-03-20T23:59:59+07:00'))
      .when(adjust(1))
      .then({ balance: 401 });
    await given(tenDays({ graceDays: 7 }), ...returned, clockAt('2026-03-21T00:00:00+07:00'))
      .when(adjust(1))
      .then({ balance: 1 });
  });

  test('keep their own expiry where it is later than the grace', () =>
    given(tenDays({ graceDays: 1 }), ...spent, voiding('INV-1'), clockAt('2026-03-12T23:59:59+07:00'))
      .when(adjust(1))
      .then({ balance: 401 }));

  test('repay debt first', () =>
    given(
      warung(),
      sale('INV-1', 100_000),
      anonymousSale('INV-2', 10_000),
      redeem('RD-1', 100, { invoiceId: 'INV-2' }),
      refund('INV-1', 'R-1', 60_000), // a debt of 60
    )
      .when(voiding('INV-2'))
      .then({ entries: ['points-returned +100'], balance: { balance: 40, available: 40, debt: 0 } }));

  test('and expired at once are remembered as lapsed: a refund of the sale that earned them takes nothing else', () =>
    given(
      tenDays(),
      sale('INV-1', 100_000),
      anonymousSale('INV-2', 10_000),
      redeem('RD-1', 100, { invoiceId: 'INV-2' }),
      clockAt('2026-03-13T10:00:00+07:00'),
      voiding('INV-2'),
    )
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { clawedBack: 100, lapsed: 100, debt: 0 } }));

  test('after the account’s inactivity expire at once too', () =>
    given(
      warung({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } } }),
      ...spent,
      clockAt('2026-03-13T10:00:00+07:00'),
    )
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { pointsReturned: 400, pointsReturnedExpired: 400 } }));

  test('after the account’s inactivity have their days of grace too', () =>
    given(
      warung({
        expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } },
        refund: { graceDays: 7 },
      }),
      ...spent,
      clockAt('2026-03-13T10:00:00+07:00'),
      voiding('INV-1'),
      clockAt('2026-03-20T23:59:59+07:00'),
    )
      .when(adjust(1))
      .then({ balance: 401 }));
});
