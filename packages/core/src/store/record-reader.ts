import type { ResultAsync } from 'neverthrow';
import type { StoreError } from '../kernel/store-error.ts';
import type { ProgramId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { AccountSums, EntrySums } from './sum-rows.ts';
import type { EntryName, ListName, LoadedRows, LoadRequest } from './load-request.ts';
import type {
  ListPlace,
  ShownRow,
  StoredAccount,
  StoredEntry,
  StoredNote,
  StoredRecord,
  StoredVersion,
} from './stored-rows.ts';

/**
 * Queries over what is committed.
 *
 * @remarks Each call is of one moment. Pages are read by key, so a deep page costs what the first one does; texts are
 * in order of their UTF-8 bytes. Every read sees each commit that was acknowledged before it began.
 */
export interface RecordReader {
  /** Reads what a request names, without locks. */
  load(programId: ProgramId, request: LoadRequest): ResultAsync<LoadedRows, StoreError>;
  /** What time it is in the database; left out where the store has no clock of its own, such as a file. */
  readonly time?: (() => ResultAsync<Instant, StoreError>) | undefined;
  /** Programs that have a version here, in any order; left out where the store cannot tell. */
  readonly programIds?: ((limit: number) => ResultAsync<readonly string[], StoreError>) | undefined;
  /**
   * The same queries, which know no more of the names that rows have numbers for than the tables say now, for `verify`:
   * a process that runs for long may know them from before they were changed. Left out where each row has its names
   * itself.
   */
  readonly anew?: (() => RecordReader) | undefined;
  /** Versions of all programs, in any order, for `verify`; left out where rows have the ids of programs themselves. */
  readonly programs?: ((limit: number) => ResultAsync<readonly VersionOfProgram[], StoreError>) | undefined;
  /** A record of each kind that a program has, in any order, for `verify`; left out where rows have their kinds. */
  readonly kinds?: ((programId: ProgramId) => ResultAsync<readonly StoredRecord[], StoreError>) | undefined;
  /** Notes, for `verify`; this and the next four are left out where the store cannot tell. */
  readonly notes?: BesideReader['notes'] | undefined;
  /** Unique values and the records that have them, for `verify`. */
  readonly uniques?: BesideReader['uniques'] | undefined;
  /** Positions of entries, for `verify`; left out where they follow from the order in which entries are kept. */
  readonly positions?: BesideReader['positions'] | undefined;
  /** Places in lists and the records that stand there, for `verify`. */
  readonly places?: BesideReader['places'] | undefined;
  /** Whether places are there, for `verify`. */
  readonly standing?: BesideReader['standing'] | undefined;
  /** All versions of a program, in any order. */
  versions(programId: ProgramId): ResultAsync<readonly StoredVersion[], StoreError>;
  /** A page of a list, after a place (null: from the first). Removed records stand in no list. */
  list(
    programId: ProgramId,
    list: ListName,
    after: Place | null,
    limit: number,
  ): ResultAsync<readonly PlacedRecord[], StoreError>;
  /** A page of a kind, in order of key, with keys above `after` (null: from the first); without removed records. */
  records(
    programId: ProgramId,
    kind: string,
    after: string | null,
    limit: number,
  ): ResultAsync<readonly StoredRecord[], StoreError>;
  /** A page of accounts, in order of member id, with ids above `after` (null: from the first). */
  accounts(
    programId: ProgramId,
    after: string | null,
    limit: number,
  ): ResultAsync<readonly StoredAccount[], StoreError>;
  /** Their member ids alone, in the same way. */
  memberIds(programId: ProgramId, after: string | null, limit: number): ResultAsync<readonly string[], StoreError>;
  /** How many accounts the program has. */
  countAccounts(programId: ProgramId): ResultAsync<number, StoreError>;
  /** Members whose account is due at or before an instant: longest due first, then by member id. */
  due(programId: ProgramId, now: Instant, limit: number): ResultAsync<readonly string[], StoreError>;
  /** A member's entries within a range of sequence numbers, both bounds exclusive. */
  memberEntries(
    programId: ProgramId,
    memberId: string,
    range: EntryRange,
    limit: number,
  ): ResultAsync<readonly NotedRow[], StoreError>;
  /** A member's entries with a number below one (null: from the newest), newest first, as people are shown them. */
  statement(
    programId: ProgramId,
    memberId: string,
    below: number | null,
    limit: number,
  ): ResultAsync<readonly ShownRow[], StoreError>;
  /**
   * Entries of all members that match everything given: newest `postedAt` first, then by member id, then newest first.
   * Those of one member come in the order of their sequence, newest first.
   */
  findEntries(
    programId: ProgramId,
    filter: EntrySearch,
    after: EntryPosition | null,
    limit: number,
  ): ResultAsync<readonly NotedRow[], StoreError>;
  /**
   * Entries after a place in the order of the feed: by position, then member, then sequence. A member's own come in
   * their sequence, and none ever comes to stand before one that was given out. `null` when the ledger does not have
   * the entry at that place: it was restored to a time before it.
   */
  feed(
    programId: ProgramId,
    after: FeedPlace | null,
    limit: number,
  ): ResultAsync<readonly (NotedRow & { readonly position: number })[] | null, StoreError>;
  /** Entries of all members after one (null: from the first), by member id, then oldest first. */
  entries(
    programId: ProgramId,
    after: EntryName | null,
    limit: number,
  ): ResultAsync<readonly StoredEntry[], StoreError>;
  /** When the first entry was posted at or after an instant; null where none was. */
  nextEntryAt(programId: ProgramId, from: Instant): ResultAsync<Instant | null, StoreError>;
  /** A page of accounts as `accounts` reads it, each with the sums of all its entries: of one moment. */
  accountSums(
    programId: ProgramId,
    after: string | null,
    limit: number,
  ): ResultAsync<readonly AccountSums[], StoreError>;
  /** The sums of the entries of all members that were posted at or after `from` and before `until`: of one moment. */
  entrySums(programId: ProgramId, from: Instant, until: Instant): ResultAsync<EntrySums, StoreError>;
}

/** A version, and the program that it stands under. */
export interface VersionOfProgram extends StoredVersion {
  /** The id of that program; null where the database has none of its number. */
  readonly programId: string | null;
}

/** Queries over what stands beside entries and records. Each call is of one moment. */
export interface BesideReader {
  /** A page of the notes beside entries after one (null: from the first), by member id, then by sequence. */
  notes(programId: ProgramId, after: EntryName | null, limit: number): ResultAsync<readonly StoredNote[], StoreError>;
  /** A page of the places of entries in the feed, after one (null: from the first), by member id, then by sequence. */
  positions?(programId: ProgramId, after: EntryName | null, limit: number): ResultAsync<FeedPlace[], StoreError>;
  /** A page of the unique values of a kind, after one (null: from the first), in an order of the store's own. */
  uniques(
    programId: ProgramId,
    kind: string,
    after: HeldValue | null,
    limit: number,
  ): ResultAsync<readonly HeldValue[], StoreError>;
  /** A page of the places of a kind in lists, after one (null: from the first), in an order of the store's own. */
  places(
    programId: ProgramId,
    kind: string,
    after: HeldPlace | null,
    limit: number,
  ): ResultAsync<readonly HeldPlace[], StoreError>;
  /** Those of some places of a kind that are there, in any order. */
  standing(
    programId: ProgramId,
    kind: string,
    places: readonly HeldPlace[],
  ): ResultAsync<readonly HeldPlace[], StoreError>;
}

/** A unique value, and the record that has it. */
export interface HeldValue {
  /** The name of the unique value. */
  readonly field: string;
  /** The value. */
  readonly value: string;
  /** The key of the record. */
  readonly key: string;
}

/** A place in a list, and the record that stands there. */
export interface HeldPlace extends ListPlace {
  /** The name of the list. */
  readonly list: string;
  /** The key of the record. */
  readonly key: string;
}

/** A place in a list. */
export interface Place {
  /** The rank of the record in the list. */
  readonly rank: number;
  /** The key of the record; it orders records of the same rank. */
  readonly key: string;
}

/** A record and its rank in a list. */
export interface PlacedRecord {
  /** The rank of the record in the list. */
  readonly rank: ListPlace['rank'];
  /** The record. */
  readonly record: StoredRecord;
}

/** Which entries of a member; null for no bound. */
export interface EntryRange {
  /** Sequence numbers greater than this; null for no bound. */
  readonly above: number | null;
  /** Sequence numbers less than this; null for no bound. */
  readonly below: number | null;
  /** The order of the entries, by sequence number. */
  readonly order: 'oldest-first' | 'newest-first';
}

/** An entry with its note; null where it has none. */
export interface NotedRow {
  /** The entry. */
  readonly entry: StoredEntry;
  /** Its note; null where it has none. */
  readonly note: StoredNote | null;
}

/** What is left out does not filter. */
export interface EntrySearch {
  /** The member whose entries they are. */
  readonly memberId?: string;
  /** Entries of one of these kinds. */
  readonly kinds?: readonly string[];
  /** Entries of one of these causes. */
  readonly causes?: readonly string[];
  /** Entries that this actor made. */
  readonly actor?: string;
  /** Entries that are about this. */
  readonly reference?: { readonly type: string; readonly id: string };
  /** postedAt, from inclusive, until exclusive. */
  readonly from?: Instant;
  /** The end of `postedAt`; exclusive. */
  readonly until?: Instant;
  /** Text within the reason, letter case of A to Z ignored. */
  readonly reason?: string;
}

/** The last entry of a page of `findEntries`. */
export interface EntryPosition extends EntryName {
  /** When that entry was posted. */
  readonly postedAt: Instant;
}

/** The last entry of a page of the feed. `position` is a whole number that never falls; entries may share one. */
export interface FeedPlace extends EntryName {
  /** The place of the entry in the feed. */
  readonly position: number;
}
