import type { Account, Program } from '../../../index.ts';
import { coveringInstant } from '../../../sales/worth/covering.ts';
import { forgiving, shortBecomes } from '../../../sales/settling/claw-back/short-points.ts';
import { lotFor } from '../../../till.ts';
import { type Clawback, planClawback } from '../../../sales/settling/claw-back/plan-clawback.ts';
import type { PaidSale } from '../paid-sale.ts';
import type { RightTime } from '../right-time.ts';

/**
 * Plans by the right time what was taken back of a sale: what lapsed of its own lots is gone, then come these, then the
 * others.
 */
export function replanClawback(
  account: Account,
  points: number,
  { record, payments }: PaidSale,
  rules: Program,
  { now, right }: Pick<RightTime, 'now' | 'right'>,
): Clawback {
  const { lots, takenBack = [] } = record.posted;
  const isAtOnce = rules.earn.trigger === 'on-invoice-saved';
  const dated = right((isAtOnce ? null : coveringInstant(record, payments)) ?? record.sale.soldAt);
  const [known] = [...lots, ...takenBack.flatMap(({ of }) => of ?? [])];
  const own = { ...lotFor(rules, dated), points, postedAt: right(known?.postedAt ?? dated) };
  const posted = { ...record.posted, lots: [own] };
  // What was taken back once is not refused now.
  const policy = shortBecomes(rules.refund) === 'refused' ? forgiving(rules.refund) : rules.refund;
  return planClawback(account, points, { ...record, posted }, policy, now);
}
