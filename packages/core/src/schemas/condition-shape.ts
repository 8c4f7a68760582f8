import * as z from 'zod/mini';
import type { BusinessDate } from '../values/instant.ts';
import { dateOfDay, dayNumberOf, weekdayOf } from '../values/business-date.ts';
import type { Condition } from '../program/earn-rule.ts';
import type { Weekday } from '../values/business-date.ts';
import { date, time } from './calendar-fields.ts';
import { flag, list, oneOf, orNull, text, whole, withDefault } from './fields.ts';
import { type IsSound, type Mistake, strict, withMeaning } from './objects.ts';
import { repeated } from './repeated.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** When a rule or a multiplier holds. */
export const conditionShape = withMeaning(
  strict({
    minimumSpend: orNull(whole(1, undefined, 'Leave it out where any amount will do.')),
    weekdays: orNull(weekdaysInOrder()),
    hours: orNull(hoursShape()),
    from: orNull(date()),
    until: orNull(date()),
    firstPurchase: withDefault(flag(), false),
    birthday: orNull(oneOf(['day', 'month'])),
    tiers: orNull(list(text(), 1, 100)),
  }),
  mistakesOf,
);

/** No condition at all. */
export const always = Object.freeze({
  minimumSpend: null,
  weekdays: null,
  hours: null,
  from: null,
  until: null,
  firstPurchase: false,
  birthday: null,
  tiers: null,
});

function weekdaysInOrder() {
  const inOrder = (days: Weekday[]) => weekdays.filter((day) => days.includes(day));
  return z.pipe(list(oneOf(weekdays), 1, 7), z.transform(inOrder));
}

function hoursShape() {
  return withMeaning(strict({ from: time('23:59'), until: time('24:00') }), function* ({ from, until }, isSound) {
    if (!isSound('from') || !isSound('until') || from !== until) return;
    yield {
      path: ['until'],
      problem: `is the same time as from, ${from}`,
      fix: 'Leave hours out to mean the whole day.',
    };
  });
}

function* mistakesOf(when: Condition, isSound: IsSound): Iterable<Mistake> {
  if (isSound('tiers')) yield* repeated(when.tiers ?? [], 'tiers');
  if (!isSound('from') || !isSound('until') || when.from === null || when.until === null) return;
  if (when.from > when.until) {
    yield {
      path: ['until'],
      problem: `is before from, ${when.from}, so it never holds`,
      fix: 'Put the earlier date into from.',
    };
  } else if (
    isSound('weekdays') &&
    isSound('hours') &&
    !holdsSomeDay(when.weekdays, when.from, when.until, when.hours)
  ) {
    yield {
      path: ['weekdays'],
      problem: `has no day from ${when.from} to ${when.until}`,
      fix: 'Name a weekday of these dates.',
    };
  }
}

/** Hours that span midnight reach back to the weekday before the first date. */
function holdsSomeDay(
  days: Condition['weekdays'],
  from: BusinessDate,
  until: BusinessDate,
  hours: Condition['hours'],
): boolean {
  if (days === null) return true;
  const first = dayNumberOf(from) - (hours !== null && hours.from > hours.until ? 1 : 0);
  const last = Math.min(dayNumberOf(until), first + 6);
  const reached: Weekday[] = [];
  for (let day = first; day <= last; day++) reached.push(weekdayOf(dateOfDay(day)));
  return days.some((day) => reached.includes(day));
}
