import type { Balance } from '../ledger/account.ts';
import type { MemberId } from '../model/ids.ts';
import type { ProfileRecord } from '../records/member.ts';
import type { NotedEntry } from '../ports/ledger-reader.ts';


/** A member's profile and balance. */
export interface Member {
  readonly profile: ProfileRecord;
  readonly version: number;
  readonly balance: Balance;
}

/** One page of records; `next` is null on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** One line of a statement, newest first; `entry.balanceAfter` is the running balance. */
export type StatementLine = NotedEntry;

/** What a sweep did. */
export interface SweepReceipt {
  /** Members that had something due. */
  readonly members: number;
  readonly entries: number;
  /** Whether more is due than the limit let through. */
  readonly more: boolean;
}

/** What checking a ledger found: nothing, when `findings` is empty. */
export interface Verification {
  readonly members: number;
  readonly entries: number;
  readonly findings: readonly Finding[];
}

/** Something in the ledger that contradicts itself. */
export interface Finding {
  readonly memberId: MemberId;
  /** The entry where it shows; null for the account as a whole. */
  readonly sequence: number | null;
  readonly problem: string;
}
