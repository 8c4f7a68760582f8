import type { StoredAccount, StoredEntry, StoredRecord, StoredVersion } from './stored-rows.ts';

/** Names a record. */
export interface RecordName {
  /** The kind of the record. */
  readonly kind: string;
  /** The key of the record within its kind and program. */
  readonly key: string;
  /**
   * Whether others may load it so at the same time, though nobody may write it meanwhile: a record that nearly every
   * transaction reads and hardly any writes. A store that lets one transaction run at a time need not look at it.
   */
  readonly isShared?: true;
}

/** Names a unique value of a kind. */
export interface UniqueName {
  /** The kind of the records. */
  readonly kind: string;
  /** The name of the unique value, such as `phone`. */
  readonly field: string;
  /** The value: at most 400 characters. */
  readonly value: string;
}

/** Names all records of a kind that stand in a list under a value, such as those of an owner. */
export interface ListName {
  /** The kind of the records. */
  readonly kind: string;
  /** The name of the list. */
  readonly list: string;
  /** The value that the records stand under: at most 400 characters. */
  readonly value: string;
}

/** Names all records of a kind with keys in a range, in the order of their UTF-8 bytes. */
export interface RangeName {
  /** The kind of the records. */
  readonly kind: string;
  /** The first key that belongs to it, whether or not it is there. */
  readonly from: string;
  /** The first key after it. */
  readonly until: string;
}

/** Names an entry. */
export interface EntryName {
  /** The member whose entry it is. */
  readonly memberId: string;
  /** The number of the entry within its member, from 1. */
  readonly sequence: number;
}

/** Names the entry that a command of a member wrote. */
export interface CommandName {
  /** The member whom the command is about. */
  readonly memberId: string;
  /** The id of the command, as `StoredEntry.commandKey` keeps it. */
  readonly commandKey: string;
}

/**
 * What a decision asks for. Nothing occurs twice. Naming what does not exist is fine: that is how absence is learned.
 */
export interface LoadRequest {
  /** Versions of the program, by fingerprint. */
  readonly versions: readonly string[];
  /** Accounts, by member. */
  readonly accounts: readonly string[];
  /** Entries, by member and number. */
  readonly entries: readonly EntryName[];
  /** Entries that a command wrote. */
  readonly commands: readonly CommandName[];
  /** Records, by kind and key. */
  readonly records: readonly RecordName[];
  /** Unique values, to learn who holds them. */
  readonly uniques: readonly UniqueName[];
  /**
   * Lists that are loaded whole, records and all; a list of an owner is guarded by the owner's account, which is named
   * too.
   */
  readonly lists: readonly ListName[];
  /**
   * Ranges that are loaded whole, without removed records. What is in one is guarded by another record, which is named
   * too.
   */
  readonly ranges: readonly RangeName[];
}

/** Nothing is asked for. */
export const nothingToLoad = {
  versions: [],
  accounts: [],
  entries: [],
  commands: [],
  records: [],
  uniques: [],
  lists: [],
  ranges: [],
} as const satisfies LoadRequest;

/** What a store found of a request: rows that exist, in any order. Removed records are among them, with a null body. */
export interface LoadedRows {
  /** The request that these rows answer, as it was given: what it names and is not here, is not there. */
  readonly request: LoadRequest;
  /** The versions that were named. */
  readonly versions: readonly StoredVersion[];
  /** The accounts that were named. */
  readonly accounts: readonly StoredAccount[];
  /** Each with the sum of the absolute deltas of the reversals that refer to it. */
  readonly entries: readonly { readonly entry: StoredEntry; readonly reversed: number }[];
  /** The entries that the named commands wrote. */
  readonly commands: readonly StoredEntry[];
  /** The records that were named. */
  readonly records: readonly StoredRecord[];
  /** Who holds a unique value: the key of its record. */
  readonly uniques: readonly (UniqueName & { readonly key: string })[];
  /** The records of the named lists, each with the list in which it stands. */
  readonly lists: readonly (ListName & { readonly record: StoredRecord })[];
  /** The records of the named ranges, each with the range in which it is. */
  readonly ranges: readonly (RangeName & { readonly record: StoredRecord })[];
}
