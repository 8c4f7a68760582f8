import type { Book } from '../kernel/book.ts';
import type { Entry } from '../ledger/entry.ts';
import { accounts } from '../ledger/ledger-kinds.ts';
import type { MemberId } from '../values/ids.ts';

/** What an adjustment, a set balance or a reversal did. A retry gets the same, but for `endsAt`, which is as of the answer. */
export interface AdjustmentReceipt {
  /** The member whose balance changed. */
  readonly memberId: MemberId;
  /** The number of the entry, for `reverseEntry`. */
  readonly sequence: number;
  /** Signed change in points. */
  readonly delta: number;
  /** The member's balance right after it. */
  readonly balance: number;
  /** When the entry was written. */
  readonly postedAt: Date;
  /**
   * When the first of the points end that it gave; null where it gave none, or where they never end. Points that end by
   * inactivity end with the others of the member, unless the member is active.
   */
  readonly endsAt: Date | null;
}

/** Makes the receipt from an entry, and from the deadline of the account. */
export function adjustmentReceipt(entry: Entry, book: Book): AdjustmentReceipt {
  return {
    memberId: entry.memberId,
    sequence: entry.sequence,
    delta: entry.delta,
    balance: entry.balanceAfter,
    postedAt: new Date(entry.postedAt),
    endsAt: endOf(entry, book),
  };
}

function endOf({ memberId, effect: { added = [] } }: Entry, book: Book): Date | null {
  const deadline = book.get(accounts, memberId)?.account.inactivity?.deadline ?? null;
  const ends = added
    .map(({ expiresAt }) => (expiresAt === 'inactivity' ? deadline : expiresAt))
    .filter((end) => typeof end === 'number');
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}
