import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { query } from '../kernel/query.ts';
import { readClock } from '../kernel/read-clock.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Task } from '../kernel/task.ts';
import type { CommandHost, FailureOf } from '../kernel/verb.ts';
import { accounts, appendEntries, memberOf } from '../ledger/ledger-kinds.ts';
import { openPosting } from '../ledger/posting.ts';
import { programOf } from '../program/program-of.ts';
import type { ReadingHost } from '../reading/reading-host.ts';
import { optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { optionalShape } from '../schemas/shape.ts';
import type { Overloaded } from '../values/errors.ts';
import type { MemberId } from '../values/ids.ts';

/** How much to post at once. */
export interface ExpireDueQuery {
  /** Members: from 1 to 100,000; 10,000 when left out. */
  readonly limit?: number;
}

/** What a sweep did. */
export interface SweepReceipt {
  /** Members that had something due. */
  readonly members: number;
  /** Entries that were posted. */
  readonly entries: number;
  /** Whether more is due than the limit let through. */
  readonly more: boolean;
}

/** Members swept at a time, well below what may wait in the engine. */
const chunk = 500;

/**
 * Posts what is due: expiries and lapsed holds, up to `limit` members (10,000 when left out).
 *
 * @remarks Balances and redemptions never wait for it. Run it late, twice, never, or in several processes at once: no answer
 * changes, and only the time at which entries are written does. `more` says whether to call it again.
 *
 * Fails with `invalid-command`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and
 * `store-unavailable` are retryable. What was posted before a failure stays.
 *
 * @example
 * ```ts
 * const swept = await expireDue(ports)();
 * if (swept.isOk()) print(`${swept.value.entries} entries for ${swept.value.members} members`);
 * ```
 */
export const expireDue = query({
  name: 'expireDue',
  input: optionalShape<ExpireDueQuery>()(strict({ limit: optional(whole(1, 100_000)) })),
  failures: { overloaded: true },
  writes: true,
  answer: ({ limit = 10_000 }, host: ReadingHost & CommandHost) => sweep(host, limit),
});

/** What can go wrong with `expireDue`. */
export type ExpireDueFailure = FailureOf<typeof expireDue>;

async function sweep(
  { reads, clock, engine }: ReadingHost & CommandHost,
  limit: number,
): Promise<Result<SweepReceipt, StoreError | Overloaded>> {
  let members = 0;
  let entries = 0;
  for (;;) {
    const wanted = Math.min(chunk, limit - members);
    const due = await reads.due(readClock(clock), wanted + 1);
    if (due.isErr()) return err(due.error);
    const now = due.value.slice(0, wanted);
    if (now.length === 0) return ok({ members, entries, more: due.value.length > 0 });
    const posted = await ResultAsync.combine(now.map((memberId) => engine.run(expiryOf(memberId))));
    if (posted.isErr()) return err(posted.error);
    members += now.length;
    entries += posted.value.reduce((sum, count) => sum + count, 0);
  }
}

/** Posts what is due on one account, and answers with the number of entries. A member who was removed has nothing due. */
function expiryOf(memberId: MemberId): Task<number, never> {
  return {
    reads: [accounts.at(memberId)],
    decide(book) {
      const member = memberOf(book, memberId);
      if (member === null) return ok(0);
      const { account, entries } = openPosting(member.account, programOf(book), book.now);
      if (entries.length === 0) return ok(0);
      book.put(accounts, { ...member, account });
      appendEntries(book, entries);
      return ok(entries.length);
    },
  };
}
