import type { IsSound, Mistake } from '../../schemas/problem.ts';
import { dateOfDay, dayNumberOf, type Weekday, weekdayBefore, weekdayOf } from '../../values/business-date.ts';
import type { BusinessDate } from '../../values/instant.ts';
import { set } from '../program-fields.ts';
import { oneOf, orNull } from '../../schemas/fields.ts';
import { condition } from './condition.ts';
import type { FromCondition } from './from.ts';
import { type HoursCondition, spansMidnight } from './hours.ts';
import type { UntilCondition } from './until.ts';

/** The days of the week of a rule. */
export interface WeekdaysCondition {
  /** "mon" to "sun". */
  readonly weekdays?: readonly Weekday[] | null | undefined;
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * Sales on these days of the week.
 *
 * @remarks Hours that span midnight belong to the day on which they began: "friday, 22:00 to 02:00" holds on Saturday at
 * 01:00, and not on Friday at 01:00. Dates are those of the sale.
 */
export const weekdays = condition({
  kind: 'weekdays',
  version: 1,
  value: orNull(set<Weekday>(oneOf(week), 1, 7, (days) => week.filter((day) => days.includes(day)))),
  reads: [],
  unmet: 'weekday',
  isMet(days, { sold }, { hours }: HoursCondition) {
    const isAfterMidnight = hours && spansMidnight(hours) && sold.time < hours.until;
    return days.includes(isAfterMidnight ? weekdayBefore(sold.weekday) : sold.weekday);
  },
  *mistakes(
    when: FromCondition & HoursCondition & UntilCondition & WeekdaysCondition,
    isSound: IsSound,
  ): Iterable<Mistake> {
    if (!['from', 'hours', 'until', 'weekdays'].every((name) => isSound(name))) return;
    if (!when.from || !when.until || !when.weekdays || when.from > when.until) return;
    if (holdsSomeDay(when.weekdays, when.from, when.until, when.hours ?? null)) return;
    yield {
      path: ['weekdays'],
      problem: `has no day from ${when.from} to ${when.until}`,
      fix: 'Name a weekday of these dates.',
    };
  },
});

/** Hours that span midnight reach back to the weekday before the first date. */
function holdsSomeDay(
  days: readonly Weekday[],
  from: string,
  until: string,
  hours: NonNullable<HoursCondition['hours']> | null,
): boolean {
  const first = dayNumberOf(from as BusinessDate) - (hours !== null && spansMidnight(hours) ? 1 : 0);
  const last = Math.min(dayNumberOf(until as BusinessDate), first + 6);
  for (let day = first; day <= last; day++) if (days.includes(weekdayOf(dateOfDay(day)))) return true;
  return false;
}
