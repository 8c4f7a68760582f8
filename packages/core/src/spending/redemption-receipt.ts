import type { Effect, Entry } from '../ledger/entry.ts';
import type { MemberId, RedemptionId } from '../values/ids.ts';
import { sumOf } from '../values/points.ts';

/** What a step of a redemption did. It is made from its entry alone, so a retry gets the same. */
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
  /**
   * The member's balance right after this step's own entry; held points still count. On an invoice, what the part that
   * points pay had earned is taken back in an entry after it: `getBalance` tells of both.
   */
  readonly balance: number;
  /** When an open hold lapses. */
  readonly deadline: Date | null;
  /** When the entry was written. */
  readonly postedAt: Date;
}

/** Makes the receipt from an entry. */
export function redemptionReceipt(entry: Entry): RedemptionReceipt {
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
    balance: entry.balanceAfter,
    deadline: effect.hold ? new Date(effect.hold.deadline) : null,
    postedAt: new Date(entry.postedAt),
  };
}

function restored({ added = [], debt = 0 }: Effect): number {
  return sumOf(added, (lot) => lot.points) - debt;
}
