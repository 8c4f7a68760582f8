import { err, ok, type Result } from 'neverthrow';
import { query } from '../kernel/query.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { orNull, text } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { optionalShape } from '../schemas/shape.ts';
import type { FeedPlace } from '../store/record-reader.ts';
import type { FedLine } from '../store/reads.ts';
import type { InvalidCommand, UnknownCursor } from '../values/errors.ts';
import { unknownCursor } from '../values/failures.ts';
import { readPlace, writePlace } from './entry-place.ts';
import { notACursor, pageFields } from './page.ts';
import type { ReadingHost } from './reading-host.ts';
import { lineOf, type StatementLine } from './statement-line.ts';

/** From where to read on. */
export interface ReadFeedQuery {
  /** From 1 to 1,000; 100 when left out. */
  readonly limit?: number | undefined;
  /** `cursor` of the page before; null, or left out, begins with the first entry. */
  readonly cursor?: string | null | undefined;
}

/** What came since a cursor, up to the limit. */
export interface FeedPage {
  /** The entries, in the order of the feed. */
  readonly items: readonly StatementLine[];
  /** What to pass the next time, whether or not something came; null while the ledger has no entry. */
  readonly cursor: string | null;
}

/** Entries of a page when the caller names no limit. */
const usualFeed = 100;

/**
 * Reads the entries of all members that came since a cursor, in the order in which they were committed: to tell other
 * software of every change of points.
 *
 * @remarks Every entry comes once, and the entries of a member come in the order of their sequence. No entry is ever
 * committed at a place before a cursor that was given out. What is due comes once it was posted: `expireDue` posts it.
 * Store `cursor` in the same transaction as your work on the page. Where you cannot, store it after the work, and
 * recognise a repeated entry by its `memberId` and `sequence`.
 *
 * Fails with `unknown-cursor` (the ledger was restored to a time before the cursor), `invalid-command` and the errors
 * of the store. `store-locked` and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * declare const outbox: {
 *   cursor(): string | null;
 *   // In one transaction of yours.
 *   add(messages: readonly object[], cursor: string | null): void;
 * };
 *
 * for (let isMore = true; isMore;) {
 *   const page = await pointbook.readFeed({ cursor: outbox.cursor() });
 *   if (page.isErr()) throw new Error(page.error.message);
 *   const { items, cursor } = page.value;
 *   const messages = items.map(({ memberId, sequence, delta, balance }) => ({ memberId, sequence, delta, balance }));
 *   outbox.add(messages, cursor);
 *   isMore = items.length > 0; // when nothing came, look again in a while
 * }
 * ```
 */
export const readFeed = query({
  name: 'readFeed',
  route: 'GET /feed',
  // `null` is where a feed begins, so that a follower may keep it and pass it back.
  input: optionalShape<ReadFeedQuery>()(strict({ ...pageFields, cursor: orNull(text()) })),
  failures: { 'unknown-cursor': true },
  async answer(
    { cursor, limit = usualFeed },
    { reads }: ReadingHost,
  ): Promise<Result<FeedPage, StoreError | InvalidCommand | UnknownCursor>> {
    const after = readCursor(cursor);
    if (after.isErr()) return err(after.error);
    const fed = await reads.feed(after.value, limit);
    return fed.andThen((entries) => pageAfter(cursor, entries));
  },
  follow: ({ items }, asked) => (items.length < (asked?.limit ?? usualFeed) ? 'later' : 'at-once'),
});

/** What can go wrong with `readFeed`. */
export type ReadFeedFailure = FailureOf<typeof readFeed>;

function pageAfter(cursor: string | null, entries: readonly FedLine[] | null): Result<FeedPage, UnknownCursor> {
  if (entries === null) return err(unknownCursor(cursor ?? ''));
  const last = entries.at(-1);
  return ok({ items: entries.map(lineOf), cursor: last ? cursorOf(last) : cursor });
}

function cursorOf({ position, sequence, memberId }: FedLine): string {
  return writePlace({ at: position, sequence, memberId });
}

function readCursor(cursor: string | null): Result<FeedPlace | null, InvalidCommand> {
  if (cursor === null) return ok(null);
  const place = readPlace(cursor);
  if (place === null) return err(notACursor('`cursor`'));
  return ok({ position: place.at, memberId: place.memberId, sequence: place.sequence });
}
