import type { DailyRow } from '@pointbook/core/reports';
import { expect, test } from 'vitest';
import { plusDays, today } from './dates.ts';
import { Days } from './days.ts';
import type { OpenLedger } from './ledger.ts';
import { firstProgram } from './program.ts';

const noon = Date.parse('2026-11-30T12:00:00Z');

/** A ledger in which points were earned on some days, and what it was asked for. */
function ledgerWith(earned: Readonly<Record<string, number>>) {
  const asked: { from: string; to: string }[] = [];
  async function* daily(query: { from: string; to: string }) {
    asked.push({ from: query.from, to: query.to });
    for (const [date, points] of Object.entries(earned)) {
      const row = { date, earned: points } as DailyRow;
      if (date >= query.from && date <= query.to) yield { isErr: () => false, value: row };
    }
  }
  const ledger = { program: firstProgram, pointbook: { reports: { daily } } } as unknown as OpenLedger;
  return { days: new Days(ledger, () => noon), asked };
}

test('a day that is over is read once, and one that may still change each time', async () => {
  const now = today(firstProgram, noon);
  const [from, quiet] = [plusDays(now, -9), plusDays(now, -5)];
  const earned: Record<string, number> = { [from]: 7, [now]: 1 };
  const { days, asked } = ledgerWith(earned);
  const figures = async () => (await days.rows(from, now)).map((row) => [row.date, row.earned]);

  const first = await figures();
  expect(first).toHaveLength(10);
  expect([first[0], first[4], first[9]]).toEqual([
    [from, 7],
    [quiet, 0],
    [now, 1],
  ]);
  earned[now] = 2;
  expect((await figures())[9]).toEqual([now, 2]);
  expect(asked).toEqual([
    { from, to: now },
    { from: plusDays(now, -1), to: now },
  ]);
});
