import { err, ok, type Result } from 'neverthrow';
import type { Lagging } from '../kernel/replica.ts';
import { query } from '../kernel/query.ts';
import { readClock } from '../kernel/read-clock.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Account } from '../ledger/account.ts';
import { openPosting } from '../ledger/posting.ts';
import type { ShownLine } from '../ledger/entry.ts';
import { id, oneOf, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { InvalidCommand, UnknownMember } from '../values/errors.ts';
import { unknownMember } from '../values/failures.ts';
import type { MemberId } from '../values/ids.ts';
import { notACursor, type Page, pageFields, pageOf, type PageQuery, usualPage } from './page.ts';
import type { ReadingHost } from './reading-host.ts';
import { lineOf, memberLineOf, type StatementLine } from './statement-line.ts';

/** Which page of a member's entries. */
export interface StatementQuery extends PageQuery {
  /** The host's own id of the member, as enrolled. */
  readonly memberId: string;
  /**
   * Whom it is for: `staff` when left out. A `member` sees comments, and no reasons, no names of staff, and no entries
   * that move no points.
   */
  readonly view?: 'staff' | 'member' | undefined;
}

/**
 * Reads one page of a member's entries, newest first, each with the balance after it.
 *
 * @remarks A page deep in the history costs what the first one costs. What is due but was not posted yet is shown as if
 * it were posted now, so that the newest balance is what `getBalance` answers. A page shows one moment, also while
 * others write.
 *
 * Fails with `unknown-member`, `invalid-command` and the errors of the store. `store-locked` and `store-unavailable`
 * are retryable.
 *
 * @example
 * ```ts
 * const page = await getStatement(ports)({ memberId: 'C-17', limit: 20 });
 * if (page.isOk()) for (const { cause, delta, balance } of page.value.items) print(cause, delta, balance);
 * ```
 */
export const getStatement = query({
  name: 'getStatement',
  route: 'GET /members/{memberId}/statement',
  input: shape<StatementQuery>()(
    strict({ memberId: id<MemberId>(), view: optional(oneOf(['staff', 'member'])), ...pageFields }),
  ),
  failures: { 'unknown-member': true },
  mayLag: true,
  async answer(
    { memberId, view = 'staff', limit = usualPage, cursor },
    host: ReadingHost,
  ): Promise<Result<Page<StatementLine> & Lagging, StatementFailure>> {
    const before = readCursor(cursor);
    if (before.isErr()) return err(before.error);
    const place = { memberId, before: before.value, limit };
    if (view === 'member') return memberPage(host, place);
    return (await entriesOn(host, place)).map((entries) => pageOf(entries, limit, lineOf, cursorOf));
  },
});

type StatementFailure = StoreError | InvalidCommand | UnknownMember;

interface StatementPlace {
  readonly memberId: MemberId;
  /** Entries with lower numbers follow; null from the newest. */
  readonly before: number | null;
  readonly limit: number;
}

/** Reads on until a page is full of entries that a member sees. */
async function memberPage(
  host: ReadingHost,
  { memberId, before, limit }: StatementPlace,
): Promise<Result<Page<StatementLine>, StatementFailure>> {
  const seen: ShownLine[] = [];
  for (let from = before; ;) {
    const entries = await entriesOn(host, { memberId, before: from, limit });
    if (entries.isErr()) return err(entries.error);
    seen.push(...entries.value.slice(0, limit).filter(({ delta }) => delta !== 0));
    const hasMore = entries.value.length > limit;
    // One more than the page, which says whether another one follows.
    if (!hasMore || seen.length > limit) return ok(pageOf(seen.slice(0, limit + 1), limit, memberLineOf, cursorOf));
    from = entries.value[limit - 1]?.sequence ?? null;
  }
}

/** A page of entries and one more, as of one moment, with what is due. */
async function entriesOn(
  host: ReadingHost,
  { memberId, before, limit }: StatementPlace,
): Promise<Result<readonly ShownLine[], StoreError | UnknownMember>> {
  const { reads } = host;
  // Both are read at once, to wait for a server once. Where an entry was posted between the two, the page is read
  // again.
  const [found, together] = await Promise.all([reads.account(memberId), reads.statement(memberId, before, limit + 1)]);
  if (found.isErr()) return err(found.error);
  if (together.isErr()) return err(together.error);
  const account = found.value;
  if (account === null) return err(unknownMember(memberId));
  const end = before ?? Number.MAX_SAFE_INTEGER;
  const due = dueOn(account, host).filter(({ sequence }) => sequence < end);
  // Entries that were posted since the account was read are left out: a page shows one moment.
  const newest = Math.min(account.sequence, end - 1);
  const isOneMoment = (together.value[0]?.sequence ?? 0) === newest;
  const posted = isOneMoment ? together : await reads.statement(memberId, newest + 1, limit + 1);
  return posted.map((rows) => [...due, ...rows].slice(0, limit + 1));
}

/** What is due on an account but was not posted yet, newest first. */
function dueOn(account: Account, { program, clock }: ReadingHost): ShownLine[] {
  const { entries } = openPosting(account, program, readClock(clock));
  return entries.toReversed().map((entry) => ({ ...entry, note: null }));
}

/** The number of the last entry of a page. */
function cursorOf({ sequence }: ShownLine): string {
  return String(sequence);
}

function readCursor(cursor: string | undefined): Result<number | null, InvalidCommand> {
  if (cursor === undefined) return ok(null);
  const sequence = Number(cursor);
  return Number.isSafeInteger(sequence) && sequence > 0 ? ok(sequence) : err(notACursor());
}
