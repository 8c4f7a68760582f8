import type { EntryCause, EntryKind } from '../ledger/entry.ts';
import type { Instant } from '../values/instant.ts';
import type { Account } from '../ledger/account.ts';

/** Entries of one kind and cause, summed. */
export interface EntrySum {
  readonly kind: EntryKind;
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
  readonly account: Account;
  readonly sums: readonly EntrySum[];
}

/** The sums of some entries, in no particular order, and how many members they belong to. */
export interface EntryTotals {
  readonly members: number;
  readonly sums: readonly EntrySum[];
}
