import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';
import type { BusinessDate, Instant } from '../values/instant.ts';
import { dateOfDay, dayMs, dayNumberOf, lastDayNumber } from '../values/business-date.ts';
import { businessDateOf, daysLater, type ShopDays, startOfNextDay } from '../values/calendar.ts';
import type { Period } from './expiry-policy.ts';
import type { Program } from './program.ts';

/**
 * When points that are earned at an instant end: at the start of the day after their last day.
 *
 * @remarks Points earned after a fixed date have ended already.
 */
export function lotEndOf(program: Program, earnedAt: Instant): Instant | 'never' | 'inactivity' {
  const { expiry } = program;
  switch (expiry.kind) {
    case 'never':
    case 'inactivity':
      return expiry.kind;
    case 'on-date':
      return startOfNextDay(expiry.date, program);
    case 'after':
      return endOfPeriod(expiry.period, expiry.roundTo, businessDateOf(earnedAt, program), program);
  }
}

/** When an account's points end if nothing is earned or redeemed after an instant. */
export function inactivityDeadlineOf(period: Period, at: Instant, days: ShopDays): Instant {
  return endOfPeriod(period, 'day', businessDateOf(at, days), days);
}

/** When points that are earned at an instant become available: days later at the same local time; null for at once. */
export function availableAtOf(program: Program, earnedAt: Instant): Instant | null {
  const { pendingDays } = program.earn;
  return pendingDays === 0 ? null : daysLater(earnedAt, pendingDays, program);
}

/** The same date has the same end, so a batch computes it once. */
const maxEnds = 4096;
const ends = new Map<string, Instant>();

function endOfPeriod(
  { count, unit }: Period,
  roundTo: 'day' | 'month-end',
  date: BusinessDate,
  days: ShopDays,
): Instant {
  const key = `${date} ${count} ${unit} ${roundTo} ${days.timeZone} ${days.dayStartsAt}`;
  let end = ends.get(key);
  if (end === undefined) {
    if (ends.size >= maxEnds) ends.clear();
    end = startOfNextDay(lastDateOf({ count, unit }, roundTo, date), days);
    ends.set(key, end);
  }
  return end;
}

function lastDateOf({ count, unit }: Period, roundTo: 'day' | 'month-end', date: BusinessDate): BusinessDate {
  // Dates are computed in UTC, where every day has 24 hours. The shop's clock matters only for the end of the last day.
  const first = new UTCDateMini(dayNumberOf(date) * dayMs);
  const last = unit === 'days' ? addDays(first, count) : addMonths(first, count);
  const rounded = roundTo === 'month-end' ? lastDayOfMonth(last) : last;
  return dateOfDay(Math.min(rounded.getTime() / dayMs, lastDayNumber));
}
