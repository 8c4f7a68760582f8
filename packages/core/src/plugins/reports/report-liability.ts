import { err, ok, type Result } from 'neverthrow';
import {
  type Account,
  emptyAccount,
  type Entry,
  type Instant,
  type InstantInput,
  type MemberRecord,
  type PointsOverflow,
  type ReadingHost,
  type StoreError,
} from '../../index.ts';
import { accounts, stream } from '../../plugin.ts';
import { followEntry, openPosting, readClock } from '../../till.ts';
import { pointsOverflow } from '../../values.ts';
import { instant, optional, optionalShape, strict } from '../../shapes.ts';
import { type LiabilityRow, openLiability, liabilityColumns } from './liability.ts';
import { hasWholeFigures, pagesOf } from './report-rows.ts';

/** As of when. */
export interface LiabilityQuery {
  /** Now, when left out. */
  readonly at?: InstantInput | undefined;
}

const membersAtATime = 500;
const entriesAtATime = 1000;

/**
 * Reports the points that members have, and what they are worth, by the month in which they end: now, or as of an
 * instant.
 *
 * @remarks What has ended does not count, whether or not a sweep has run; held points are in a row of their own until
 * their hold ends. As of an instant it folds all entries posted by then, member by member, and values them by the rules
 * of now. Rows that came before a failure are not the whole report.
 *
 * Fails with `points-overflow` (a total past 2^53 − 1), `invalid-command` and the errors of the store. `store-locked`
 * and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * for await (const row of pointbook.reports.liability({ at: new Date('2026-12-31T17:00:00Z') })) {
 *   if (row.isErr()) print(row.error.kind, row.error.message);
 *   else print(row.value.ends, row.value.points, row.value.value);
 * }
 * ```
 */
export const reportLiability = stream({
  name: 'liability',
  route: 'GET /reports/liability',
  columns: liabilityColumns,
  mayLag: true,
  input: optionalShape<LiabilityQuery>()(strict({ at: optional(instant()) })),
  failures: { 'points-overflow': true },
  parts: ({ at }, host: ReadingHost) => rowsOf(host, at),
});

async function* rowsOf(
  host: ReadingHost,
  at: Instant | undefined,
): AsyncGenerator<Result<LiabilityRow, StoreError | PointsOverflow>, void> {
  const liability = openLiability(host.program);
  const add = (account: Account, then: Instant) => {
    const settled = openPosting(account, host.program, then);
    liability.add(settled.account, settled.now);
  };
  const read = at === undefined ? await readNow(host, add) : await readAt(host, at, add);
  if (read.isErr()) return yield err(read.error);
  const rows = liability.rows();
  if (!rows.every(hasWholeFigures)) return yield err(pointsOverflow());
  for (const row of rows) yield ok(row);
}

type Add = (account: Account, then: Instant) => void;

/** The accounts as they are. */
async function readNow({ reads, clock }: ReadingHost, add: Add): Promise<Result<void, StoreError>> {
  const now = readClock(clock);
  const read = (last: MemberRecord | null) => reads.page(accounts, last && last.account.memberId, membersAtATime);
  for await (const page of pagesOf(membersAtATime, read)) {
    if (page.isErr()) return err(page.error);
    for (const { account } of page.value) add(account, now);
  }
  return ok();
}

/** The accounts as they were: the entries come member by member, so that one account at a time is enough. */
async function readAt({ reads }: ReadingHost, at: Instant, add: Add): Promise<Result<void, StoreError>> {
  let account: Account | null = null;
  // The same with entries that were posted later: an entry that sets the time back counts with all before it.
  let ahead: Account | null = null;
  const read = (last: Entry | null) => reads.entries(last, entriesAtATime);
  for await (const page of pagesOf(entriesAtATime, read)) {
    if (page.isErr()) return err(page.error);
    for (const step of page.value) {
      if (ahead?.memberId !== step.memberId) {
        if (account !== null) add(account, at);
        account = null;
        ahead = emptyAccount(step.memberId);
      }
      const next: Result<Account, StoreError> = followEntry(ahead, step);
      if (next.isErr()) return err(next.error);
      ahead = next.value;
      if (step.postedAt <= at) account = ahead;
    }
  }
  if (account !== null) add(account, at);
  return ok();
}
