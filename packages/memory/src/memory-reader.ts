import type { StoreError } from '@pointbook/core';
import {
  byBytes,
  type EntryName,
  type FeedPlace,
  type NotedRow,
  type RecordReader,
  type StoredEntry,
  type StoredRecord,
} from '@pointbook/core/store';
import { ResultAsync, type Result } from 'neverthrow';
import { entrySums, sumsOf } from './entry-sums.ts';
import { findEntries, noted } from './find-entries.ts';
import { load, placed, type Tables } from './tables.ts';

/** The queries, each over whole tables: simple rather than fast. */
export function memoryReader(tablesOf: (programId: string) => Result<Tables, StoreError>): RecordReader {
  const read = <T>(programId: string, query: (tables: Tables) => T): ResultAsync<T, StoreError> =>
    new ResultAsync(Promise.resolve(tablesOf(programId).map(query)));

  return {
    load: (programId, request) => read(programId, (tables) => load(tables, request)),
    versions: (programId) =>
      read(programId, ({ versions }) => [...versions].map(([version, definition]) => ({ version, definition }))),
    list: (programId, { kind, list, value }, after, limit) =>
      read(programId, (tables) =>
        placed(tables, kind, list, value)
          .toSorted((a, b) => a.rank - b.rank || byBytes(a.record.key, b.record.key))
          .filter(
            ({ rank, record }) =>
              after === null || rank > after.rank || (rank === after.rank && byBytes(record.key, after.key) > 0),
          )
          .slice(0, limit),
      ),
    records: (programId, kind, after, limit) =>
      read(programId, (tables) => {
        const kept = [...(tables.records.get(kind) ?? new Map<string, StoredRecord>())];
        return page(new Map(kept.filter(([, { body }]) => body !== null)), after, limit);
      }),
    accounts: (programId, after, limit) => read(programId, (tables) => page(tables.accounts, after, limit)),
    memberIds: (programId, after, limit) =>
      read(programId, (tables) => page(tables.accounts, after, limit).map(({ memberId }) => memberId)),
    countAccounts: (programId) => read(programId, (tables) => tables.accounts.size),
    due: (programId, now, limit) =>
      read(programId, (tables) =>
        [...tables.accounts.values()]
          .map(({ memberId, dueAt }) => ({ memberId, dueAt: dueAt ?? Infinity }))
          .filter(({ dueAt }) => dueAt <= now)
          .toSorted((a, b) => a.dueAt - b.dueAt || byBytes(a.memberId, b.memberId))
          .slice(0, limit)
          .map(({ memberId }) => memberId),
      ),
    memberEntries: (programId, memberId, { above, below, order }, limit) =>
      read(programId, (tables) => {
        const entries = (tables.entries.get(memberId) ?? []).slice(above ?? 0, below === null ? undefined : below - 1);
        return (order === 'oldest-first' ? entries : entries.toReversed())
          .slice(0, limit)
          .map((entry) => noted(tables, entry));
      }),
    findEntries: (programId, filter, after, limit) =>
      read(programId, (tables) => findEntries(tables, filter, after).slice(0, limit)),
    feed: (programId, after, limit) => read(programId, (tables) => feedOf(tables, after, limit)),
    entries: (programId, after, limit) =>
      read(programId, (tables) => {
        const isAfter = (entry: StoredEntry) => after === null || inLedgerOrder(entry, after) > 0;
        return tables.feed.filter(isAfter).toSorted(inLedgerOrder).slice(0, limit);
      }),
    nextEntryAt: (programId, from) =>
      read(programId, (tables) => {
        const later = tables.feed.map(({ postedAt }) => postedAt).filter((at) => at >= from);
        return later.reduce<(typeof later)[number] | null>(
          (first, at) => (first === null || at < first ? at : first),
          null,
        );
      }),
    accountSums: (programId, after, limit) =>
      read(programId, (tables) =>
        page(tables.accounts, after, limit).map((account) => ({
          account,
          sums: sumsOf(tables.entries.get(account.memberId) ?? []),
        })),
      ),
    entrySums: (programId, from, until) =>
      read(programId, (tables) =>
        entrySums(tables.feed.filter(({ postedAt }) => postedAt >= from && postedAt < until)),
      ),
  };
}

function inLedgerOrder(a: EntryName, b: EntryName): number {
  return byBytes(a.memberId, b.memberId) || a.sequence - b.sequence;
}

/** The rows with keys above `after`, in their order. */
function page<Row>(rows: ReadonlyMap<string, Row>, after: string | null, limit: number): Row[] {
  return [...rows]
    .filter(([key]) => after === null || byBytes(key, after) > 0)
    .toSorted(([a], [b]) => byBytes(a, b))
    .slice(0, limit)
    .map(([, row]) => row);
}

/** An entry's position is its place in the list of all. */
function feedOf(
  tables: Tables,
  after: FeedPlace | null,
  limit: number,
): (NotedRow & { readonly position: number })[] | null {
  const last = after && tables.feed[after.position];
  if (after && (last?.memberId !== after.memberId || last.sequence !== after.sequence)) return null;
  const start = after ? after.position + 1 : 0;
  return tables.feed
    .slice(start, start + limit)
    .map((entry, index) => ({ ...noted(tables, entry), position: start + index }));
}
