import type { ResultAsync } from 'neverthrow';
import type { MemberId } from '../values/ids.ts';
import type { RecordKind } from './record.ts';
import type { StoreError } from './store-error.ts';

/** Something in the ledger that contradicts itself. */
export interface Finding {
  /** The member whose account, entry or record it is; null for a record that belongs to no member. */
  readonly memberId: MemberId | null;
  /** The entry where it shows; null where it shows in no entry. */
  readonly sequence: number | null;
  /** What is wrong, for people. */
  readonly problem: string;
}

/**
 * What a plugin holds true of records of a kind: `verify` looks whether it is.
 *
 * @remarks The records are read page by page, while others may write. So what a record is compared with is read after
 * it.
 */
export interface Check<R, Reading> {
  /** The kind of record that is looked at; `foldedEntries` for entries. */
  readonly on: RecordKind<R>;
  /** What is wrong with the records of a page; none where all are sound. */
  findings(records: readonly R[], reads: Reading): ResultAsync<readonly Finding[], StoreError>;
}

/** A check of any records. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of checks is of many kinds; each was checked where it was written
export type AnyCheck = Check<any, any>;
