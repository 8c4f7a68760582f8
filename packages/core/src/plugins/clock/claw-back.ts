import type { Account, Program } from '../../index.ts';
import { coveringInstant, forgiving, lotFor, planClawback, shortBecomes } from '../../till.ts';
import type { PaidSale } from './paid-sale.ts';
import type { RightTime } from './right-time.ts';

/** Where points of a sale are taken from now: what lapsed of its own lots is gone, then come these, and then the others. */
export function clawBack(
  account: Account,
  points: number,
  { record, payments }: PaidSale,
  rules: Program,
  { now, right }: Pick<RightTime, 'now' | 'right'>,
): ReturnType<typeof planClawback> {
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
