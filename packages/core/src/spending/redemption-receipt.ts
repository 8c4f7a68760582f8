import type { Book } from '../kernel/book.ts';
import type { Balance } from '../ledger/account.ts';
import { balanceNow } from '../ledger/balance-now.ts';
import type { Effect, Entry } from '../ledger/entry.ts';
import type { MemberId, RedemptionId } from '../values/ids.ts';
import { pointsIn } from '../values/points.ts';

/** What a step of a redemption did, the same at each repetition, and the balance as it stands. */
export interface RedemptionReceipt {
  /** The member whose points they are. */
  readonly memberId: MemberId;
  /** The id of the redemption, as the command named it. */
  readonly redemptionId: RedemptionId;
  /** The number of the entry. */
  readonly sequence: number;
  /** What this step did. */
  readonly state: 'held' | 'redeemed' | 'released';
  /** Points held, redeemed or released by this step. */
  readonly points: number;
  /** What the points are worth, in minor units; 0 for a release. */
  readonly value: number;
  /** The reward that they buy; null where they pay money. */
  readonly rewardId: string | null;
  /** The member's balance when the command is answered; held points still count. */
  readonly balance: Balance;
  /** When an open hold lapses. */
  readonly deadline: Date | null;
  /** When the entry was written. */
  readonly postedAt: Date;
}

/** Makes the receipt of a step from its entry. */
export function redemptionReceipt(entry: Entry, book: Book): RedemptionReceipt {
  const { effect, reference } = entry;
  const state = effect.hold ? 'held' : entry.delta < 0 ? 'redeemed' : 'released';
  return {
    memberId: entry.memberId,
    redemptionId: (reference?.id ?? '') as RedemptionId,
    sequence: entry.sequence,
    state,
    points: effect.hold?.points ?? (state === 'redeemed' ? -entry.delta : restored(effect)),
    value: effect.value ?? 0,
    rewardId: reference?.detail ?? null,
    balance: balanceNow(book, entry.memberId),
    deadline: effect.hold ? new Date(effect.hold.deadline) : null,
    postedAt: new Date(entry.postedAt),
  };
}

function restored({ added = [], debt = 0 }: Effect): number {
  return pointsIn(added) - debt;
}
