import { err, ok, type Result } from 'neverthrow';
import { leftToPay } from '../../sales/worth/covering.ts';
import { keptOf, paidWithPoints } from '../../sales/worth/worth.ts';
import type { Named } from '../../values/errors.ts';
import { invariant } from '../../values/invariant.ts';
import type { RedemptionPolicy } from '../../program/redemption-policy.ts';
import type { InvoiceRecord } from '../../sales/invoice/invoice-record.ts';
import { checkRedemption, type RedemptionNotAllowed } from './check-redemption.ts';
import type { Redemption } from './redemption-fields.ts';
import { type RedeemableInvoice, shareLeft } from './redemption-limits.ts';
import { valueOfPoints } from './value-of-points.ts';

/** The program's catalog has no such reward. */
export interface UnknownReward extends Named<'unknown-reward'> {
  /** The id that was given, or the article's number. */
  readonly rewardId: string;
}

/** How many points a redemption costs, and its value in minor units. */
export interface Price {
  readonly points: number;
  readonly value: number;
  /** The reward that the points buy; null where they become money. */
  readonly rewardId: string | null;
}

/** Prices a redemption by the program's rate and limits, or by its catalog. */
export function priceRedemption(
  policy: RedemptionPolicy,
  { points, rewardId, plu, saleTotal }: Redemption,
  sale: InvoiceRecord | null,
): Result<Price, RedemptionNotAllowed | UnknownReward> {
  const invoice = sale ? redeemable(sale) : saleTotal === undefined ? null : { total: saleTotal, leftToPay: saleTotal };
  if (points !== undefined) {
    return checkRedemption(policy, { invoice }, points).map(({ value }) => ({ points, value, rewardId: null }));
  }
  const named = rewardId ?? plu;
  invariant(named !== undefined, 'a redemption is of points or of a reward');
  const reward = policy.rewards.find((each) => (rewardId === undefined ? each.plu : each.rewardId) === named);
  if (reward === undefined) return err(unknownReward(named));
  const price = { points: reward.points, value: reward.value, rewardId: reward.rewardId };
  return sale === null ? ok(price) : checkInvoiceLeft(sale, price.value).map(() => price);
}

/** What captured points are worth: their rate's worth, or what is left to pay, if that is less. */
export function priceCapture(
  policy: RedemptionPolicy,
  sale: InvoiceRecord | null,
  { points, rewardId, value: held, rate }: CapturedPoints,
): Result<number, RedemptionNotAllowed> {
  if (rewardId !== null || rate === null) {
    return sale === null ? ok(held) : checkInvoiceLeft(sale, held).map(() => held);
  }
  const value = valueOfPoints(rate, points);
  // Without a sale, a hold that covered a total exactly is worth no more than that total.
  if (sale === null) return ok(Math.min(value, held));
  const left = leftToPay(sale);
  if (left === 0) return nothingLeft(value, left);
  const priced = Math.min(value, left);
  const share = shareLeft(policy, redeemable(sale));
  if (priced <= share) return ok(priced);
  const message = `Points may pay ${share} more minor units of this invoice, and the captured points are worth ${priced}; capture less.`;
  return err({ kind: 'redemption-not-allowed', rule: 'invoice-share', message, limit: share });
}

/** Points of a hold that are captured. */
interface CapturedPoints {
  readonly points: number;
  readonly rewardId: string | null;
  /** What the whole hold was worth when it was made, in minor units. */
  readonly value: number;
  /** The rate of the program's version that the hold was made under. */
  readonly rate: RedemptionPolicy['rate'];
}

/** Whether so much of an invoice is still to be paid. */
function checkInvoiceLeft(sale: InvoiceRecord, value: number): Result<void, RedemptionNotAllowed> {
  const left = leftToPay(sale);
  return value <= left ? ok() : nothingLeft(value, left);
}

function nothingLeft(value: number, left: number): Result<never, RedemptionNotAllowed> {
  const message = `The redemption is worth ${value} minor units, but only ${left} of the invoice are left to pay; redeem less.`;
  return err({ kind: 'redemption-not-allowed', rule: 'invoice-total', message, limit: left });
}

function redeemable(record: InvoiceRecord): RedeemableInvoice {
  return { total: keptOf(record), paidWithPoints: paidWithPoints(record), leftToPay: leftToPay(record) };
}

function unknownReward(rewardId: string): UnknownReward {
  return {
    kind: 'unknown-reward',
    message: `The program's catalog has no reward ${JSON.stringify(rewardId)}; quoteRedemption lists those that the points suffice for.`,
    rewardId,
  };
}
