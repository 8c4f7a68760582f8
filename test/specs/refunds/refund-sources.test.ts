import { describe, test } from 'vitest';
import {
  adjust,
  clockAt,
  daysPass,
  given,
  hold,
  redeem,
  refund,
  sale,
  sweep,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('Points are taken back', () => {
  const tenDays = warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } });

  test('from the invoice’s own lot first', () =>
    given(
      tenDays,
      sale('INV-1', 50_000), // ends on 12 March
      daysPass(5),
      sale('INV-2', 50_000), // ends on 17 March
      refund('INV-2', 'R-1', 30_000),
      clockAt('2026-03-13T12:00:00+07:00'),
    )
      .when(adjust(1))
      .then({ balance: 21 }));

  test('then from other points that are not held', () =>
    given(tenDays, sale('INV-1', 50_000), redeem('RD-1', 50), daysPass(5), sale('INV-2', 50_000))
      .when(refund('INV-1', 'R-1', 50_000))
      .then({ entries: ['invoice-refunded −50'], balance: 0, receipt: { taken: 50, debt: 0 } }));

  test('never from held ones: the rest becomes debt', () =>
    given(warung(), sale('INV-1', 100_000), hold('H-1', 80))
      .when(refund('INV-1', 'R-1', 100_000))
      .then({
        entries: ['invoice-refunded −100'],
        balance: { balance: 0, available: 0, held: 80, debt: 80 },
        receipt: { clawedBack: 100, taken: 20, debt: 80 },
      }));

  test('from pending ones too, before there is debt', () =>
    given(warung({ earn: { pendingDays: 3 } }), adjust(10), sale('INV-1', 30_000), sale('INV-2', 20_000))
      .when(refund('INV-1', 'R-1', 30_000))
      .then({ balance: { balance: 30, available: 10, pending: 20, debt: 0 } }));

  test('and what was spent becomes debt, which later earnings repay first', () =>
    given(warung(), sale('INV-1', 100_000), redeem('RD-1', 90), refund('INV-1', 'R-1', 100_000))
      .when(sale('INV-2', 100_000))
      .then({ entries: ['invoice-saved +100'], balance: { balance: 10, available: 10, debt: 0 } }));

  test('and within-balance forgives what is not there, which counts as taken back', () => {
    const lenient = warung({ refund: { clawback: 'within-balance' } });
    const spent = [sale('INV-1', 100_000), redeem('RD-1', 90)];
    return given(lenient, ...spent, refund('INV-1', 'R-1', 50_000)) // 10 are there, 40 forgiven
      .when(sale('INV-2', 20_000), refund('INV-1', 'R-2', 30_000))
      .then({
        entries: ['invoice-saved +20', 'invoice-refunded −20'],
        balance: 0,
        receipt: { clawedBack: 30, taken: 20, forgiven: 10, debt: 0 },
      });
  });

  test('and a program that refuses debt records no refund', async () => {
    const strict = warung({ refund: { clawback: 'refuse' } });
    const spent = [sale('INV-1', 100_000), redeem('RD-1', 90)];
    await given(strict, ...spent)
      .when(refund('INV-1', 'R-1', 50_000))
      .then({ error: { kind: 'clawback-refused', clawback: 50, available: 10 }, balance: 10 });
    await given(strict, ...spent)
      .when(refund('INV-1', 'R-1', 10_000))
      .then({ balance: 0, receipt: { clawedBack: 10 } });
  });
});

describe('A refund after the points expired', () => {
  const tenDays = warung({
    expiry: { kind: 'after', period: { unit: 'days', count: 10 } },
    refund: { windowDays: 30 },
  });
  const fresh = sale('INV-2', 50_000, { soldAt: new Date('2026-03-20T10:00:00+07:00') });

  test('takes them from what is remembered of the lapsed lot, at delta 0', () =>
    given(tenDays, sale('INV-1', 100_000), clockAt('2026-03-20T10:00:00+07:00'), fresh)
      .when(refund('INV-1', 'R-1', 100_000))
      .then({
        entries: ['invoice-refunded +0'],
        balance: 50,
        receipt: { clawedBack: 100, taken: 0, lapsed: 100, debt: 0 },
      }));

  test('takes what was spent of them from other points, then makes debt', () =>
    given(tenDays, sale('INV-1', 100_000), redeem('RD-1', 80), clockAt('2026-03-20T10:00:00+07:00'), fresh)
      .when(refund('INV-1', 'R-1', 100_000))
      .then({ balance: -30, receipt: { clawedBack: 100, lapsed: 20, taken: 50, debt: 30 } }));

  test('by parts takes each lapsed point once', () =>
    given(
      tenDays,
      sale('INV-1', 100_000),
      redeem('RD-1', 80),
      clockAt('2026-03-20T10:00:00+07:00'),
      refund('INV-1', 'R-1', 15_000),
    )
      .when(refund('INV-1', 'R-2', 15_000))
      .then({ balance: -10, receipt: { clawedBack: 15, lapsed: 5, debt: 10 } }));

  test('past the refund window makes no debt, whether or not a sweep ran: nobody knows any more if they were spent', async () => {
    // The lot ended with 12 March; it is remembered until 11 April, 24:00.
    const late = clockAt('2026-04-12T00:00:00+07:00');
    for (const swept of [[], [clockAt('2026-03-14T10:00:00+07:00'), sweep]]) {
      await given(tenDays, sale('INV-1', 100_000), ...swept, late)
        .when(refund('INV-1', 'R-1', 100_000))
        .then({ balance: 0, receipt: { lapsed: 0, debt: 0, forgiven: 100 } });
    }
  });

  test('within the refund window finds them, whether or not a sweep ran', async () => {
    const intime = clockAt('2026-04-11T23:59:59+07:00');
    for (const swept of [[], [clockAt('2026-03-14T10:00:00+07:00'), sweep]]) {
      await given(tenDays, sale('INV-1', 100_000), ...swept, intime)
        .when(refund('INV-1', 'R-1', 100_000))
        .then({ balance: 0, receipt: { lapsed: 100, debt: 0 } });
    }
  });
});
