import type { StoredAccount, StoredEntry, StoredRecord, StoredVersion } from './stored.ts';

/** Names a record. */
export interface RecordName {
  readonly kind: string;
  readonly key: string;
}

/** Names a unique value of a kind. */
export interface UniqueName {
  readonly kind: string;
  readonly field: string;
  readonly value: string;
}

/** Names all records of a kind that stand in a list under a value, such as those of an owner. */
export interface ListName {
  readonly kind: string;
  readonly list: string;
  readonly value: string;
}

/** Names an entry. */
export interface EntryName {
  readonly memberId: string;
  readonly sequence: number;
}

/** Names the entry that a command of a member wrote. */
export interface CommandName {
  readonly memberId: string;
  readonly commandKey: string;
}

/** What a decision asks for. Nothing occurs twice. Naming what does not exist is fine: that is how absence is learned. */
export interface LoadRequest {
  readonly versions: readonly string[];
  readonly accounts: readonly string[];
  readonly entries: readonly EntryName[];
  readonly commands: readonly CommandName[];
  readonly records: readonly RecordName[];
  readonly uniques: readonly UniqueName[];
  /** Lists that are loaded whole, records and all; a list of an owner is guarded by the owner's account, which is named too. */
  readonly lists: readonly ListName[];
}

/** Nothing is asked for. */
export const nothingToLoad: LoadRequest = {
  versions: [],
  accounts: [],
  entries: [],
  commands: [],
  records: [],
  uniques: [],
  lists: [],
};

/** What a store found of a request: rows that exist, in any order. Removed records are among them, with a null body. */
export interface LoadedRows {
  readonly versions: readonly StoredVersion[];
  readonly accounts: readonly StoredAccount[];
  /** Each with the sum of the absolute deltas of the reversals that refer to it. */
  readonly entries: readonly { readonly entry: StoredEntry; readonly reversed: number }[];
  readonly commands: readonly StoredEntry[];
  readonly records: readonly StoredRecord[];
  /** Who holds a unique value: the key of its record. */
  readonly uniques: readonly (UniqueName & { readonly key: string })[];
  readonly lists: readonly (ListName & { readonly record: StoredRecord })[];
}
