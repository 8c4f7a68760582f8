import type { IsSound, Mistake } from '../../schemas/problem.ts';
import { dateOfDay, dayNumberOf, type Weekday, weekdayOf } from '../../values/business-date.ts';
import type { BusinessDate } from '../../values/instant.ts';
import { set } from '../shapes/program-fields.ts';
import { oneOf, orNull } from '../../schemas/fields.ts';
import { condition } from './condition.ts';
import type { FromCondition } from './from.ts';
import { dateAsked, type HoursCondition } from './hours.ts';
import type { UntilCondition } from './until.ts';

/** The days of the week of a rule. */
export interface WeekdaysCondition {
  /** "mon" to "sun". */
  readonly weekdays?: readonly Weekday[] | null | undefined;
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Sales on these days of the week. */
export const weekdays = condition({
  kind: 'weekdays',
  version: 1,
  value: orNull(set<Weekday>(oneOf(week), 1, 7, (days) => week.filter((day) => days.includes(day)))),
  reads: [],
  unmet: 'weekday',
  isMet: (days, { sold }, when: HoursCondition) => days.includes(weekdayOf(dateAsked(sold, when))),
  *mistakes(when: FromCondition & UntilCondition & WeekdaysCondition, isSound: IsSound): Iterable<Mistake> {
    if (!['from', 'until', 'weekdays'].every((name) => isSound(name))) return;
    if (!when.from || !when.until || !when.weekdays || when.from > when.until) return;
    if (holdsSomeDay(when.weekdays, when.from, when.until)) return;
    yield {
      path: ['weekdays'],
      problem: `has no day from ${when.from} to ${when.until}`,
      fix: 'Name a weekday of these dates.',
    };
  },
});

function holdsSomeDay(days: readonly Weekday[], from: string, until: string): boolean {
  const first = dayNumberOf(from as BusinessDate);
  const last = Math.min(dayNumberOf(until as BusinessDate), first + 6);
  for (let day = first; day <= last; day++) if (days.includes(weekdayOf(dateOfDay(day)))) return true;
  return false;
}
