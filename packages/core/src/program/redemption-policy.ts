/** What points are worth, and in what portions. */
export interface RedemptionPolicy {
  /** `points` are worth `money` minor units, rounded down; null where points only buy rewards. */
  readonly rate: { readonly points: number; readonly money: number } | null;
  /** Points a redemption to money must have at least. */
  readonly minimum: number;
  /** Points a redemption to money may have at most; null for no limit. */
  readonly maximum: number | null;
  /** Points come in multiples of this. */
  readonly step: number;
  /** The part of an invoice's total that points may pay, in percent. */
  readonly shareOfInvoicePercent: number;
  /** A redemption that covers exactly what is left to pay may ignore the step; its last point may be worth more than the rest. */
  readonly coverExactTotal: boolean;
  readonly rewards: readonly Reward[];
  /** How long a hold lives, unless the command says. */
  readonly holdMinutes: number;
}

/** An article that costs points. */
export interface Reward {
  readonly rewardId: string;
  readonly name: string;
  readonly points: number;
  /** What it is worth in minor units, for accounting. */
  readonly value: number;
}
