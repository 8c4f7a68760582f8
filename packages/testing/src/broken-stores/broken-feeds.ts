import { entryId } from '@pointbook/core';
import type { FeedPlace } from '@pointbook/core/store';
import { okAsync, ResultAsync } from 'neverthrow';
import { type BrokenView, withReader, withTransact } from './broken-store.ts';
import type { LedgerReader } from '../view/ledger-reader.ts';
import type { LedgerView } from '../view/ledger-view.ts';
import type { FedEntry } from '../view/ledger-reader.ts';

const all = 1_000_000;

/** Stores that keep what they should, and feed it otherwise. */
export const brokenFeeds: readonly BrokenView[] = [
  {
    name: 'skips one of the feed at the end of each page',
    noticedBy: 'feed: in the order of commits, each entry once in every page size, with its note, at every reading',
    spoil: (store) =>
      withFeed(store, (programId, after, limit) =>
        store.reader
          .feed(programId, after, limit + 1)
          .map((rows) => rows && [...rows.slice(0, limit - 1), ...rows.slice(-1)].slice(0, limit)),
      ),
  },
  {
    name: 'feeds by date',
    noticedBy: 'feed: what is new comes after the cursor, whatever its date and its member',
    spoil: (store) =>
      withFeed(
        store,
        ordered(store, ({ entry }) => entry.postedAt),
      ),
  },
  {
    name: 'feeds the newest first',
    noticedBy: 'feed: in the order of commits, each entry once in every page size, with its note, at every reading',
    spoil: (store) =>
      withFeed(
        store,
        ordered(store, ({ entry }) => -entry.sequence),
      ),
  },
  {
    name: 'forgets the cursor of the feed',
    noticedBy: 'feed: a commit of many entries may be cut in pages anywhere',
    spoil: (store) => withFeed(store, (programId, _, limit) => store.reader.feed(programId, null, limit)),
  },
  {
    name: 'begins again where it does not know the cursor of the feed',
    noticedBy: 'feed: null for a cursor of an entry that is not in the ledger, or not at its position',
    spoil: (store) =>
      withFeed(store, (programId, after, limit) =>
        store.reader
          .feed(programId, after, limit)
          .andThen((rows) => (rows ? okAsync(rows) : store.reader.feed(programId, null, limit))),
      ),
  },
  {
    name: 'feeds no notes',
    noticedBy: 'feed: in the order of commits, each entry once in every page size, with its note, at every reading',
    spoil: (store) =>
      withFeed(store, (...query) =>
        store.reader.feed(...query).map((rows) => rows && rows.map((row) => ({ ...row, note: null }))),
      ),
  },
  {
    name: 'numbers commits for the feed when they begin, and not when they end',
    noticedBy: 'feed: a follower sees each entry once, each member’s in sequence, while many write',
    spoil: (store) => numberedEarly(store),
  },
];

type Feed = LedgerReader['feed'];

function withFeed(store: LedgerView, feed: Feed): LedgerView {
  return withReader(store, { feed });
}

/** The feed in the order of other positions. */
function ordered(store: LedgerView, positionOf: (row: FedEntry) => number): Feed {
  return (programId, after, limit) =>
    store.reader.feed(programId, null, all).map((rows) => {
      const fed = (rows ?? []).map((row) => ({ ...row, position: positionOf(row) }));
      const sorted = fed.toSorted((a, b) => a.position - b.position);
      const last = after ? sorted.findIndex((row) => isAt(after, row)) : -1;
      return after && last === -1 ? null : sorted.slice(last + 1, last + 1 + limit);
    });
}

function isAt(cursor: FeedPlace, { position, entry }: FedEntry): boolean {
  const { memberId, sequence } = entry;
  return cursor.position === position && cursor.memberId === memberId && cursor.sequence === sequence;
}

/** Some take longer to commit than those who began after them. */
function numberedEarly(store: LedgerView): LedgerView {
  const numbers = new Map<string, number>();
  let last = 0;
  const numbered = withTransact(store, (programId, keys, decide) => {
    last += 1;
    const number = last;
    const begun = new Promise((resolve) => setTimeout(resolve, number % 3));
    return ResultAsync.fromSafePromise(begun).andThen(() =>
      store.transact(programId, keys, (records) => {
        const decided = decide(records);
        if ('changes' in decided) for (const entry of decided.changes.entries) numbers.set(entryId(entry), number);
        return decided;
      }),
    );
  });
  const feed = ordered(store, ({ entry }) => numbers.get(entryId(entry)) ?? 0);
  return withFeed(numbered, feed);
}
