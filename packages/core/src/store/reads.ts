import { err, ok, okAsync, type Result, ResultAsync } from 'neverthrow';
import { type Loaded, removedRecord } from '../kernel/draft/loaded.ts';
import type { AnyRecordKind, KindsByName, RecordKind, Ref } from '../kernel/record.ts';
import { type StoreError, storeError } from '../kernel/store-error.ts';
import { StoreFailure } from '../kernel/store-failure.ts';
import { wantedOf } from '../kernel/draft/wanted.ts';
import type { Account } from '../ledger/account.ts';
import type { Entry, EntryCause, EntryKind, EntryLine, ShownLine } from '../ledger/entry.ts';
import { accounts } from '../ledger/ledger-kinds.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { StoredProgram } from '../program/program.ts';
import type { MemberId, ProgramId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { accountOfRow, memberOfRow, soundMemberOfRow } from './account-rows.ts';
import { checkNote, entryOfRow, lineOfRow, shownOfRow, soundEntryOfRow } from './entry-rows.ts';
import type { EntryName, ListName } from './load-request.ts';
import { nothingToLoad } from './load-request.ts';
import { checkSeals, loadedFrom, requestOf } from './loaded-records.ts';
import type { EntryPosition, EntrySearch, FeedPlace, Place, RecordReader } from './record-reader.ts';
import { checkRow, placesOf, recordOfRow, soundRecordOfRow, soundVersionOfRow, versionOfRow } from './record-rows.ts';

import type { ListPlace, StoredAccount, StoredEntry, StoredNote, StoredRecord, StoredVersion } from './stored-rows.ts';
import type { SumRow } from './sum-rows.ts';

/** A read of a program's ledger. */
type Read<Value> = ResultAsync<Value, StoreError>;

/**
 * What is committed of a program's ledger, for queries and streams.
 *
 * @remarks Each call is of one moment, locks nothing, and sees every commit that was acknowledged before it began.
 * Pages are read by key, so a deep page costs what the first one does; texts are in order of their UTF-8 bytes. Every
 * read fails with the errors of the store only.
 */
export interface Reads {
  /** The same reads, which answer `store-corrupt` for each row that is not as it was written. */
  strict(): Reads;
  /** The same reads over other queries of the store. */
  over(rows: RecordReader): Reads;
  /** These reads on a replica, for what may be a little old; null where none is near enough. Left out elsewhere. */
  readonly replica?: (() => Promise<Reads | null>) | undefined;
  /** For reads on a replica: all that was acknowledged by then is there. */
  readonly asOf?: Instant | undefined;
  /** Turns rows into records, where they are as they were written. */
  readonly sound: SoundRows;
  /** The record under a key; null where there is none, or where it was removed. */
  get<R>(kind: RecordKind<R>, key: string): Read<R | null>;
  /** A record with all of other kinds whose keys begin with a text that ends with a blank: of one moment. */
  whole<R, const Kinds extends readonly AnyRecordKind[]>(
    kind: RecordKind<R>,
    key: string,
    parts: Kinds,
    prefix: string,
  ): Read<{ readonly record: R | null; readonly parts: PartsOf<Kinds> }>;
  /** The record that holds a unique value; null where none does. */
  find<R>(kind: RecordKind<R>, index: string, value: string): Read<R | null>;
  /** A page of a list, after a place (null: from the first). The list `owner` has the records of the member `value`. */
  list<R>(kind: RecordKind<R>, list: Omit<ListName, 'kind'>, after: Place | null, limit: number): Read<R[]>;
  /** A page of all records of a kind, in order of key, with keys above `after` (null: from the first). */
  page<R>(kind: RecordKind<R>, after: string | null, limit: number): Read<R[]>;
  /** All versions of the program that were ever stored, in any order. */
  versions(): Read<StoredProgram[]>;
  /** A member's account, without what the rules need of the past; null where nobody is enrolled under the id. */
  account(memberId: MemberId): Read<Account | null>;
  /** Ids of members above `after` (null: from the first), in their order. */
  memberIds(after: MemberId | null, limit: number): Read<readonly MemberId[]>;
  /** Members with something to lapse at or before an instant: longest due first, then by member id. */
  due(now: Instant, limit: number): Read<readonly MemberId[]>;
  /** A member's entries with a number below one (null: from the newest), newest first. */
  statement(memberId: MemberId, below: number | null, limit: number): Read<ShownLine[]>;
  /** A member's entries with a number above one, oldest first. */
  history(memberId: MemberId, above: number, limit: number): Read<Entry[]>;
  /** Entries of all members that match all that is given: newest `postedAt` first, then by member, newest first. */
  findEntries(filter: EntrySearch, after: EntryPosition | null, limit: number): Read<EntryLine[]>;
  /**
   * Entries after a place (null: from the first) in the order of the feed: by position, then member, then sequence.
   * `null` when the ledger does not have the entry at that place: it was restored to a time before it.
   */
  feed(after: FeedPlace | null, limit: number): Read<FedLine[] | null>;
  /** Entries of all members after one (null: from the first), by member id, then oldest first. */
  entries(after: EntryName | null, limit: number): Read<Entry[]>;
  /** When the first entry was posted at or after an instant; null where none was. */
  nextEntryAt(from: Instant): Read<Instant | null>;
  /** Members with an id above `after` (null: from the first), each with the sums of all entries: of one moment. */
  memberTotals(after: MemberId | null, limit: number): Read<MemberTotals[]>;
  /** The sums of the entries of all members that were posted at or after `from` and before `until`: of one moment. */
  entryTotals(from: Instant, until: Instant): Read<EntryTotals>;
}

/** The records of some kinds, kind by kind. */
export type PartsOf<Kinds extends readonly AnyRecordKind[]> = {
  readonly [Index in keyof Kinds]: Kinds[Index] extends RecordKind<infer Part> ? readonly Part[] : never;
};

/** How rows are read that must be as they were written: a damaged one throws a `StoreFailure`. */
export interface SoundRows {
  /** A record of a kind. */
  record(kind: AnyRecordKind, row: StoredRecord): unknown;
  /** Nothing; it throws where a row is not as it was written, also where nothing is known of its kind but the name. */
  row(row: StoredRecord): void;
  /** A member's account. */
  member(row: StoredAccount): MemberRecord;
  /** An entry. */
  entry(row: StoredEntry): Entry;
  /** A version of the rules. */
  version(row: StoredVersion): StoredProgram;
  /** Nothing; it throws where the note beside an entry is not the one that was written with it. */
  note(row: StoredEntry, note: StoredNote | null): void;
  /** Where a record stands in lists, by the list. */
  places(kind: AnyRecordKind, record: unknown): Readonly<Record<string, ListPlace>>;
}

/** An entry with its place in the feed. */
export interface FedLine extends EntryLine {
  /** A whole number that never falls; what was written together may share one. */
  readonly position: number;
}

/** Entries of one kind and cause, summed. */
export interface EntrySum extends SumRow {
  /** The kind of the entries. */
  readonly kind: EntryKind;
  /** What made the entries. */
  readonly cause: EntryCause;
}

/** A member's account, and the sums of all entries of the member's, in no particular order. */
export interface MemberTotals {
  /** The member's account. */
  readonly account: Account;
  /** One item for each kind and cause that occurs. */
  readonly sums: readonly EntrySum[];
}

/** The sums of some entries, in no particular order, and how many members they belong to. */
export interface EntryTotals {
  /** How many members the entries belong to. */
  readonly members: number;
  /** One item for each kind and cause that occurs. */
  readonly sums: readonly EntrySum[];
}

/** Reads a program's ledger from a store of rows. */
export function readsOf(rows: RecordReader, programId: ProgramId, kinds: KindsByName, isStrict = false): Reads {
  const { record, member, account: accountFrom, entry: entryFrom, version } = isStrict ? strictly : trustingly;
  const lookAt = <Value>(refs: readonly Ref[], answer: (loaded: Loaded) => Value): Read<Value> => {
    const wanted = wantedOf(refs);
    return decoded(rows.load(programId, requestOf(wanted)), (loaded) => {
      if (isStrict) checkSeals(loaded, kinds);
      return answer(loadedFrom(loaded, wanted, kinds));
    });
  };
  const look = (ref: Ref): Read<unknown> => lookAt([ref], (loaded) => valueIn(loaded, ref));
  const get = <R>(kind: RecordKind<R>, key: string) => look(kind.at(key)) as Read<R | null>;
  return {
    sound: strictly,
    strict: () => readsOf(rows, programId, kinds, true),
    over: (others) => readsOf(others, programId, kinds, isStrict),
    get,
    whole: (kind, key, parts, prefix) =>
      lookAt([kind.at(key), ...parts.map((part) => part.within(prefix))], (loaded) => ({
        record: valueIn(loaded, kind.at(key)) as never,
        parts: parts.map((part) =>
          (valueIn(loaded, part.within(prefix)) as readonly string[]).map((each) => valueIn(loaded, part.at(each))),
        ) as never,
      })),
    find: (kind, index, value) =>
      look(kind.by(index, value)).andThen((key) => (key === null ? okAsync(null) : get(kind, key as string))),
    list: (kind, list, after, limit) =>
      decodedRows(rows.list(programId, { kind: kind.kind, ...list }, after, limit), (each) =>
        record(kind, each.record),
      ),
    page: (kind, after, limit) =>
      kind.kind === accounts.kind
        ? decodedRows(rows.accounts(programId, after, limit), member)
        : decodedRows(rows.records(programId, kind.kind, after, limit), (row) => record(kind, row)),
    versions: () => decodedRows(rows.versions(programId), version),
    account: (memberId) =>
      decoded(rows.load(programId, { ...nothingToLoad, accounts: [memberId] }), ({ accounts: [row] }) =>
        row === undefined ? null : accountFrom(row),
      ),
    memberIds: (after, limit) => rows.memberIds(programId, after, limit) as never,
    due: (now, limit) => rows.due(programId, now, limit) as never,
    statement: (memberId, below, limit) => decodedRows(rows.statement(programId, memberId, below, limit), shownOfRow),
    history: (memberId, above, limit) =>
      decodedRows(
        rows.memberEntries(programId, memberId, { above, below: null, order: 'oldest-first' }, limit),
        ({ entry }) => entryFrom(entry),
      ),
    findEntries: (filter, after, limit) => decodedRows(rows.findEntries(programId, filter, after, limit), lineOfRow),
    feed: (after, limit) =>
      decoded(
        rows.feed(programId, after, limit),
        (found) => found && found.map((row) => Object.assign(lineOfRow(row), { position: row.position })),
      ),
    entries: (after, limit) => decodedRows(rows.entries(programId, after, limit), entryFrom),
    nextEntryAt: (from) => rows.nextEntryAt(programId, from),
    memberTotals: (after, limit) =>
      decodedRows(rows.accountSums(programId, after, limit), ({ account, sums }) => ({
        account: accountFrom(account),
        sums: sums as readonly EntrySum[],
      })),
    entryTotals: (from, until) => rows.entrySums(programId, from, until) as never,
  };
}

/** What is asked for, as it was loaded; null where it is not there, or was removed. */
function valueIn(loaded: Loaded, { shelf, key }: Ref): unknown {
  const there = loaded.get(shelf)?.get(key) ?? null;
  return there === removedRecord ? null : there;
}

/** How rows are read: as they are, or only as they were written. */
const trustingly = {
  record: recordOfRow,
  member: memberOfRow,
  account: accountOfRow,
  entry: entryOfRow,
  version: versionOfRow,
};
const strictly: SoundRows & Pick<typeof trustingly, 'account'> = {
  record: soundRecordOfRow,
  row: checkRow,
  member: soundMemberOfRow,
  account: (row) => soundMemberOfRow(row).account,
  entry: soundEntryOfRow,
  version: soundVersionOfRow,
  note: checkNote,
  places: placesOf,
};

/** Decodes what was read; a row that this library cannot read is a failure of the store. */
function decoded<Rows, Value>(read: Read<Rows>, decode: (rows: Rows) => Value): Read<Value> {
  // One step that waits, not a chain of results: each link would cost a part of a lookup.
  const decodeLater = (found: Result<Rows, StoreError>): Result<Value, StoreError> => {
    if (found.isErr()) return err(found.error);
    try {
      return ok(decode(found.value));
    } catch (thrown) {
      if (thrown instanceof StoreFailure) return err(storeError(thrown));
      throw thrown;
    }
  };
  return new ResultAsync(read.then(decodeLater) as Promise<Result<Value, StoreError>>);
}

function decodedRows<Row>(read: Read<readonly Row[]>, decode: (row: Row) => unknown): Read<never> {
  return decoded(read, (rows) => rows.map((row) => decode(row))) as Read<never>;
}
