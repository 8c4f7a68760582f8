import type { Instant } from '../values/instant.ts';

/**
 * A member's account as a store keeps it. The figures are columns, so that a row that contradicts itself can be
 * refused; the rest is text of core.
 *
 * @remarks Figures are whole numbers from −(2^53 − 1) to 2^53 − 1. `balance = lotPoints + held − debt`, and `debt` or
 * `lotPoints` is 0. Instants are milliseconds from 0 (1970) to 253402300799999 (the end of 9999).
 */
export interface StoredAccount {
  /** The id of the member: 1 to 128 bytes of UTF-8. */
  readonly memberId: string;
  /** The number of the member's last entry; 0 before the first. */
  readonly sequence: number;
  /** The balance in points; below 0 in debt. */
  readonly balance: number;
  /** The points in all lots; 0 or more. */
  readonly lotPoints: number;
  /** The points in all open holds; 0 or more. */
  readonly held: number;
  /** Points that the member owes; 0 or more. */
  readonly debt: number;
  /** When the last entry was posted. */
  readonly lastInstant: Instant;
  /** When a sweep must look at it again; null for never. */
  readonly dueAt: Instant | null;
  /** The format of both texts. */
  readonly format: number;
  /** Text of core: lots, holds and what else the account holds. */
  readonly account: string;
  /** Text of core: what rules need of the member's past. */
  readonly activity: string;
}

/**
 * An entry as a store keeps it. Entries are never changed. `kind`, `cause` and `referenceType` are words: see
 * `StoredRecord`.
 */
export interface StoredEntry {
  /** The member whose balance it changes. */
  readonly memberId: string;
  /** The number of the entry within its member: 1, 2, 3 … without gaps. */
  readonly sequence: number;
  /** What sort of change it is; a word. */
  readonly kind: string;
  /** What made the entry; a word. */
  readonly cause: string;
  /** Signed change of the balance, in points. */
  readonly delta: number;
  /** The balance after this entry. */
  readonly balanceAfter: number;
  /** When it was written; never before the member's previous entry. */
  readonly postedAt: Instant;
  /** The date in business terms. */
  readonly effectiveAt: Instant;
  /** Who or what made it. */
  readonly actor: string;
  /** What `referenceId` names; a word. Null where the entry names nothing. */
  readonly referenceType: string | null;
  /** The id of what the entry is about; null where it names nothing. */
  readonly referenceId: string | null;
  /** What of it; null where there is no more to say. */
  readonly referenceDetail: string | null;
  /** The format of `effect`, from 1. */
  readonly format: number;
  /** Text of core: how lots, holds and debt change. */
  readonly effect: string;
  /** The fingerprint of the program's version. */
  readonly version: string;
  /** The id of the command that wrote it, unique within the member; null where the entry is not found by one. */
  readonly commandKey: string | null;
  /** A digest of what the command asked for; null where `commandKey` is null. */
  readonly commandFingerprint: string | null;
}

/** The free texts beside an entry: at most one row for each entry. */
export interface StoredNote {
  /** The member whose entry it stands beside. */
  readonly memberId: string;
  /** The number of that entry. */
  readonly sequence: number;
  /** Why, for staff; null where nothing is said. At most 2,000 characters. */
  readonly reason: string | null;
  /** Why, for the customer; null where nothing is said. At most 2,000 characters. */
  readonly comment: string | null;
}

/** What people are shown of an entry: not what it does to lots, nor by which rules and command. */
export type ShownEntry = Omit<StoredEntry, 'effect' | 'version' | 'commandKey' | 'commandFingerprint'>;

/** An entry as people are shown it, and its note; null where it has none. A store may answer with more of the entry. */
export interface ShownRow {
  /** The entry. */
  readonly entry: ShownEntry;
  /** Its note; null where it has none. */
  readonly note: StoredNote | null;
}

/**
 * A record of any other kind.
 *
 * @remarks `kind`, and the names of unique values and lists, are words: 1 to 40 characters of a–z, A–Z and `-`. There
 * are few of them, so a store may keep a number for each. `body` is text of core; null where the record was removed.
 */
export interface StoredRecord {
  /** The kind of the record; a word. */
  readonly kind: string;
  /** The key within its kind and program: at most 400 characters. */
  readonly key: string;
  /** The format of `body`, from 1. */
  readonly format: number;
  /** Text of core; null where the record was removed. */
  readonly body: string | null;
  /**
   * The fingerprint of a version of the program that the record names; left out where it names none. There are few of
   * them, so a store may keep a number for each.
   */
  readonly version?: string;
}

/** A version of a program: its fingerprint and its text. It is never changed. */
export interface StoredVersion {
  /** The fingerprint of the rules. */
  readonly version: string;
  /** The rules as JSON text. */
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
  /** The name of the unique value. */
  readonly field: string;
  /** The value that is given up; null where there was none. */
  readonly from: string | null;
  /** The value that is taken; null where there is none. */
  readonly to: string | null;
}

/** A place in a list that changes: null where there is none. */
export interface PlaceChange {
  /** The name of the list. */
  readonly list: string;
  /** The place that is left; null where there was none. */
  readonly from: ListPlace | null;
  /** The place that is taken; null where there is none. */
  readonly to: ListPlace | null;
}

/** An account that a change writes. */
export interface AccountChange {
  /** Whether the store has no account of the member yet. */
  readonly isNew: boolean;
  /** The due instant before; undefined where the account is new. */
  readonly dueWas: Instant | null | undefined;
  /** The account as it becomes. */
  readonly account: StoredAccount;
}

/** A record that a change writes, with what it is found by. */
export interface RecordChange {
  /** Whether the store has no record under the key yet. */
  readonly isNew: boolean;
  /** The record as it becomes. */
  readonly record: StoredRecord;
  /** The unique values that change. */
  readonly uniques: readonly UniqueChange[];
  /** The places in lists that change. */
  readonly places: readonly PlaceChange[];
}

/**
 * What one commit writes.
 *
 * @remarks An account or a record occurs once. Entries of one member follow each other without a gap and begin after
 * the last one that is stored. All `from` values of `uniques` are given up before any `to` is taken.
 */
export interface StoredChanges {
  /** Versions of the program to add. */
  readonly versions: readonly StoredVersion[];
  /** Accounts to add or to change. */
  readonly accounts: readonly AccountChange[];
  /** Records to add, to change or to remove. */
  readonly records: readonly RecordChange[];
  /** Entries to append. */
  readonly entries: readonly StoredEntry[];
  /** Notes to append, each beside an entry of the same change. */
  readonly notes: readonly StoredNote[];
}

/** Nothing is written. */
export const nothingToStore: StoredChanges = { versions: [], accounts: [], records: [], entries: [], notes: [] };
