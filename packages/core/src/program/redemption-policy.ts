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
  /**
   * A redemption that covers exactly what is left to pay may ignore the step; its last point may be worth more than the
   * rest.
   */
  readonly coverExactTotal: boolean;
  /** The articles that points buy; empty where there are none. */
  readonly rewards: readonly Reward[];
  /** How long a hold lives, unless the command says. */
  readonly holdMinutes: number;
  /** Which redemptions the customer must authorise with a one-time code. */
  readonly otp: OtpRule;
}

/** None, all, or those of more points than this. */
export type OtpRule = 'off' | 'always' | { readonly abovePoints: number };

/** Whether a redemption of so many points must be authorised with a code. */
export function needsCode({ otp }: RedemptionPolicy, points: number): boolean {
  return otp === 'always' || (otp !== 'off' && points > otp.abovePoints);
}

/** An article that costs points. */
export interface Reward {
  /** Names the reward; unique in the program. */
  readonly rewardId: string;
  /** The article's number at the till, by which it can be redeemed too; null where it has none. */
  readonly plu: string | null;
  /** The name of the reward, for people. */
  readonly name: string;
  /** What it costs, in points. */
  readonly points: number;
  /** What it is worth in minor units, for accounting. */
  readonly value: number;
}
