import type { EntryCause, EntryKind } from '../ledger/entry.ts';
import type { Instant } from '../values/instant.ts';
import type { Account } from '../ledger/account.ts';

/** Entries of one kind and cause, summed. */
export interface EntrySum {
  /** The kind of the entries. */
  readonly kind: EntryKind;
  /** What made the entries. */
  readonly cause: EntryCause;
  /** How many they are; more than 0. */
  readonly entries: number;
  /** The sum of their deltas; where it passes 2^53 − 1, a figure that is no safe integer. */
  readonly points: number;
  /** When the last of them was posted. */
  readonly lastAt: Instant;
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
