import { err, ok, type Result } from 'neverthrow';
import type { MemberTotals, PointsOverflow, ReadingHost, StoreError } from '../../index.ts';
import { stream } from '../../plugin.ts';
import { openPosting, readClock } from '../../till.ts';
import { pointsOverflow } from '../../values.ts';
import { noInput } from '../../shapes.ts';
import { hasWholeFigures, pagesOf } from './report-rows.ts';
import { type StatusRow, statusRow, statusColumns } from './status-row.ts';

/** Members in one query: an embedded database answers nobody else meanwhile. */
const membersAtATime = 500;

/**
 * Reports what each member has and how it came about, in the order of the member ids.
 *
 * @remarks What is due but was not posted yet counts as posted, so that `balance` is what `getBalance` answers, and a
 * sweep changes no row. The figures of a member are of one moment; the figures of two members may be of two. Rows that
 * came before a failure are not the whole report.
 *
 * Fails with `points-overflow` (a total past 2^53 − 1) and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * for await (const row of pointbook.reports.status()) {
 *   if (row.isErr()) print(row.error.kind, row.error.message);
 *   else print(row.value.memberId, row.value.earned, row.value.available, row.value.lastActivity);
 * }
 * ```
 */
export const reportStatus = stream({
  name: 'status',
  route: 'GET /reports/status',
  columns: statusColumns,
  mayLag: true,
  input: noInput,
  failures: { 'points-overflow': true },
  async *parts(
    _nothing,
    { reads, program, clock }: ReadingHost,
  ): AsyncGenerator<Result<StatusRow, StoreError | PointsOverflow>, void> {
    const read = (last: MemberTotals | null) => reads.memberTotals(last && last.account.memberId, membersAtATime);
    for await (const page of pagesOf(membersAtATime, read)) {
      if (page.isErr()) return yield err(page.error);
      const now = readClock(clock);
      for (const { account, sums } of page.value) {
        const row = statusRow(sums, openPosting(account, program, now));
        if (!hasWholeFigures(row)) return yield err(pointsOverflow());
        yield ok(row);
      }
    }
  },
});
