import type { Book } from '../../kernel/book.ts';
import { type Account, type Balance, balanceOf } from '../../ledger/account.ts';
import { postingNow } from '../../ledger/balance-now.ts';
import type { Effect, Entry } from '../../ledger/entry.ts';
import type { MemberId, RedemptionId } from '../../values/ids.ts';
import { pointsIn } from '../../values/points.ts';
import { endOfHold } from '../holds/open-hold.ts';

/** What a step of a redemption did, the same at each repetition, and the balance and the hold as they stand. */
export interface RedemptionReceipt {
  /** The member whose points they are. */
  readonly memberId: MemberId;
  /** The id of the redemption, as the command named it. */
  readonly redemptionId: RedemptionId;
  /** The number of the entry. */
  readonly sequence: number;
  /**
   * What this step did; of a hold, how it stands when the command is answered: `held` while it is open, `redeemed` once
   * it was captured, `released` by a command or by the void of its sale, `lapsed` at its deadline.
   */
  readonly state: 'held' | 'redeemed' | 'released' | 'lapsed';
  /** Points held, redeemed or released by this step. */
  readonly points: number;
  /** What the points are worth, in minor units; 0 for a release. */
  readonly value: number;
  /** The reward that they buy; null where they pay money. */
  readonly rewardId: string | null;
  /** The member's balance when the command is answered; held points still count. */
  readonly balance: Balance;
  /** Of a hold: when it lapses unless it ends before; null of all other steps. */
  readonly deadline: Date | null;
  /** When the entry was written. */
  readonly postedAt: Date;
}

/** Makes the receipt of a step from its entry. */
export function redemptionReceipt(entry: Entry, book: Book): RedemptionReceipt {
  const { effect, reference, memberId } = entry;
  const { account, now } = postingNow(book, memberId);
  const redemptionId = (reference?.id ?? '') as RedemptionId;
  const did = entry.delta < 0 ? 'redeemed' : 'released';
  return {
    memberId,
    redemptionId,
    sequence: entry.sequence,
    state: effect.hold ? standing(book, account, entry, redemptionId) : did,
    points: effect.hold?.points ?? (did === 'redeemed' ? -entry.delta : restored(effect)),
    value: effect.value ?? 0,
    rewardId: reference?.detail ?? null,
    balance: balanceOf(account, now),
    deadline: effect.hold ? new Date(effect.hold.deadline) : null,
    postedAt: new Date(entry.postedAt),
  };
}

function standing(book: Book, { holds }: Account, held: Entry, redemptionId: RedemptionId): RedemptionReceipt['state'] {
  if (holds.some((each) => each.redemptionId === redemptionId)) return 'held';
  const end = endOfHold(book, { memberId: held.memberId, redemptionId }, held);
  return end === 'captured' ? 'redeemed' : end;
}

function restored({ added = [], debt = 0 }: Effect): number {
  return pointsIn(added) - debt;
}
