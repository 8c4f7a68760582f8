import { err, errAsync, ok, okAsync, type Result, ResultAsync } from 'neverthrow';
import { query } from '../kernel/query.ts';
import { isRefusedReaction, type RefusedReaction } from '../kernel/reactions/reaction-failure.ts';
import { readClock } from '../kernel/read-clock.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { type Stride, strideOf } from '../kernel/engine/stride.ts';
import type { Task } from '../kernel/engine/task.ts';
import type { CommandHost, FailureOf } from '../kernel/verb.ts';
import { accounts, memberOf } from '../ledger/ledger-kinds.ts';
import { openPosting } from '../ledger/posting.ts';
import { putPosting } from '../ledger/put-posting.ts';
import { programOf } from '../program/program-of.ts';
import type { ClockGuard } from '../kernel/clock.ts';
import type { ReadingHost } from '../reading/reading-host.ts';
import { optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { optionalShape } from '../schemas/shape.ts';
import type { Overloaded } from '../values/errors.ts';
import type { MemberId } from '../values/ids.ts';

/** How much to post at once. */
export interface ExpireDueQuery {
  /** Members: from 1 to 100,000; 10,000 when left out. */
  readonly limit?: number | undefined;
}

/** What a sweep did. */
export interface SweepReceipt {
  /** Members that had something due. */
  readonly members: number;
  /** Entries that were posted. */
  readonly entries: number;
  /** Members of whom nothing was posted, since a plugin stands in the way. The next sweep tries them again. */
  readonly left: readonly LeftMember[];
  /** Whether more is due than the limit let through, beside those in `left`. */
  readonly more: boolean;
}

/** A member of whom a sweep posted nothing. */
export interface LeftMember {
  /** Who it is. */
  readonly memberId: string;
  /** `reaction-refused`, `reaction-failed` or `record-removed`. */
  readonly kind: RefusedReaction['kind'];
  /** What stood in the way, for people. */
  readonly message: string;
}

/** What a sweep works with. */
export interface SweepingHost extends ReadingHost, CommandHost {
  /** Judges what the clock says. */
  readonly clockGuard: ClockGuard;
}

/** Members swept at a time at most, well below what may wait in the engine. */
const chunk = 500;

/**
 * Posts what is due: expiries and lapsed holds, up to `limit` members (10,000 when left out).
 *
 * @remarks Balances and redemptions never wait for it. Run it late, twice, never, or in several processes at once: no
 * answer changes, and only the time at which entries are written does. `more` says whether to call it again. A member
 * whose entries a plugin refuses keeps nobody waiting: `left` names the member, who does not count towards the limit. A
 * clock that is far from the database's, or far past all entries, ends nothing: `store-clock-differs`.
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
  route: 'POST /expiries',
  input: optionalShape<ExpireDueQuery>()(strict({ limit: optional(whole(1, 100_000)) })),
  failures: { overloaded: true },
  writes: true,
  answer: ({ limit = 10_000 }, host: SweepingHost) => sweep(host, limit),
});

/** What can go wrong with `expireDue`. */
export type ExpireDueFailure = FailureOf<typeof expireDue>;

async function sweep(
  { reads, clock, clockGuard, engine }: SweepingHost,
  limit: number,
): Promise<Result<SweepReceipt, StoreError | Overloaded>> {
  const judged = await clockGuard.sweep(readClock(clock));
  if (judged?.isErr()) return err(judged.error);
  const stride = strideOf(engine);
  let members = 0;
  let entries = 0;
  const left = new Map<MemberId, LeftMember>();
  for (;;) {
    const wanted = await stride.next(Math.min(chunk, limit - members));
    // Those that are left stay due, and come first again.
    const due = await reads.due(readClock(clock), wanted + left.size + 1);
    if (due.isErr()) return err(due.error);
    const others = due.value.filter((memberId) => !left.has(memberId));
    const now = others.slice(0, wanted);
    if (now.length === 0) return ok({ members, entries, left: [...left.values()], more: others.length > 0 });
    const posted = await ResultAsync.combine(now.map((memberId) => post(stride, memberId)));
    if (posted.isErr()) return err(posted.error);
    for (const each of posted.value) {
      if (typeof each === 'number') {
        members += 1;
        entries += each;
      } else left.set(each.memberId, each);
    }
  }
}

/** Posts what is due on one account. What a plugin refuses is told, and disturbs no other member. */
function post(
  stride: Stride,
  memberId: MemberId,
): ResultAsync<number | (LeftMember & { readonly memberId: MemberId }), StoreError | Overloaded> {
  return stride.run(expiryOf(memberId)).orElse((error) => {
    if (!isRefusedReaction(error)) return errAsync(error);
    const { kind, message } = error;
    return okAsync({ memberId, kind, message });
  });
}

/**
 * Posts what is due on one account, and answers with the number of entries. A member who was removed has nothing due.
 */
function expiryOf(memberId: MemberId): Task<number, RefusedReaction> {
  return {
    reads: [accounts.at(memberId)],
    decide(book) {
      const member = memberOf(book, memberId);
      if (member === null) return ok(0);
      const opened = openPosting(member.account, programOf(book), book.now);
      return ok(opened.entries.length === 0 ? 0 : putPosting(book, member, opened).entries.length);
    },
  };
}
