import { err, ok, type Result } from 'neverthrow';
import { keptPointsMoney, keptSale } from '../sales/kept-sale.ts';
import type { Named } from '../values/errors.ts';
import { invariant } from '../values/invariant.ts';
import { sumOf } from '../values/points.ts';
import type { RedemptionPolicy } from '../program/redemption-policy.ts';
import type { InvoiceRecord } from '../sales/invoice-record.ts';
import { checkRedemption, type RedemptionNotAllowed } from './check-redemption.ts';
import type { Redemption } from './redemption-fields.ts';
import { type RedeemableInvoice, shareLeft } from './redemption-limits.ts';

/** The program's catalog has no such reward. */
export interface UnknownReward extends Named<'unknown-reward'> {
  /** The id that was given. */
  readonly rewardId: string;
}

/** How many points a redemption costs, and its value in minor units. */
export interface Price {
  readonly points: number;
  readonly value: number;
}

/** Prices a redemption by the program's rate and limits, or by its catalog. */
export function priceRedemption(
  policy: RedemptionPolicy,
  { points, rewardId, saleTotal }: Redemption,
  record: InvoiceRecord | null,
): Result<Price, RedemptionNotAllowed | UnknownReward> {
  const invoice = record
    ? redeemable(record)
    : saleTotal === undefined
      ? null
      : { total: saleTotal, leftToPay: saleTotal };
  if (points !== undefined) {
    return checkRedemption(policy, { invoice }, points).map(({ value }) => ({ points, value }));
  }
  invariant(rewardId !== undefined, 'a redemption is of points or of a reward');
  const reward = policy.rewards.find((each) => each.rewardId === rewardId);
  if (reward === undefined) return err(unknownReward(rewardId));
  const price = { points: reward.points, value: reward.value };
  return record === null ? ok(price) : checkInvoiceLeft(record, price.value).map(() => price);
}

/** Whether a hold made earlier still fits into what points may pay of an invoice. */
export function checkCaptured(
  policy: RedemptionPolicy,
  record: InvoiceRecord,
  value: number,
  rewardId: string | null,
): Result<void, RedemptionNotAllowed> {
  const share = shareLeft(policy, redeemable(record));
  if (rewardId !== null || value <= share) return checkInvoiceLeft(record, value);
  const message = `Points may pay ${share} more minor units of this invoice, and the hold is worth ${value}; capture less.`;
  return err({ kind: 'redemption-not-allowed', rule: 'invoice-share', message, limit: share });
}

/** Whether so much of an invoice is still to be paid. */
function checkInvoiceLeft(record: InvoiceRecord, value: number): Result<void, RedemptionNotAllowed> {
  const { leftToPay } = redeemable(record);
  if (value <= leftToPay) return ok();
  const message = `The redemption is worth ${value} minor units, but only ${leftToPay} of the invoice are left to pay; redeem less.`;
  return err({ kind: 'redemption-not-allowed', rule: 'invoice-total', message, limit: leftToPay });
}

function redeemable(record: InvoiceRecord): RedeemableInvoice {
  const { total } = keptSale(record);
  const paidWithPoints = keptPointsMoney(record);
  const paid = sumOf(record.payments, (payment) => payment.amount);
  return { total, paidWithPoints, leftToPay: Math.max(0, total - paid - paidWithPoints) };
}

function unknownReward(rewardId: string): UnknownReward {
  return {
    kind: 'unknown-reward',
    message: `The program's catalog has no reward ${JSON.stringify(rewardId)}; quoteRedemption lists those that the points suffice for.`,
    rewardId,
  };
}
