import type { MemberId } from '../values/ids.ts';

/** Something in the ledger that contradicts itself. */
export interface Finding {
  /** The member whose account or entry it is. */
  readonly memberId: MemberId;
  /** The entry where it shows; null for the account as a whole. */
  readonly sequence: number | null;
  /** What is wrong, for people. */
  readonly problem: string;
}
