import type { ProgramDefinition } from '@pointbook/core';
import { describe, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  claim,
  clockAt,
  given,
  hold,
  redeem,
  sale,
  type Step,
  sweep,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

type ExpiryDefinition = NonNullable<ProgramDefinition['expiry']>;

type PeriodOf = { readonly unit: 'days' | 'months'; readonly count: number };

const after = (unit: PeriodOf['unit'], count: number): ExpiryDefinition => ({ kind: 'after', period: { unit, count } });

/** 100 points, earned at a moment, are there until another, and not at it. */
async function assertEnd(
  expiry: ExpiryDefinition,
  earned: string,
  end: string,
  timeZone = 'Asia/Jakarta',
): Promise<void> {
  const program = warung({ expiry, timeZone });
  const justBefore = new Date(new Date(end).getTime() - 1);
  await given(program, clockAt(earned), sale('INV-1', 100_000), clockAt(justBefore))
    .when(redeem('RD-1', 100))
    .then({ entries: ['points-redeemed −100'], balance: 0 });
  await given(program, clockAt(earned), sale('INV-1', 100_000), clockAt(end))
    .when(redeem('RD-1', 100))
    .then({ error: { kind: 'insufficient-points', available: 0 }, balance: 0 });
}

describe('Points end', () => {
  test('never, unless the program says so', () =>
    given(warung(), sale('INV-1', 100_000), clockAt('2099-12-31T10:00:00+07:00'))
      .when(redeem('RD-1', 100))
      .then({ balance: 0 }));

  test('days after they were earned, at the end of the day', () =>
    assertEnd(after('days', 30), '2026-03-02T10:00:00+07:00', '2026-04-02T00:00:00+07:00'));

  test('months after they were earned', () =>
    assertEnd(after('months', 12), '2026-03-02T10:00:00+07:00', '2027-03-03T00:00:00+07:00'));

  test('on the last of February, a month after 31 January', async () => {
    await assertEnd(after('months', 1), '2026-01-31T10:00:00+07:00', '2026-03-01T00:00:00+07:00');
    await assertEnd(after('months', 1), '2028-01-31T10:00:00+07:00', '2028-03-01T00:00:00+07:00');
  });

  test('on the last of a month, where the program rounds to it', async () => {
    const rounded: ExpiryDefinition = { ...after('months', 1), roundTo: 'month-end' } as ExpiryDefinition;
    await assertEnd(rounded, '2026-03-02T10:00:00+07:00', '2026-05-01T00:00:00+07:00');
    await assertEnd(rounded, '2026-01-31T10:00:00+07:00', '2026-03-01T00:00:00+07:00');
    const days: ExpiryDefinition = { ...after('days', 10), roundTo: 'month-end' } as ExpiryDefinition;
    await assertEnd(days, '2026-03-25T10:00:00+07:00', '2026-05-01T00:00:00+07:00');
  });

  test('on a fixed date', () =>
    assertEnd({ kind: 'on-date', date: '2026-12-31' }, '2026-03-02T10:00:00+07:00', '2027-01-01T00:00:00+07:00'));

  test('by the calendar of the program’s time zone, wherever the server is', () =>
    // 03:00 in UTC is still the evening of 1 March in New York.
    assertEnd(after('days', 1), '2026-03-02T03:00:00Z', '2026-03-03T05:00:00Z', 'America/New_York'));

  test('at midnight on a day that has 23 hours, and on one that has 25', async () => {
    await assertEnd(after('days', 1), '2026-03-07T12:00:00Z', '2026-03-09T04:00:00Z', 'America/New_York');
    await assertEnd(after('days', 1), '2026-10-31T12:00:00Z', '2026-11-02T05:00:00Z', 'America/New_York');
  });

  test('with the first moment of the next day where the clock skips midnight', () =>
    // In Cairo 24 April 2026 begins at 01:00.
    assertEnd(after('days', 1), '2026-04-22T12:00:00Z', '2026-04-23T22:00:00Z', 'Africa/Cairo'));

  test('for points given by hand as for earned ones', () =>
    given(warung({ expiry: after('days', 10) }), adjust(50), clockAt('2026-03-13T00:00:00+07:00'))
      .when(redeem('RD-1', 1))
      .then({ error: 'insufficient-points', balance: 0 }));

  test('for a claimed sale as if it had named its customer', async () => {
    const late = [anonymousSale('INV-1', 100_000), clockAt('2026-03-10T10:00:00+07:00'), claim('INV-1')];
    await given(warung({ expiry: after('days', 10) }), ...late, clockAt('2026-03-12T23:59:59+07:00'))
      .when(redeem('RD-1', 100))
      .then({ balance: 0 });
    await given(warung({ expiry: after('days', 10) }), ...late, clockAt('2026-03-13T00:00:00+07:00'))
      .when(redeem('RD-1', 1))
      .then({ error: 'insufficient-points' });
  });

  test('for points that an edit adds together with those of the sale', () =>
    given(
      warung({ expiry: after('days', 10) }),
      sale('INV-1', 100_000),
      clockAt('2026-03-10T10:00:00+07:00'),
      sale('INV-1', 150_000),
      clockAt('2026-03-13T00:00:00+07:00'),
    )
      .when(adjust(1))
      .then({ entries: ['lot-expired −150', 'points-added +1'], balance: 1 }));
});

describe('What has expired', () => {
  const tenDays = warung({ expiry: after('days', 10) });
  const expired = clockAt('2026-03-13T00:00:00+07:00');

  test('is posted with the next write, in the same commit', () =>
    given(tenDays, sale('INV-1', 100_000))
      .when(expired, adjust(5))
      .then({ entries: ['lot-expired −100', 'points-added +5'], balance: 5 }));

  test('is not posted by a write that fails', () =>
    given(tenDays, sale('INV-1', 100_000), expired)
      .when(redeem('RD-1', 1))
      .then({ error: 'insufficient-points', entries: [], balance: 0 }));

  test('cannot be spent though no sweep has run', () =>
    given(tenDays, sale('INV-1', 100_000), expired)
      .when(hold('H-1', 1))
      .then({ error: { kind: 'insufficient-points', available: 0 } }));

  test('is the same after sweeps run late, twice or never', async () => {
    const story = (...sweeps: readonly Step[]): Step[] => [
      sale('INV-1', 100_000),
      redeem('RD-1', 30),
      clockAt('2026-03-13T09:00:00+07:00'),
      ...sweeps,
      clockAt('2026-03-20T09:00:00+07:00'),
      ...sweeps,
      sale('INV-2', 40_000),
    ];
    for (const sweeps of [[], [sweep], [sweep, sweep]]) {
      await given(tenDays, ...story(...sweeps))
        .when(adjust(2))
        .then({ balance: { balance: 42, available: 42, debt: 0 } });
    }
  });

  test('does not come back when the clock is set back', () =>
    given(tenDays, sale('INV-1', 100_000), expired, sweep, clockAt('2026-03-05T10:00:00+07:00'))
      .when(redeem('RD-1', 1))
      .then({ error: 'insufficient-points', balance: 0 }));
});

describe('Points pend', () => {
  const pending = warung({ earn: { pendingDays: 7 } });

  test('for the days that the program says', () =>
    given(pending)
      .when(sale('INV-1', 100_000))
      .then({ balance: { balance: 100, available: 0, pending: 100 } }));

  test('and cannot be spent or held before', async () => {
    const justBefore = clockAt('2026-03-09T09:59:59.999+07:00');
    await given(pending, sale('INV-1', 100_000), justBefore)
      .when(redeem('RD-1', 1))
      .then({ error: { kind: 'insufficient-points', available: 0 } });
    await given(pending, sale('INV-1', 100_000), justBefore)
      .when(hold('H-1', 1))
      .then({ error: 'insufficient-points' });
  });

  test('until the same time of the day', () =>
    given(pending, sale('INV-1', 100_000), clockAt('2026-03-09T10:00:00+07:00'))
      .when(redeem('RD-1', 100))
      .then({ balance: 0 }));

  test('until the same time on the clock, over a change of the clock', () =>
    given(
      warung({ earn: { pendingDays: 7 }, timeZone: 'America/New_York' }),
      clockAt('2026-03-02T15:00:00Z'), // 10:00 in New York
      sale('INV-1', 100_000),
      clockAt('2026-03-09T14:00:00Z'), // 10:00 in New York, in summer time
    )
      .when(redeem('RD-1', 100))
      .then({ balance: 0 }));

  test('not when they are given by hand', () =>
    given(pending)
      .when(adjust(50))
      .then({ balance: { available: 50, pending: 0 } }));

  test('from the sale, where it was claimed later', () =>
    given(pending, anonymousSale('INV-1', 100_000), clockAt('2026-03-09T10:00:00+07:00'), claim('INV-1'))
      .when(redeem('RD-1', 100))
      .then({ balance: 0 }));

  test('and still repay debt', () =>
    given(pending, adjust(10), redeem('RD-1', 10), ...debtOf60())
      .when(sale('INV-3', 100_000))
      .then({ balance: { balance: 40, pending: 40, debt: 0 } }));

  function debtOf60(): Step[] {
    return [
      sale('INV-1', 60_000, { soldAt: new Date('2026-02-01T10:00:00+07:00') }),
      redeem('RD-2', 60),
      sale('INV-1', 0, { soldAt: new Date('2026-02-01T10:00:00+07:00') }),
    ];
  }
});
