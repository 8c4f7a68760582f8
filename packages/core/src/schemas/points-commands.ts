/** Spends points, or sets them aside. Known by `redemptionId` within its member. Exactly one of `points` and `rewardId`. */
export interface RedeemPointsCommand {
  readonly memberId: string;
  readonly redemptionId: string;
  /** Points to turn into money. */
  readonly points?: number;
  /** An article of the program's catalog. */
  readonly rewardId?: string;
  /** A saved invoice that the points pay for. */
  readonly invoiceId?: string;
  /** The sale's total in minor units, where the invoice is not saved yet: limits by share need it. */
  readonly saleTotal?: number;
  readonly actor?: string;
}

/** Sets points aside, to be captured or released before the deadline. */
export interface HoldPointsCommand extends RedeemPointsCommand {
  /** Minutes until the hold lapses; the program's `holdMinutes` when left out. */
  readonly holdMinutes?: number;
}

/** Spends what a hold set aside; what is not captured is released. */
export interface CaptureHoldCommand {
  readonly memberId: string;
  readonly redemptionId: string;
  /** Fewer points than held; all when left out. */
  readonly points?: number;
  readonly actor?: string;
}

/** Gives back what a hold set aside. */
export interface ReleaseHoldCommand {
  readonly memberId: string;
  readonly redemptionId: string;
  readonly actor?: string;
}

/** Records of the ledger, newest first. */
export interface FindEntriesQuery {
  readonly memberId?: string;
  readonly kinds?: readonly ('earn' | 'adjustment' | 'redemption' | 'reversal' | 'expiry' | 'opening' | 'transfer')[];
  readonly actor?: string;
  readonly reference?: { readonly type: 'invoice' | 'redemption' | 'entry' | 'job' | 'external'; readonly id: string };
  /** Posted at or after. */
  readonly from?: Date;
  /** Posted before. */
  readonly until?: Date;
  /** Text within the reason. */
  readonly reason?: string;
  /** At most 1,000; 50 when left out. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

/** One page of a member's entries, newest first. */
export interface StatementQuery {
  readonly memberId: string;
  /** At most 1,000; 50 when left out. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

/** What came since a cursor, in the order in which it was committed. */
export interface ReadFeedQuery {
  /** At most 1,000; 100 when left out. */
  readonly limit?: number;
  /** `cursor` of the page before; null, or left out, begins with the first entry. */
  readonly cursor?: string | null;
}

/** A member's balance, now or as of an instant. */
export interface BalanceQuery {
  readonly memberId: string;
  readonly at?: Date;
}

/** What a member could redeem: pure arithmetic on figures that the host has. */
export interface QuoteRedemptionQuery {
  /** Points the member can spend. */
  readonly available: number;
  /** The sale's total, and what is still to pay of it, in minor units. */
  readonly invoice?: { readonly total: number; readonly leftToPay?: number };
}
