import type { Channel } from '../values/channel.ts';

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
  /** The articles that points buy; empty where there are none. */
  readonly rewards: readonly Reward[];
  /** How long a hold lives, unless the command says. */
  readonly holdMinutes: number;
  /** Which redemptions the customer must authorise with a one-time code. */
  readonly otp: OtpRule;
  /** How one-time codes are sent and checked. */
  readonly codes: CodePolicy;
}

/** None, all, or those of more points than this. */
export type OtpRule = 'off' | 'always' | { readonly abovePoints: number };

/** How codes are sent, and how many tries there are. */
export interface CodePolicy {
  /** In the order in which they are offered. */
  readonly channels: readonly Channel[];
  /** Whether codes go only to addresses that the profile says are verified. */
  readonly requireVerified: boolean;
  /** How many digits a code has. */
  readonly digits: number;
  /** How long a code is good, though never beyond the deadline of its hold. */
  readonly minutes: number;
  /** Wrong codes that lock a challenge, over all its codes together. */
  readonly attempts: number;
  /** Seconds from one code to the next, for one member and for one destination. */
  readonly secondsBetweenSends: number;
  /** Codes at most within `sendMinutes`, for one member and for one destination. */
  readonly sends: number;
  /** The period in which `sends` are counted, in minutes. */
  readonly sendMinutes: number;
  /** Wrong codes within `failureHours` that lock a member or a destination. */
  readonly failures: number;
  /** The period in which `failures` are counted, in hours. */
  readonly failureHours: number;
}

/** Whether a redemption of so many points must be authorised with a code. */
export function needsCode({ otp }: RedemptionPolicy, points: number): boolean {
  return otp === 'always' || (otp !== 'off' && points > otp.abovePoints);
}

/** An article that costs points. */
export interface Reward {
  /** Names the reward; unique in the program. */
  readonly rewardId: string;
  /** The name of the reward, for people. */
  readonly name: string;
  /** What it costs, in points. */
  readonly points: number;
  /** What it is worth in minor units, for accounting. */
  readonly value: number;
}
