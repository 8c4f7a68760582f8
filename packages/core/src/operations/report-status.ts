import { err, ok, type Result } from 'neverthrow';
import { readClock } from '../kernel/read-clock.ts';
import { openPosting } from '../ledger/posting.ts';
import type { PointsOverflow } from '../values/errors.ts';
import { pointsOverflow } from '../values/failures.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { MemberTotals } from '../records/entry-sums.ts';
import { type StatusRow, statusRow } from '../reporting/status-row.ts';
import { hasWholeFigures, pagesOf } from './report-rows.ts';
import type { Ports } from './ports.ts';

/** Members in one query: an embedded database answers nobody else meanwhile. */
const membersAtATime = 500;

/**
 * Reports what each member has and how it came about, in the order of the member ids.
 *
 * @remarks What is due but was not posted yet counts as posted, so that `balance` is what `getBalance` answers, and a
 * sweep changes no row. Each member is shown as of one moment, not all as of the same. A total past 2^53 − 1 ends the
 * report with `points-overflow`.
 *
 * @example
 * ```ts
 * import { reportStatus } from '@pointbook/core/bulk';
 *
 * for await (const row of reportStatus(ports)()) {
 *   if (row.isErr()) print(row.error.kind, row.error.message);
 *   else print(row.value.memberId, row.value.earned, row.value.available, row.value.lastActivity);
 * }
 * ```
 */
export function reportStatus(ports: Ports) {
  return (): AsyncIterable<Result<StatusRow, StoreError | PointsOverflow>> => rowsOf(ports);
}

async function* rowsOf({
  store,
  program,
  clock,
}: Ports): AsyncGenerator<Result<StatusRow, StoreError | PointsOverflow>, void> {
  const read = (last: MemberTotals | null) =>
    store.reader.memberTotals(program.programId, last && last.account.memberId, membersAtATime);
  for await (const page of pagesOf(membersAtATime, read)) {
    if (page.isErr()) return yield err(page.error);
    for (const { account, sums } of page.value) {
      const row = statusRow(sums, openPosting(account, program, readClock(clock)));
      if (!hasWholeFigures(row)) return yield err(pointsOverflow());
      yield ok(row);
    }
  }
}
