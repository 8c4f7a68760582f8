import type { ProgramDefinition } from '@pointbook/core';
import { describe, expect, test } from 'vitest';
import { failureOf, rowsOf } from '../../support/reports/reports.ts';
import {
  adjust,
  capture,
  clockAt,
  daysPass,
  hold,
  minutesPass,
  monday,
  redeem,
  refund,
  sale,
  type Stage,
  stageOf,
  sweep,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const hour = 3_600_000;
const day = 24 * hour;
const after = (days: number, more: Partial<ProgramDefinition> = {}) =>
  warung({ expiry: { kind: 'after', period: { unit: 'days', count: days } }, ...more });

/** The rows as `month points value`, now or so long after the Monday on which all begins. */
async function liabilityIn(stage: Stage, since?: number): Promise<string[]> {
  const report = stage.ledger().reports.liability;
  const rows = await rowsOf(report(since === undefined ? {} : { at: new Date(monday.getTime() + since) }));
  return rows.map(({ ends, points, pending, value }) => `${ends} ${points}${pending ? ` (${pending})` : ''} ${value}`);
}

describe('The liability report', () => {
  test('is empty for an empty ledger, and for members without points', async () => {
    expect(await liabilityIn(await stageOf(warung()))).toEqual([]);
    expect(await liabilityIn(await stageOf(warung()), -day)).toEqual([]);
    expect(await liabilityIn(await stageOf(warung(), adjust(5), redeem('RD-1', 5)))).toEqual([]);
  });

  test('adds up what all members have by the month of its last day, and values each month', async () => {
    const stage = await stageOf(
      after(29),
      sale('INV-1', 10_000),
      sale('INV-2', 5000, { memberId: 'budi' }),
      daysPass(1),
      sale('INV-3', 7000),
    );
    // The last day of what was earned on 2 March is the 31st, though it ends when April begins.
    expect(await liabilityIn(stage)).toEqual(['2026-03 15 1500', '2026-04 7 700']);
    expect(await liabilityIn(stage, 0)).toEqual(['2026-03 15 1500']);
    expect(await liabilityIn(stage, -1)).toEqual([]);
  });

  test('rounds the value once for a row, and has none where points have no rate', async () => {
    const sales = [sale('INV-1', 5000), sale('INV-2', 6000, { memberId: 'budi' })];
    const thirds = await stageOf(warung({ redeem: { rate: { points: 3, money: 100 } } }), ...sales);
    expect(await liabilityIn(thirds)).toEqual(['never 11 366']);
    const rewards = [{ rewardId: 'mug', name: 'A mug', points: 5, value: 100 }];
    expect(await liabilityIn(await stageOf(warung({ redeem: { rewards } }), ...sales))).toEqual(['never 11 null']);
  });

  test('reckons months in the time zone of the program', async () => {
    const expiry = { kind: 'on-date', date: '2026-03-31' } as const;
    for (const timeZone of ['Asia/Jakarta', 'America/New_York', 'UTC'])
      expect(await liabilityIn(await stageOf(warung({ timeZone, expiry }), sale('INV-1', 5000)))).toEqual([
        '2026-03 5 500',
      ]);
  });

  test('does not count what has ended, whether or not a sweep has run', async () => {
    const stage = await stageOf(after(10), sale('INV-1', 5000), daysPass(30));
    // Midnight in Jakarta is 14 hours after ten.
    const end = 10 * day + 14 * hour;
    for (const _ of [1, 2]) {
      expect(await liabilityIn(stage)).toEqual([]);
      expect(await liabilityIn(stage, end)).toEqual([]);
      expect(await liabilityIn(stage, end - 1)).toEqual(['2026-03 5 500']);
      await sweep(stage);
    }
  });

  test('counts pending points, and tells how many they are', async () => {
    const stage = await stageOf(warung({ earn: { pendingDays: 2 } }), sale('INV-1', 5000), adjust(3), daysPass(5));
    expect(await liabilityIn(stage, 0)).toEqual(['never 8 (5) 800']);
    expect(await liabilityIn(stage, 2 * day - 1)).toEqual(['never 8 (5) 800']);
    expect(await liabilityIn(stage, 2 * day)).toEqual(['never 8 800']);
    expect(await liabilityIn(stage)).toEqual(['never 8 800']);
  });

  test('a clock that goes back makes nothing pending that was not', async () => {
    const stage = await stageOf(warung({ earn: { pendingDays: 2 } }), sale('INV-1', 5000), daysPass(3), adjust(1));
    await clockAt(monday)(stage);
    expect(await liabilityIn(stage)).toEqual(['never 6 600']);
    expect(await liabilityIn(stage, 0)).toEqual(['never 5 (5) 500']);
  });

  test('has a row of its own for held points, until they are spent or their hold lapses', async () => {
    const stage = await stageOf(
      after(29),
      sale('INV-1', 10_000),
      hold('RD-1', 4),
      minutesPass(5),
      hold('RD-2', 3, { holdMinutes: 30 }),
      minutesPass(5),
      capture('RD-1'),
    );
    expect(await liabilityIn(stage)).toEqual(['2026-03 3 300', 'held 3 300']);
    expect(await liabilityIn(stage, 5 * 60_000 - 1)).toEqual(['2026-03 6 600', 'held 4 400']);
    expect(await liabilityIn(stage, 35 * 60_000 - 1)).toEqual(['2026-03 3 300', 'held 3 300']);
    expect(await liabilityIn(stage, 35 * 60_000)).toEqual(['2026-03 6 600']);
  });

  test('counts held points past the end of their lot, for they can still be spent', async () => {
    const stage = await stageOf(after(1), sale('INV-1', 10_000), hold('RD-1', 4, { holdMinutes: 10_080 }), daysPass(3));
    expect(await liabilityIn(stage)).toEqual(['held 4 400']);
    await daysPass(5)(stage);
    expect(await liabilityIn(stage)).toEqual([]);
  });

  test('shows debt as negative points without a value', async () => {
    const stage = await stageOf(
      warung(),
      sale('INV-1', 9000),
      redeem('RD-1', 7),
      refund('INV-1', 'RF-1', 9000),
      sale('INV-2', 4000, { memberId: 'budi' }),
    );
    expect(await liabilityIn(stage)).toEqual(['never 4 400', 'debt -7 null']);
    await sale('INV-3', 8000)(stage);
    expect(await liabilityIn(stage)).toEqual(['never 5 500']);
  });

  test('a hold that lapses repays debt first, as of then', async () => {
    const stage = await stageOf(
      warung(),
      sale('INV-1', 9000),
      hold('RD-1', 7),
      refund('INV-1', 'RF-1', 9000),
      daysPass(1),
    );
    for (const _ of [1, 2]) {
      expect(await liabilityIn(stage, 0)).toEqual(['held 7 700', 'debt -7 null']);
      expect(await liabilityIn(stage, hour)).toEqual([]);
      await sweep(stage);
    }
  });

  test('puts points that end by inactivity into the month of the deadline, as it stood then', async () => {
    const expiry = { kind: 'inactivity', period: { unit: 'days', count: 20 } } as const;
    const stage = await stageOf(warung({ expiry }), sale('INV-1', 5000), daysPass(15), sale('INV-2', 2000));
    expect(await liabilityIn(stage, 0)).toEqual(['2026-03 5 500']);
    expect(await liabilityIn(stage)).toEqual(['2026-04 7 700']);
    await daysPass(40)(stage);
    for (const _ of [1, 2]) {
      expect(await liabilityIn(stage)).toEqual([]);
      expect(await liabilityIn(stage, 15 * day)).toEqual(['2026-04 7 700']);
      await sweep(stage);
    }
  });

  test('values by the rules of now, and refuses figures beyond 2^53 − 1', async () => {
    const maxSafe = Number.MAX_SAFE_INTEGER;
    const rich = await stageOf(warung(), adjust(maxSafe));
    const report = rich.ledger().reports.liability;
    expect(await failureOf(report())).toMatchObject({ kind: 'points-overflow' });
    const cheap = warung({ redeem: { rate: { points: 100, money: 1 } } });
    expect(await liabilityIn(await stageOf(cheap, adjust(maxSafe)))).toEqual([
      `never ${maxSafe} ${Math.floor(maxSafe / 100)}`,
    ]);
    const two = await stageOf(cheap, adjust(maxSafe), adjust(maxSafe, { memberId: 'budi' }));
    expect(await failureOf(two.ledger().reports.liability())).toMatchObject({
      kind: 'points-overflow',
    });
  });

  test('refuses what is not a date', async () => {
    const report = (await stageOf(warung())).ledger().reports.liability;
    expect(await failureOf(report({ at: '2026-03-02' as never }))).toMatchObject({
      kind: 'invalid-command',
      field: 'at',
    });
    expect(await rowsOf(report({ at: new Date('9999-12-31T00:00:00Z') }))).toEqual([]);
  });

  test('is empty as of an instant before the first entry', async () => {
    const stage = await stageOf(warung(), clockAt('2026-05-01T00:00:00Z'), adjust(5));
    expect(await liabilityIn(stage, 0)).toEqual([]);
  });
});
