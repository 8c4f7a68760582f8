import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { UnknownCursor } from '../values/errors.ts';
import { unknownCursor } from '../values/failures.ts';
import type { FedEntry } from '../ports/ledger-reader.ts';
import { parse } from '../schemas/parse.ts';
import type { ReadFeedQuery } from '../schemas/points-commands.ts';
import { feedShape } from '../schemas/points-shapes.ts';
import { feedCursor, lineOf, readFeedCursor } from './cursor.ts';
import type { ReadFeedFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import type { FeedPage } from './receipts.ts';

/** Entries of a page when the caller names no limit. */
const usualFeed = 100;

/**
 * Reads the entries of all members that came since a cursor, in the order in which they were committed: to tell other
 * software of every change of points.
 *
 * @remarks Every entry comes once, each member's in their sequence, and none ever appears behind a cursor that was given
 * out. What is due comes once it was posted: `expireDue` posts it. Keep `cursor` in the same transaction as what you did
 * with the page; where you cannot, keep it afterwards, and know by `memberId` and `sequence` what comes a second time.
 * `unknown-cursor` says that the ledger was restored to a time before the cursor.
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
export function readFeed(ports: Ports) {
  return (query: ReadFeedQuery = {}): ResultAsync<FeedPage, ReadFeedFailure> =>
    parse(feedShape, query)
      .andThen(({ cursor, limit = usualFeed }) => readFeedCursor(cursor).map((after) => ({ cursor, limit, after })))
      .asyncAndThen(({ cursor, limit, after }) =>
        ports.store.reader
          .feed(ports.program.programId, after, limit)
          .andThen((entries): Result<FeedPage, UnknownCursor> => pageAfter(cursor, entries)),
      );
}

function pageAfter(cursor: string | null, entries: readonly FedEntry[] | null): Result<FeedPage, UnknownCursor> {
  if (entries === null) return err(unknownCursor(cursor ?? ''));
  const last = entries.at(-1);
  return ok({ items: entries.map(lineOf), cursor: last ? feedCursor(last) : cursor });
}
