import type { Instant } from '../values/instant.ts';

/**
 * A member's account as a store keeps it. The figures are columns, so that a row that contradicts itself can be refused;
 * the rest is text of core.
 *
 * @remarks Figures are whole numbers from −(2^53 − 1) to 2^53 − 1. `balance = lotPoints + held − debt`, and `debt` or
 * `lotPoints` is 0. Instants are milliseconds from 0 (1970) to 253402300799999 (the end of 9999).
 */
export interface StoredAccount {
  readonly memberId: string;
  readonly sequence: number;
  readonly balance: number;
  readonly lotPoints: number;
  readonly held: number;
  readonly debt: number;
  readonly lastInstant: Instant;
  /** When a sweep must look at it again; null for never. */
  readonly dueAt: Instant | null;
  /** The format of both texts. */
  readonly format: number;
  readonly account: string;
  readonly activity: string;
}

/** An entry as a store keeps it. Entries are never changed. `kind`, `cause` and `referenceType` are words: see `StoredRecord`. */
export interface StoredEntry {
  readonly memberId: string;
  readonly sequence: number;
  readonly kind: string;
  readonly cause: string;
  readonly delta: number;
  readonly balanceAfter: number;
  readonly postedAt: Instant;
  readonly effectiveAt: Instant;
  readonly actor: string;
  readonly referenceType: string | null;
  readonly referenceId: string | null;
  readonly referenceDetail: string | null;
  readonly format: number;
  readonly effect: string;
  /** The fingerprint of the program's version. */
  readonly version: string;
  readonly commandKey: string | null;
  readonly commandFingerprint: string | null;
}

/** The free texts beside an entry: at most one row for each entry. */
export interface StoredNote {
  readonly memberId: string;
  readonly sequence: number;
  readonly reason: string | null;
  readonly comment: string | null;
}

/**
 * A record of any other kind.
 *
 * @remarks `kind`, and the names of unique values and lists, are words: 1 to 40 characters of a–z, A–Z and `-`. There
 * are few of them, so a store may keep a number for each. `body` is text of core; null where the record was removed.
 */
export interface StoredRecord {
  readonly kind: string;
  readonly key: string;
  readonly format: number;
  readonly body: string | null;
}

/** A version of a program: its fingerprint and its text. It is never changed. */
export interface StoredVersion {
  readonly version: string;
  readonly definition: string;
}

/** A record's place in a list. Places are in ascending order of rank, then of the key's UTF-8 bytes. */
export interface ListPlace {
  /** Which list of that name: a state, an owner, an email; at most 400 characters. */
  readonly value: string;
  /** A whole number from −(2^53 − 1) to 2^53 − 1. */
  readonly rank: number;
}

/** A unique value that changes hands: null where there is none. */
export interface UniqueChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A place in a list that changes: null where there is none. */
export interface PlaceChange {
  readonly list: string;
  readonly from: ListPlace | null;
  readonly to: ListPlace | null;
}

/** An account that a change writes. */
export interface AccountChange {
  readonly isNew: boolean;
  /** The due instant before; undefined where the account is new. */
  readonly dueWas: Instant | null | undefined;
  readonly account: StoredAccount;
}

/** A record that a change writes, with what it is found by. */
export interface RecordChange {
  readonly isNew: boolean;
  readonly record: StoredRecord;
  readonly uniques: readonly UniqueChange[];
  readonly places: readonly PlaceChange[];
}

/**
 * What one commit writes.
 *
 * @remarks An account or a record occurs once. Entries of one member follow each other without a gap and begin after the
 * last one that is stored. All `from` values of `uniques` are given up before any `to` is taken.
 */
export interface StoredChanges {
  readonly versions: readonly StoredVersion[];
  readonly accounts: readonly AccountChange[];
  readonly records: readonly RecordChange[];
  readonly entries: readonly StoredEntry[];
  readonly notes: readonly StoredNote[];
}

/** Nothing is written. */
export const nothingToStore: StoredChanges = { versions: [], accounts: [], records: [], entries: [], notes: [] };
