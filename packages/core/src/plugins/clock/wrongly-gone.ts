import type { Account, InvoiceRecord, Program } from '../../index.ts';
import { dayMs, hasEnded, isInactive, lotEndOf, shortBecomes, splitLots, sumOf } from '../../plugin.ts';
import type { RightTime } from './right-time.ts';

type TakenBack = NonNullable<InvoiceRecord['posted']['takenBack']>[number];

/** What was not taken back of a sale only because the clock had ended its points, and the rest of what was taken back. */
export interface WronglyGone {
  /** Points that were forgiven, since they seemed to have ended long ago. */
  readonly forgiven: number;
  /** Points that seemed to have ended as they came. */
  readonly over: number;
  readonly rest: readonly TakenBack[];
}

/** What of a sale was not taken back only because of the clock. */
export function wronglyGone(account: Account, record: InvoiceRecord, rules: Program, time: RightTime): WronglyGone {
  const forgiven = wronglyForgiven(record, rules, time);
  // What ends later than now cannot have ended as it came.
  const isWrong = ({ from, of }: TakenBack) =>
    from === 'over' && of !== undefined && !isEnded(of, account, rules, record, time);
  const { takenBack = [] } = record.posted;
  const over = takenBack.filter(isWrong);
  const others = takenBack.filter((part) => !isWrong(part));
  const left = splitLots(
    others.filter(({ from }) => from === 'forgiven'),
    forgiven,
  ).rest;
  return {
    forgiven,
    over: sumOf(over, (part) => part.points),
    rest: [...left, ...others.filter(({ from }) => from !== 'forgiven')],
  };
}

/** Whether points of a sale have ended by the right time: an end that was counted from a wrong date is none. */
function isEnded(
  { expiresAt }: NonNullable<TakenBack['of']>,
  account: Account,
  rules: Program,
  { sale: { soldAt } }: InvoiceRecord,
  { now, right }: RightTime,
): boolean {
  if (expiresAt === 'inactivity') return isInactive(account, now);
  const end = expiresAt === lotEndOf(rules, soldAt) ? lotEndOf(rules, right(soldAt)) : expiresAt;
  return hasEnded({ expiresAt: end }, now);
}

function wronglyForgiven({ posted, refunds, sale }: InvoiceRecord, rules: Program, time: RightTime): number {
  const { forgiven = 0 } = posted;
  const { windowDays } = rules.refund;
  const end = lotEndOf(rules, time.right(sale.soldAt));
  // Only points that have ended are forgiven, unless that is the policy; what became of others is known.
  if (shortBecomes(rules.refund) !== 'forgiven' && typeof end === 'number')
    return end + windowDays * dayMs > time.now ? forgiven : 0;
  const late = refunds.filter(({ refundedAt }) => refundedAt > time.until);
  return Math.max(
    0,
    Math.min(
      forgiven,
      sumOf(late, ({ did }) => did.forgiven),
    ),
  );
}
