import { err, ok, type Result } from 'neverthrow';
import type { PointsOverflow } from '../values/errors.ts';
import { pointsOverflow } from '../values/failures.ts';
import { type BusinessDate, firstInstant, type Instant, lastInstant } from '../values/instant.ts';
import { businessDateOf, startOfDate, startOfNextDay } from '../values/calendar.ts';
import { type DailyRow, dailyColumns, dailyRow } from '../reporting/daily-row.ts';
import { parse } from '../schemas/parse.ts';
import { dailyShape } from '../schemas/report-shapes.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import { hasWholeFigures, othersFirst } from './report-rows.ts';

/** Which days, and what of each. */
export interface DailyQuery<Column extends keyof DailyRow = keyof DailyRow> {
  /** In this order. */
  readonly columns: readonly Column[];
  /** The first day, YYYY-MM-DD in the program's time zone; that of the first entry when left out. */
  readonly from?: string;
  /** The last day; that of the last entry when left out. */
  readonly to?: string;
}

const shape = dailyShape(dailyColumns);

/**
 * Reports what happened on each day of the program's time zone, with the columns that are asked for. Days without
 * entries have no row.
 *
 * @remarks An entry counts on the day on which it was posted, not on that of its sale: so a day that is over changes no
 * more, and the days up to one add up to the balances at its end. What time alone has done counts when it is posted. A
 * total past 2^53 − 1 ends the report with `points-overflow`.
 *
 * @example
 * ```ts
 * import { reportDaily } from '@pointbook/core/bulk';
 *
 * const march = { columns: ['date', 'earned', 'redeemed', 'members'], from: '2026-03-01', to: '2026-03-31' } as const;
 * for await (const row of reportDaily(ports)(march)) {
 *   if (row.isErr()) print(row.error.kind, row.error.message);
 *   else print(row.value.date, row.value.earned, row.value.redeemed, row.value.members);
 * }
 * ```
 */
export function reportDaily(ports: Ports) {
  return <const Column extends keyof DailyRow>(
    query: DailyQuery<Column>,
  ): AsyncIterable<Result<Pick<DailyRow, Column>, ReadFailure | PointsOverflow>> =>
    rowsOf(ports, query) as AsyncIterable<Result<Pick<DailyRow, Column>, ReadFailure | PointsOverflow>>;
}

async function* rowsOf(
  { store, program }: Ports,
  query: DailyQuery,
): AsyncGenerator<Result<Partial<DailyRow>, ReadFailure | PointsOverflow>, void> {
  const { programId, timeZone } = program;
  const parsed = parse(shape, query);
  if (parsed.isErr()) return yield err(parsed.error);
  const { columns, from, to } = parsed.value;
  const end = to === undefined ? null : endOfDay(to, timeZone);
  for (let since = from === undefined ? firstInstant : startOfDate(from, timeZone); ;) {
    const next: Result<Instant | null, ReadFailure> = await store.reader.nextEntryAt(programId, since);
    if (next.isErr()) return yield err(next.error);
    if (next.value === null || (end !== null && next.value >= end)) return;
    const date = businessDateOf(next.value, timeZone);
    since = endOfDay(date, timeZone);
    const totals = await store.reader.entryTotals(programId, next.value, since);
    if (totals.isErr()) return yield err(totals.error);
    const row = dailyRow(date, totals.value);
    if (!hasWholeFigures(row)) return yield err(pointsOverflow());
    yield ok(Object.fromEntries(columns.map((column) => [column, row[column]])));
    await othersFirst();
  }
}

/** Exclusive; the last instant of all belongs to its day. */
function endOfDay(date: BusinessDate, timeZone: string): Instant {
  const end = startOfNextDay(date, timeZone);
  return end < lastInstant ? end : ((lastInstant + 1) as Instant);
}
