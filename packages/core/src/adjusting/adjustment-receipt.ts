import type { Book } from '../kernel/book.ts';
import type { Balance } from '../ledger/account.ts';
import { balanceNow } from '../ledger/balance-now.ts';
import type { Entry } from '../ledger/entry.ts';
import { endOfGiven } from '../ledger/inactivity.ts';
import type { MemberId } from '../values/ids.ts';

/** What an adjustment, a set balance or a reversal did, the same at each repetition, and the balance as it stands. */
export interface AdjustmentReceipt {
  /** The member whose balance changed. */
  readonly memberId: MemberId;
  /** The number of the entry, for `reverseEntry`. */
  readonly sequence: number;
  /** Signed change in points. */
  readonly delta: number;
  /** The member's balance when the command is answered. */
  readonly balance: Balance;
  /** When the entry was written. */
  readonly postedAt: Date;
  /**
   * When the first of the points end that it gave; null where it gave none, and where they never end. Points that end
   * by inactivity end with the others of the member, unless the member is active before. An end that has passed is that
   * of points that came back and expired at once.
   */
  readonly endsAt: Date | null;
}

/** Makes the receipt from an entry. */
export function adjustmentReceipt(entry: Entry, book: Book): AdjustmentReceipt {
  return {
    memberId: entry.memberId,
    sequence: entry.sequence,
    delta: entry.delta,
    balance: balanceNow(book, entry.memberId),
    postedAt: new Date(entry.postedAt),
    endsAt: endOfGiven(entry.effect),
  };
}
