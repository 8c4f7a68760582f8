import { type DailyRow, dailyColumns } from '@pointbook/core/reports';
import { describe, expect, test } from 'vitest';
import { failureOf, rowsOf } from '../../support/reports/reports.ts';
import {
  adjust,
  clockAt,
  daysPass,
  hold,
  redeem,
  refund,
  sale,
  setBalance,
  type Stage,
  stageOf,
  sweep,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

function reportOf(stage: Stage) {
  return stage.ledger().reports.daily;
}

/** The days and what was earned on each. */
async function earnedIn(stage: Stage, days: { readonly from?: string; readonly to?: string } = {}) {
  const rows = await rowsOf(reportOf(stage)({ columns: ['date', 'earned'], ...days }));
  return rows.map(({ date, earned }) => [date, earned]);
}

describe('The daily report', () => {
  test('has a row for each day on which something happened, and none for the days between', async () => {
    const stage = await stageOf(
      warung(),
      sale('INV-1', 5000),
      adjust(1000),
      daysPass(1),
      sale('INV-2', 7000),
      sale('INV-3', 2000, { memberId: 'budi' }),
      redeem('RD-1', 6),
      daysPass(3000),
      hold('RD-2', 20),
    );
    const columns = [
      'date',
      'earned',
      'redeemed',
      'adjusted',
      'net',
      'earnings',
      'redemptions',
      'entries',
      'members',
    ] as const;
    expect((await rowsOf(reportOf(stage)({ columns }))).map((row) => columns.map((column) => row[column]))).toEqual([
      ['2026-03-02', 5, 0, 1000, 1005, 1, 0, 2, 1],
      ['2026-03-03', 9, -6, 0, 3, 2, 1, 3, 2],
      // Held points are neither spent nor earned, but it is a day with an action.
      ['2034-05-20', 0, 0, 0, 0, 0, 0, 1, 1],
    ]);
  });

  test('has the columns that are asked for, in their order, and no others', async () => {
    const stage = await stageOf(warung(), sale('INV-1', 5000));
    const [row] = await rowsOf(reportOf(stage)({ columns: ['members', 'date', 'earned'] }));
    expect(Object.entries(row ?? {})).toEqual([
      ['members', 1],
      ['date', '2026-03-02'],
      ['earned', 5],
    ]);
    // @ts-expect-error -- it was not asked for
    expect(row?.redeemed).toBeUndefined();
    const [all] = await rowsOf(reportOf(stage)({ columns: dailyColumns }));
    expect(Object.keys(all ?? {})).toEqual(dailyColumns);
  });

  test.each<[string, object, string]>([
    ['an unknown column', { columns: ['date', 'spent'] }, 'columns[1]'],
    ['no columns', { columns: [] }, 'columns'],
    ['columns left out', {}, 'columns'],
    ['a day that is none', { columns: ['date'], from: '2026-02-30' }, 'from'],
    ['a Date', { columns: ['date'], to: new Date() }, 'to'],
    ['days the wrong way round', { columns: ['date'], from: '2026-03-02', to: '2026-03-01' }, 'to'],
  ])('refuses %s', async (_, query, field) => {
    const stage = await stageOf(warung());
    const failure = await failureOf(reportOf(stage)(query as { columns: (keyof DailyRow)[] }));
    expect(failure).toMatchObject({ kind: 'invalid-command', field });
  });

  test('is empty for an empty ledger, and for days before the first and after the last', async () => {
    expect(await earnedIn(await stageOf(warung()))).toEqual([]);
    const stage = await stageOf(warung(), sale('INV-1', 5000));
    expect(await earnedIn(stage, { to: '2026-03-01' })).toEqual([]);
    expect(await earnedIn(stage, { from: '2026-03-03' })).toEqual([]);
    expect(await earnedIn(stage, { from: '1970-01-01', to: '9999-12-31' })).toEqual([['2026-03-02', 5]]);
  });

  test('reports the first and the last of the days that are asked for as whole days', async () => {
    const at = (moment: string, id: string) => [clockAt(`2026-03-${moment}+07:00`), sale(id, 1000)];
    const stage = await stageOf(
      warung(),
      ...at('02T23:59:59.999', 'a'),
      ...at('03T00:00:00.000', 'b'),
      ...at('04T12:00:00.000', 'c'),
      ...at('04T23:59:59.999', 'd'),
      ...at('05T00:00:00.000', 'e'),
    );
    expect(await earnedIn(stage, { from: '2026-03-03', to: '2026-03-04' })).toEqual([
      ['2026-03-03', 1],
      ['2026-03-04', 2],
    ]);
    expect((await earnedIn(stage)).map(([date]) => date)).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
    ]);
  });

  test.each([
    ['Asia/Jakarta', '2026-03-03'],
    ['UTC', '2026-03-02'],
    ['America/New_York', '2026-03-02'],
    ['Pacific/Kiritimati', '2026-03-03'],
  ])('reckons days in the time zone of the program: %s', async (timeZone, date) => {
    const stage = await stageOf(warung({ timeZone }), clockAt('2026-03-02T18:00:00Z'), sale('INV-1', 5000));
    expect(await earnedIn(stage)).toEqual([[date, 5]]);
    expect(await earnedIn(stage, { from: date, to: date })).toEqual([[date, 5]]);
  });

  test('counts a sale on its day where that has 23 hours or 25', async () => {
    const moments = [
      '2026-03-28T23:00:00+01:00',
      // The clock goes forward: this day has 23 hours.
      '2026-03-29T00:00:00+01:00',
      '2026-03-29T23:59:59+02:00',
      '2026-03-30T00:00:00+02:00',
      // And back: this one has 25, one of them twice.
      '2026-10-25T00:00:00+02:00',
      '2026-10-25T02:30:00+02:00',
      '2026-10-25T02:30:00+01:00',
      '2026-10-25T23:59:59+01:00',
      '2026-10-26T00:00:00+01:00',
    ];
    const stage = await stageOf(
      warung({ timeZone: 'Europe/Berlin' }),
      ...moments.flatMap((moment, index) => [clockAt(moment), sale(`INV-${index}`, 1000)]),
    );
    expect(await earnedIn(stage)).toEqual([
      ['2026-03-28', 1],
      ['2026-03-29', 2],
      ['2026-03-30', 1],
      ['2026-10-25', 4],
      ['2026-10-26', 1],
    ]);
  });

  test('counts a late sale on the day of its upload, so that a day that is over never changes', async () => {
    const stage = await stageOf(warung(), sale('INV-1', 5000), daysPass(2));
    const before = await earnedIn(stage);
    await sale('INV-0', 3000, { soldAt: new Date('2026-03-02T09:00:00+07:00') })(stage);
    expect(await earnedIn(stage)).toEqual([...before, ['2026-03-04', 3]]);
  });

  test('counts refunds and expiry on their own days, not on that of the sale', async () => {
    const expiry = { kind: 'after', period: { unit: 'days', count: 10 } } as const;
    const stage = await stageOf(
      warung({ expiry }),
      sale('INV-1', 5000),
      daysPass(1),
      refund('INV-1', 'RF-1', 2000),
      daysPass(20),
      sweep,
    );
    expect(await rowsOf(reportOf(stage)({ columns: ['date', 'earned', 'clawedBack', 'expired'] }))).toEqual([
      { date: '2026-03-02', earned: 5, clawedBack: 0, expired: 0 },
      { date: '2026-03-03', earned: 0, clawedBack: -2, expired: 0 },
      { date: '2026-03-23', earned: 0, clawedBack: 0, expired: -3 },
    ]);
  });

  test('reports the last day that a ledger can have', async () => {
    const stage = await stageOf(warung({ timeZone: 'UTC' }), clockAt('9999-12-31T23:59:59.999Z'), sale('INV-1', 5000));
    for (const days of [{}, { to: '9999-12-31' }, { from: '9999-12-31', to: '9999-12-31' }])
      expect(await earnedIn(stage, days)).toEqual([['9999-12-31', 5]]);
  });

  test('ends with an error where a total of a day is beyond what a figure can hold', async () => {
    const maxSafe = Number.MAX_SAFE_INTEGER;
    const stage = await stageOf(
      warung(),
      sale('INV-1', 5000),
      daysPass(1),
      adjust(maxSafe - 5),
      adjust(6, { memberId: 'budi' }),
    );
    const seen: unknown[] = [];
    for await (const row of reportOf(stage)({ columns: ['date'] }))
      seen.push(row.isOk() ? row.value.date : row.error.kind);
    expect(seen).toEqual(['2026-03-02', 'points-overflow']);
  });

  test('adds up exactly past 2^53 − 1 on the way, and ends with an error where it cannot', async () => {
    const maxSafe = Number.MAX_SAFE_INTEGER;
    const columns = ['adjusted', 'net'] as const;
    const rich = await stageOf(
      warung(),
      adjust(maxSafe),
      setBalance(maxSafe - 5),
      setBalance(maxSafe),
      adjust(-maxSafe),
      adjust(2),
    );
    expect(await failureOf(reportOf(rich)({ columns }))).toMatchObject({ kind: 'points-overflow' });
    const spread = await stageOf(warung(), adjust(maxSafe), setBalance(2, { memberId: 'budi' }), adjust(-maxSafe));
    expect(await rowsOf(reportOf(spread)({ columns }))).toEqual([{ adjusted: 2, net: 2 }]);
  });
});
