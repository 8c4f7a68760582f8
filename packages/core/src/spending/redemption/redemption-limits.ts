import { maxSafePoints } from '../../values/points.ts';
import { productOf, quotientOf } from '../../values/product.ts';
import type { RedemptionPolicy } from '../../program/redemption-policy.ts';
import { fewestPointsWorth, mostPointsWorth, type RedemptionRate, valueOfPoints } from './value-of-points.ts';

/** What a redemption starts from: the points that can be spent, and the invoice that they pay, if any. */
export interface RedemptionSituation {
  readonly available: number;
  readonly invoice: RedeemableInvoice | null;
}

export interface RedeemableInvoice {
  /** In minor units, as the sale's `total`. */
  readonly total: number;
  /** What no payment, redemption or refund has settled yet. */
  readonly leftToPay: number;
  /** What earlier redemptions paid of it: they count towards the share that points may pay. Left out: nothing. */
  readonly paidWithPoints?: number;
}

/** Why nothing can be redeemed. */
export type NothingToRedeem =
  | 'no-rate'
  | 'maximum'
  | 'invoice-share'
  | 'invoice-total'
  | 'below-minimum'
  | 'nothing-available';

/** The points that a program admits for an invoice, apart from what a member has. */
export interface RedemptionLimits {
  readonly minimum: number;
  /** A multiple of the step; below `minimum` where no multiple is admitted. */
  readonly maximum: { readonly points: number; readonly by: 'maximum' | 'invoice-share' | 'invoice-total' };
  readonly exact: { readonly points: number; readonly value: number } | null;
}

/** The limits for an invoice or for none; null where points have no rate. */
export function limitsOf(policy: RedemptionPolicy, invoice: RedeemableInvoice | null): RedemptionLimits | null {
  const { rate, step } = policy;
  if (rate === null) return null;
  // A redemption that is worth nothing is none.
  const least = Math.max(policy.minimum, fewestPointsWorth(rate, 1));
  const minimum = upTo(step, least);
  const byPolicy = {
    points: downTo(step, Math.min(policy.maximum ?? maxSafePoints, mostPointsWorth(rate, maxSafePoints))),
    by: 'maximum' as const,
  };
  if (invoice === null) return { minimum, maximum: byPolicy, exact: null };
  const share = shareLeft(policy, invoice);
  const maximum = [
    { points: usefulPoints(rate, step, invoice.leftToPay), by: 'invoice-total' as const },
    { points: usefulPoints(rate, step, share), by: 'invoice-share' as const },
  ].reduce<RedemptionLimits['maximum']>((lowest, next) => (next.points < lowest.points ? next : lowest), byPolicy);
  return { minimum, maximum, exact: exactOf(policy, rate, invoice, share, least) };
}

/** What points may still pay of an invoice, in minor units, by the program's share. */
export function shareLeft(
  { shareOfInvoicePercent }: RedemptionPolicy,
  { total, paidWithPoints = 0 }: RedeemableInvoice,
): number {
  const share = quotientOf(productOf([Math.max(0, total), shareOfInvoicePercent]), 100, 'floor');
  return Math.max(0, share - paidWithPoints);
}

/**
 * The most points worth at most `value`, less those that would add no value: where 50 points buy as much as 59, it is
 * 50.
 */
function usefulPoints(rate: RedemptionRate, step: number, value: number): number {
  if (value <= 0) return 0;
  const points = downTo(step, mostPointsWorth(rate, value));
  return upTo(step, fewestPointsWorth(rate, valueOfPoints(rate, points)));
}

/** Points that pay all that is left. The last of them may be worth more than the rest to pay, and is used up. */
function exactOf(
  policy: RedemptionPolicy,
  rate: RedemptionRate,
  { leftToPay }: RedeemableInvoice,
  share: number,
  least: number,
): RedemptionLimits['exact'] {
  if (!policy.coverExactTotal || leftToPay <= 0 || leftToPay > share) return null;
  const points = fewestPointsWorth(rate, leftToPay);
  return points < least || points > (policy.maximum ?? maxSafePoints) ? null : { points, value: leftToPay };
}

function downTo(step: number, points: number): number {
  return points - (points % step);
}

function upTo(step: number, points: number): number {
  const rest = points % step;
  return rest === 0 ? points : points - rest + step;
}
