import type { Account, InvoiceRecord, Program } from '../../../index.ts';
import { comesTooLate, hasEndedInactive } from '../../../ledger/inactivity.ts';
import { dayMs, pointsIn, sumOf } from '../../../values.ts';
import { inactivityAfter } from '../../../till.ts';
import { lotEndOf } from '../../../program/expiry.ts';
import { shortBecomes } from '../../../sales/settling/claw-back/short-points.ts';
import { splitLots } from '../../../ledger/movement.ts';
import type { TakenBack } from '../../../sales/invoice/taken-part.ts';
import { isForgiven } from '../../../sales/settling/posted/posted-lots.ts';
import type { PaidSale } from '../paid-sale.ts';
import type { RightTime } from '../right-time.ts';

/**
 * What was not taken back of a sale only because the clock had ended its points, and the rest of what was taken back.
 */
export interface WronglyGone {
  /** Points that were forgiven, since they seemed to have ended long ago. */
  readonly forgiven: number;
  /** Points that seemed to have ended as they came. */
  readonly over: number;
  readonly rest: readonly TakenBack[];
}

/** What of a sale was not taken back only because of the clock, beside what was `sought` where it was forgiven. */
export function wronglyGone(
  account: Account,
  sale: PaidSale,
  rules: Program,
  sought: number,
  time: RightTime,
): WronglyGone {
  const { record } = sale;
  const { takenBack = [] } = record.posted;
  const isWrong = (part: TakenBack) => isWronglyGone(part, account, rules, record, time);
  const wrong = takenBack.filter(isWrong);
  const late = shortBecomes(rules.refund) === 'forgiven' ? Math.max(0, forgivenLate(sale, time) - sought) : 0;
  const forgiven = wrong.filter(isForgiven);
  let left = late;
  const rest = takenBack.toReversed().flatMap((part) => {
    if (isWrong(part)) return [];
    if (left === 0 || !isForgiven(part)) return [part];
    const { first, rest: others } = splitLots([part], left);
    left -= pointsIn(first);
    return others;
  });
  return {
    forgiven: pointsIn(forgiven) + late,
    over: pointsIn(wrong) - pointsIn(forgiven),
    rest: rest.toReversed(),
  };
}

/**
 * Points that had ended as they came, or long ago, have not by the right time. What is forgiven by policy is another
 * matter.
 */
function isWronglyGone(
  { from, of }: TakenBack,
  account: Account,
  rules: Program,
  { sale: { soldAt } }: InvoiceRecord,
  { now, right }: RightTime,
): boolean {
  const isGone = from === 'over' || (from === 'forgiven' && shortBecomes(rules.refund) !== 'forgiven');
  if (!isGone || of === undefined) return false;
  // What came too late by a right clock is gone for good, though a deadline is ahead since.
  if (of.expiresAt === 'inactivity' && from === 'over')
    return (
      right(of.postedAt) !== of.postedAt &&
      !comesTooLate(account, inactivityAfter(account, rules, right(soldAt), now), of, now)
    );
  if (of.expiresAt === 'inactivity') return !hasEndedInactive(account, right(of.postedAt), now);
  // An end that was counted from a wrong date is none.
  const end = of.expiresAt === lotEndOf(rules, soldAt) ? lotEndOf(rules, right(soldAt)) : of.expiresAt;
  const known = from === 'over' ? 0 : rules.refund.windowDays * dayMs;
  return typeof end !== 'number' || end + known > now;
}

function forgivenLate({ record, refunds }: PaidSale, { until }: RightTime): number {
  const { forgiven = 0 } = record.posted;
  const late = refunds().filter(({ refundedAt, reinstated }) => refundedAt > until && reinstated === undefined);
  const points = sumOf(late, ({ did }) => did.forgiven);
  return Math.max(0, Math.min(forgiven, points));
}
