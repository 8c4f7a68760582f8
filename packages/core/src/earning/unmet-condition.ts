import { weekdayBefore } from '../values/business-date.ts';
import type { LocalTime } from '../values/calendar.ts';
import type { Condition } from '../program/earn-rule.ts';
import type { KeptSale, RuleContext } from '../records/invoice.ts';
import type { UnmetCondition } from '../records/explanation.ts';
import { isBirthday } from './birthday.ts';

/** A sale, its buyer, and what the clock in the shop showed. */
export interface Occasion {
  readonly kept: KeptSale;
  readonly context: RuleContext;
  readonly sold: LocalTime;
}

/** Whether refunds and points paid leave no money that could earn. */
export function hasNothingLeft({ sale, total }: KeptSale, paidWithPoints: number): boolean {
  return sale.total <= 0 || total <= 0 || paidWithPoints >= sale.total;
}

/**
 * The first condition that does not hold, or null when all do. What is not known of the buyer does not hold.
 *
 * @remarks Hours that span midnight belong to the day on which they began: "friday, 22:00 to 02:00" is the night that
 * a shopkeeper calls Friday's, so it holds on Saturday at 01:00 and not on Friday at 01:00. Dates are those of the sale.
 */
export function unmetCondition(when: Condition, { kept, context, sold }: Occasion): UnmetCondition | null {
  if (when.from !== null && sold.date < when.from) return 'not-started';
  if (when.until !== null && sold.date > when.until) return 'ended';
  const afterMidnight = when.hours !== null && when.hours.from > when.hours.until && sold.time < when.hours.until;
  const weekday = afterMidnight ? weekdayBefore(sold.weekday) : sold.weekday;
  if (when.weekdays !== null && !when.weekdays.includes(weekday)) return 'weekday';
  if (when.hours !== null && !isWithin(when.hours, sold.time)) return 'hours';
  if (when.minimumSpend !== null && kept.total < when.minimumSpend) return 'minimum-spend';
  if (when.firstPurchase && !context.firstPurchase) return 'first-purchase';
  if (when.birthday !== null && !isBirthday(when.birthday, context.birthday, sold.date)) return 'birthday';
  if (when.tiers !== null && (context.tier === null || !when.tiers.includes(context.tier))) return 'tier';
  return null;
}

function isWithin({ from, until }: { readonly from: string; readonly until: string }, time: string): boolean {
  return from < until ? time >= from && time < until : time >= from || time < until;
}
