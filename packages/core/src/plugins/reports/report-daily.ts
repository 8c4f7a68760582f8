import { err, ok, type Result } from 'neverthrow';
import type { BusinessDate, Instant, InvalidCommand, PointsOverflow, ReadingHost, StoreError } from '../../index.ts';
import { stream, type Stream } from '../../plugin.ts';
import {
  businessDateOf,
  firstInstant,
  lastInstant,
  pointsOverflow,
  type ShopDays,
  startOfDate,
  startOfNextDay,
} from '../../values.ts';
import { othersFirst } from '../../till.ts';
import { dateRule, field, list, type Mistake, oneOf, optional, shape, strict, refine } from '../../shapes.ts';
import { type DailyRow, dailyColumns, dailyRow } from './daily-row.ts';
import { hasWholeFigures } from './report-rows.ts';

/** Which days, and what of each. */
export interface DailyQuery<Column extends keyof DailyRow = keyof DailyRow> {
  /** In this order. */
  readonly columns: readonly Column[];
  /** The first business day, YYYY-MM-DD; that of the first entry when left out. */
  readonly from?: string | undefined;
  /** The last day; that of the last entry when left out. */
  readonly to?: string | undefined;
}

/** The days and columns that are asked for, checked. */
interface CheckedQuery {
  readonly columns: readonly (keyof DailyRow)[];
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
}

type Failure = InvalidCommand | StoreError | PointsOverflow;

/** The report of days, whose rows have the columns that are asked for: `Omit` leaves the call of a plain stream out. */
export interface ReportDaily extends Omit<
  Stream<DailyQuery, Partial<DailyRow>, PointsOverflow | StoreError, ReadingHost>,
  never
> {
  /** Binds it to a ledger. */
  (
    host: ReadingHost,
  ): <const Column extends keyof DailyRow>(
    query: DailyQuery<Column>,
  ) => AsyncIterable<Result<Pick<DailyRow, Column>, Failure>>;
}

/**
 * Reports what happened on each business day of the program, with the columns that are asked for. Days without
 * entries have no row.
 *
 * @remarks An entry counts on the day on which it was posted, not on the day of its sale. So a day that is over never
 * changes, and the days up to one add up to the balances at its end. Expiry and lapsed holds count when they are
 * posted. Rows that came before a failure are not the whole report.
 *
 * Fails with `points-overflow` (a total past 2^53 − 1), `invalid-command` and the errors of the store. `store-locked`
 * and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const march = { columns: ['date', 'earned', 'redeemed', 'members'], from: '2026-03-01', to: '2026-03-31' } as const;
 * for await (const row of pointbook.reports.daily(march)) {
 *   if (row.isErr()) print(row.error.kind, row.error.message);
 *   else print(row.value.date, row.value.earned, row.value.redeemed, row.value.members);
 * }
 * ```
 */
export const reportDaily = stream({
  name: 'daily',
  route: 'GET /reports/daily',
  columns: dailyColumns,
  mayLag: true,
  input: shape<DailyQuery>()(
    refine(
      strict({
        columns: list(oneOf(dailyColumns), 1, dailyColumns.length),
        from: optional(field(dateRule)),
        to: optional(field(dateRule)),
      }),
      function* ({ from, to }, isSound): Iterable<Mistake> {
        if (from === undefined || to === undefined || !isSound('from') || !isSound('to') || from <= to) return;
        yield { path: ['to'], problem: 'must not be before `from`', fix: 'Both days are in the report.' };
      },
    ),
  ),
  failures: { 'points-overflow': true },
  parts: (asked, host: ReadingHost) => rowsOf(host, asked),
}) as ReportDaily;

async function* rowsOf(
  { reads, program }: ReadingHost,
  { columns, from, to }: CheckedQuery,
): AsyncGenerator<Result<Partial<DailyRow>, StoreError | PointsOverflow>, void> {
  const end = to === undefined ? null : endOfDay(to, program);
  for (let since = from === undefined ? firstInstant : startOfDate(from, program); ;) {
    const next: Result<Instant | null, StoreError> = await reads.nextEntryAt(since);
    if (next.isErr()) return yield err(next.error);
    if (next.value === null || (end !== null && next.value >= end)) return;
    const date = businessDateOf(next.value, program);
    since = endOfDay(date, program);
    const totals = await reads.entryTotals(next.value, since);
    if (totals.isErr()) return yield err(totals.error);
    const row = dailyRow(date, totals.value);
    if (!hasWholeFigures(row)) return yield err(pointsOverflow());
    yield ok(Object.fromEntries(columns.map((column) => [column, row[column]])));
    await othersFirst();
  }
}

/** Exclusive; the last instant of all belongs to its day. */
function endOfDay(date: BusinessDate, days: ShopDays): Instant {
  const end = startOfNextDay(date, days);
  return end < lastInstant ? end : ((lastInstant + 1) as Instant);
}
