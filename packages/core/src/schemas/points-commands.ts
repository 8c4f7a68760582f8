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

/** What a member could redeem: pure arithmetic on figures that the host has. */
export interface QuoteRedemptionQuery {
  /** Points the member can spend. */
  readonly available: number;
  /** The sale's total, and what is still to pay of it, in minor units. */
  readonly invoice?: { readonly total: number; readonly leftToPay?: number };
}
