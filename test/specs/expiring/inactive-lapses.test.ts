import { describe, test } from 'vitest';
import {
  adjust,
  capture,
  clockAt,
  given,
  hold,
  redeem,
  refund,
  release,
  sale,
  voiding,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('Of points that ended by inactivity', () => {
  const program = warung({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 30 } } });
  const long = { soldAt: '2026-01-01T10:00:00+07:00' };
  const may = clockAt('2026-05-01T10:00:00+07:00');
  const late = sale('INV-LATE', 20_000, long);
  const fresh = sale('INV-2', 20_000);

  test('a refund takes none that another sale brought too late in the same millisecond', () =>
    given(program, late, fresh)
      .when(refund('INV-2', 'RF-1', 20_000))
      .then({ balance: 0, receipt: { taken: 20, lapsed: 0, debt: 0 } }));

  test('a sale that came too late takes its own, and nothing of a new one', () =>
    given(program, late, fresh)
      .when(voiding('INV-LATE'))
      .then({ balance: 20, receipt: { taken: 0, lapsed: 20, debt: 0 } }));

  test('none had ended that an old sale brings to a member who is active', () =>
    given(program, fresh, late)
      .when(voiding('INV-LATE'))
      .then({ balance: 20, receipt: { taken: 20, lapsed: 0, debt: 0 } }));

  test('those that come too late repay no debt', () =>
    given(program, sale('INV-1', 30_000), redeem('RD-1', 30), voiding('INV-1'), may)
      .when(late)
      .then({ balance: { balance: -30, debt: 30 }, entries: ['invoice-saved +0', 'account-inactive +0'] }));

  describe('those that paid for goods, and come back too late,', () => {
    const paid = [sale('INV-1', 100_000), sale('INV-X', 2_000), redeem('RD-1', 20, { invoiceId: 'INV-X' })];

    test('are of the time in which they were spent, and not of a sale since', async () => {
      for (const steps of [
        [fresh, voiding('INV-X')],
        [voiding('INV-X'), fresh],
      ])
        await given(program, ...paid, may, ...steps)
          .when(voiding('INV-2'))
          .then({ balance: 0, receipt: { taken: 20, lapsed: 0, debt: 0 } });
    });

    test('are known to the sale that earned them', () =>
      given(program, ...paid, may, fresh, voiding('INV-X'))
        .when(voiding('INV-1'))
        .then({ balance: 20, receipt: { taken: 0, lapsed: 100, debt: 0 } }));
  });

  describe('those that were held then', () => {
    const held = [
      sale('INV-1', 100_000),
      clockAt('2026-04-01T23:55:00+07:00'),
      hold('H-1', 30),
      clockAt('2026-04-02T00:05:00+07:00'),
    ];

    test('and were released since make no debt of the sale that had earned them', () =>
      given(program, ...held, release('H-1'))
        .when(voiding('INV-1'))
        .then({ balance: 0, receipt: { taken: 0, lapsed: 100, debt: 0 } }));

    test('nor do those that paid for goods, and came back', () =>
      given(program, ...held, sale('INV-X', 3_000), capture('H-1', { invoiceId: 'INV-X' }), voiding('INV-X'))
        .when(voiding('INV-1'))
        .then({ balance: 0, receipt: { taken: 0, lapsed: 100, debt: 0 } }));

    test('and were released since are of the sale of that time, and of no later one', () =>
      given(program, ...held, release('H-1'), fresh)
        .when(voiding('INV-2'))
        .then({ balance: 0, receipt: { taken: 20, lapsed: 0, debt: 0 } }));

    test('are owed where they were spent', () =>
      given(program, ...held, capture('H-1'), adjust(10))
        .when(voiding('INV-1'))
        .then({ balance: -20, receipt: { taken: 10, lapsed: 70, debt: 20 } }));
  });
});
