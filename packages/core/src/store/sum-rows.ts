import type { Instant } from '../values/instant.ts';
import type { StoredAccount } from './stored-rows.ts';

/** Entries of one kind and cause, summed. */
export interface SumRow {
  /** The kind of the entries. */
  readonly kind: string;
  /** The cause of the entries. */
  readonly cause: string;
  /** How many they are; more than 0. */
  readonly entries: number;
  /** The sum of their deltas; where it passes 2^53 − 1, a figure that is no safe integer. */
  readonly points: number;
  /** When the last of them was posted. */
  readonly lastAt: Instant;
}

/** An account, and the sums of all its entries, in no particular order. */
export interface AccountSums {
  /** The account. */
  readonly account: StoredAccount;
  /** One item for each kind and cause that occurs. */
  readonly sums: readonly SumRow[];
}

/** The sums of some entries, in no particular order, and how many members they belong to. */
export interface EntrySums {
  /** How many members the entries belong to. */
  readonly members: number;
  /** One item for each kind and cause that occurs. */
  readonly sums: readonly SumRow[];
}
