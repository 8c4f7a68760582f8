import { err, ok, type Result } from 'neverthrow';
import type { Named } from '../../values/errors.ts';
import type { RedemptionPolicy } from '../../program/redemption-policy.ts';
import { limitsOf, type RedeemableInvoice, type RedemptionLimits, shareLeft } from './redemption-limits.ts';
import { valueOfPoints } from './value-of-points.ts';

/** The program's limits do not admit the redemption; `limit` is in points. */
export interface RedemptionNotAllowed extends Named<'redemption-not-allowed'> {
  /** Which limit does not admit it. */
  readonly rule: 'no-rate' | 'minimum' | 'maximum' | 'step' | 'invoice-share' | 'invoice-total';
  /** The limit in points; 0 where the program has no rate. */
  readonly limit: number;
}

/**
 * Judges a number of points to redeem to money, and says what they are worth. Whether the member has them is not
 * asked; otherwise a number is admitted exactly where `quoteRedemption` admits it.
 *
 * `limit` of the error is in points: the least for `minimum`, the portion for `step`, the most for the others.
 *
 * @remarks Order of checks: no-rate, exact cover (admitted), minimum, step, maximum, invoice-total, invoice-share.
 */
export function checkRedemption(
  policy: RedemptionPolicy,
  situation: { readonly invoice: RedeemableInvoice | null },
  points: number,
): Result<{ readonly value: number }, RedemptionNotAllowed> {
  const limits = limitsOf(policy, situation.invoice);
  if (limits === null || policy.rate === null) {
    return refused('no-rate', 0, 'This program has no rate at which points become money; its points buy rewards.');
  }
  if (limits.exact !== null && limits.exact.points === points) return ok({ value: limits.exact.value });
  const { minimum, maximum } = limits;
  if (points < minimum) return refused('minimum', minimum, `A redemption takes at least ${minimum} points.`);
  if (points % policy.step !== 0) {
    return refused('step', policy.step, `Points are redeemed in multiples of ${policy.step}.`);
  }
  if (points > maximum.points) return refused(maximum.by, maximum.points, tooMany(policy, situation.invoice, maximum));
  return ok({ value: valueOfPoints(policy.rate, points) });
}

function tooMany(
  policy: RedemptionPolicy,
  invoice: RedeemableInvoice | null,
  { points, by }: RedemptionLimits['maximum'],
): string {
  if (invoice === null || by === 'maximum') return `A redemption takes at most ${points} points.`;
  if (by === 'invoice-total') {
    return `The invoice has ${invoice.leftToPay} minor units left to pay, for which at most ${points} points are redeemed.`;
  }
  return `Points may pay ${policy.shareOfInvoicePercent} percent of an invoice: ${shareLeft(policy, invoice)} minor units of this one, at most ${points} points.`;
}

function refused(
  rule: RedemptionNotAllowed['rule'],
  limit: number,
  message: string,
): Result<never, RedemptionNotAllowed> {
  return err({ kind: 'redemption-not-allowed', rule, message, limit });
}
