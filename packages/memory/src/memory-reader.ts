import type { Instant, StoreError } from '@pointbook/core';
import {
  byBytes,
  type EntryName,
  type EntryRange,
  type FeedPlace,
  type NotedRow,
  type RecordReader,
  type StoredAccount,
  type StoredEntry,
  type StoredRecord,
} from '@pointbook/core/store';
import { err, ok, ResultAsync, type Result } from 'neverthrow';
import { emptySums } from './entry-sums.ts';
import { findEntries, noted } from './find-entries.ts';
import { besideReader } from './beside-reader.ts';
import { inTurns } from './in-turns.ts';
import { keysAbove } from './keys-in-order.ts';
import { load, placed, type Tables } from './tables.ts';

/** The queries. All but pages in the order of keys look through whole tables, and let other work run meanwhile. */
export function memoryReader(tablesOf: (programId: string) => Result<Tables, StoreError>): RecordReader {
  const answer = async <T>(programId: string, query: (tables: Tables) => T | Promise<T>) => {
    const tables = tablesOf(programId);
    return tables.isErr() ? err(tables.error) : ok(await query(tables.value));
  };
  const read = <T>(programId: string, query: (tables: Tables) => T | Promise<T>): ResultAsync<T, StoreError> =>
    new ResultAsync(answer(programId, query));

  return {
    ...besideReader(read),
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
      read(programId, ({ records }) => page(records.get(kind) ?? none, after, limit, ({ body }) => body !== null)),
    accounts: (programId, after, limit) => read(programId, (tables) => page(tables.accounts, after, limit)),
    memberIds: (programId, after, limit) =>
      read(programId, ({ accounts }) => page(accounts, after, limit).map(({ memberId }) => memberId)),
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
    memberEntries: (programId, memberId, range, limit) =>
      read(programId, (tables) => entriesOfMember(tables, memberId, range, limit)),
    statement: (programId, memberId, below, limit) =>
      read(programId, (tables) =>
        entriesOfMember(tables, memberId, { above: null, below, order: 'newest-first' }, limit),
      ),
    findEntries: (programId, filter, after, limit) =>
      read(programId, async (tables) => findEntries(tables, filter, after, limit)),
    feed: (programId, after, limit) => read(programId, (tables) => feedOf(tables, after, limit)),
    entries: (programId, after, limit) => read(programId, (tables) => entriesAfter(tables, after, limit)),
    nextEntryAt: (programId, from) =>
      read(programId, async ({ feed }) => {
        let first: Instant | null = null;
        const look = ({ postedAt }: StoredEntry) => {
          if (postedAt >= from && (first === null || postedAt < first)) first = postedAt;
        };
        return inTurns(feed, look, () => first);
      }),
    accountSums: (programId, after, limit) =>
      read(programId, async (tables) => {
        const members = page(tables.accounts, after, limit).map((account) => ({ account, sums: emptySums() }));
        return inTurns(
          entriesOf(members, tables),
          ({ sums, entry }) => sums.add(entry),
          () => members.map(({ account, sums }) => ({ account, sums: sums.total().sums })),
        );
      }),
    entrySums: (programId, from, until) =>
      read(programId, async ({ feed }) => {
        const sums = emptySums();
        const look = (entry: StoredEntry) => {
          if (entry.postedAt >= from && entry.postedAt < until) sums.add(entry);
        };
        return inTurns(feed, look, sums.total);
      }),
  };
}

const none: ReadonlyMap<string, StoredRecord> = new Map();

/** The entries that accounts are made of: each may have got more meanwhile. */
function* entriesOf<Member extends { readonly account: StoredAccount }>(members: readonly Member[], tables: Tables) {
  for (const member of members) {
    const { memberId, sequence } = member.account;
    const entries = tables.entries.get(memberId) ?? [];
    for (const entry of entries.slice(0, sequence)) yield { ...member, entry };
  }
}

/** The rest of the member's entries, and those of the members who come next. */
function entriesAfter({ entries }: Tables, after: EntryName | null, limit: number): StoredEntry[] {
  const { memberId, sequence } = after ?? { memberId: '', sequence: 0 };
  const found = (entries.get(memberId) ?? []).slice(sequence, sequence + limit);
  for (const id of keysAbove(entries, memberId)) {
    if (found.length === limit) break;
    found.push(...(entries.get(id) ?? []).slice(0, limit - found.length));
  }
  return found;
}

/** The rows with keys above `after`, in their order, that are `wanted`. */
function page<Row>(
  rows: ReadonlyMap<string, Row>,
  after: string | null,
  limit: number,
  wanted: (row: Row) => boolean = () => true,
): Row[] {
  const found: Row[] = [];
  for (const key of keysAbove(rows, after)) {
    if (found.length === limit) break;
    const row = rows.get(key) as Row;
    if (wanted(row)) found.push(row);
  }
  return found;
}

function entriesOfMember(
  tables: Tables,
  memberId: string,
  { above, below, order }: EntryRange,
  limit: number,
): NotedRow[] {
  const entries = (tables.entries.get(memberId) ?? []).slice(above ?? 0, below === null ? undefined : below - 1);
  return (order === 'oldest-first' ? entries : entries.toReversed())
    .slice(0, limit)
    .map((entry) => noted(tables, entry));
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
