import type { BusinessDate, Instant } from './instant.ts';
import { lastInstant } from './instant.ts';
import { dayNumberOf, dateOfDay, dayMs, lastDayNumber, type Weekday, weekdayOf } from './business-date.ts';
import { offsetMsAt, instantOfWallClock } from './time-zone.ts';

/**
 * The business date of an instant in a time zone.
 *
 * @remarks Business days follow each other without gap or overlap. Where a clock is turned back across midnight, the
 * day before lasts until the clock has left it for good. It costs two comparisons where the zone's last look-up was the
 * same day.
 */
export function businessDateOf(instant: Instant, timeZone: string): BusinessDate {
  return dayOf(instant, timeZone).date;
}

/** Where a business date begins. */
export function startOfDate(date: BusinessDate, timeZone: string): Instant {
  return startOfDay(dayNumberOf(date), timeZone);
}

/** Where a business date ends: the start of the next day, exclusive. Never later than the ledger's last instant. */
export function startOfNextDay(date: BusinessDate, timeZone: string): Instant {
  const calendar = calendarOf(timeZone);
  if (calendar.latest.date === date) return ending(calendar.latest.end);
  return startOfDay(dayNumberOf(date) + 1, timeZone);
}

/** The business date, its weekday and the time on the clock of an instant. */
export function localTimeOf(instant: Instant, timeZone: string): LocalTime {
  const day = dayOf(instant, timeZone);
  const offsetMs = day.offsetMs ?? offsetMsAt(instant, timeZone);
  const minutes = Math.floor((instant + offsetMs) / minuteMs) % minutesPerDay;
  const sinceMidnight = minutes < 0 ? minutes + minutesPerDay : minutes;
  return {
    date: day.date,
    weekday: day.weekday,
    time: `${two(Math.floor(sinceMidnight / 60))}:${two(sinceMidnight % 60)}`,
  };
}

/** The same time on the clock so many calendar days later; a time that the clock skips becomes the first after it. */
export function daysLater(instant: Instant, days: number, timeZone: string): Instant {
  const wallMs = instant + (dayOf(instant, timeZone).offsetMs ?? offsetMsAt(instant, timeZone)) + days * dayMs;
  const day = dayOf(ending(instant + days * dayMs), timeZone);
  const then = wallMs - (day.offsetMs ?? Number.NaN);
  return ending(then >= day.start && then < day.end ? then : instantOfWallClock(wallMs, timeZone));
}

/** What a clock on the wall shows. */
export interface LocalTime {
  /** The business date. */
  readonly date: BusinessDate;
  /** Its day of the week. */
  readonly weekday: Weekday;
  /** "HH:mm". */
  readonly time: string;
}

interface LocalDay {
  readonly date: BusinessDate;
  readonly weekday: Weekday;
  readonly start: Instant;
  readonly end: Instant;
  /** Null on a day on which the clock is changed. */
  readonly offsetMs: number | null;
}

/** The days of a zone that were looked up, by the UTC days that they touch. */
interface ZoneCalendar {
  latest: LocalDay;
  readonly days: Map<number, LocalDay[]>;
}

const minuteMs = 60_000;
const minutesPerDay = 1440;
/** Bounds of what is remembered: the zones in use, and about three years of days in each. */
const mostZones = 32;
const mostDays = 1100;
const noDay: LocalDay = {
  date: '' as BusinessDate,
  weekday: 'mon',
  start: 0 as Instant,
  end: 0 as Instant,
  offsetMs: 0,
};

const calendars = new Map<string, ZoneCalendar>();
let lastZone = '';
let lastCalendar: ZoneCalendar = { latest: noDay, days: new Map() };

function calendarOf(timeZone: string): ZoneCalendar {
  if (timeZone === lastZone) return lastCalendar;
  let calendar = calendars.get(timeZone);
  if (calendar === undefined) {
    if (calendars.size >= mostZones) calendars.clear();
    calendar = { latest: noDay, days: new Map() };
    calendars.set(timeZone, calendar);
  }
  lastZone = timeZone;
  lastCalendar = calendar;
  return calendar;
}

function dayOf(instant: Instant, timeZone: string): LocalDay {
  const calendar = calendarOf(timeZone);
  const { latest } = calendar;
  if (instant >= latest.start && instant < latest.end) return latest;
  const utcDay = Math.floor(instant / dayMs);
  const known = calendar.days.get(utcDay);
  const day = known?.find(({ start, end }) => instant >= start && instant < end) ?? computeDay(instant, timeZone);
  if (known === undefined) {
    if (calendar.days.size >= mostDays) calendar.days.clear();
    calendar.days.set(utcDay, [day]);
  } else if (!known.includes(day)) known.push(day);
  calendar.latest = day;
  return day;
}

function computeDay(instant: Instant, timeZone: string): LocalDay {
  let number = Math.min(Math.floor((instant + offsetMsAt(instant, timeZone)) / dayMs), lastDayNumber);
  // Only where a clock is turned back across midnight does a date begin after it was first seen.
  while (instant < startOfDay(number, timeZone)) number -= 1;
  const start = startOfDay(number, timeZone);
  const end = number === lastDayNumber ? (Number.POSITIVE_INFINITY as Instant) : startOfDay(number + 1, timeZone);
  const offsetMs = offsetMsAt(start, timeZone);
  const date = dateOfDay(number);
  const steady = number < lastDayNumber && end - start === dayMs && offsetMsAt(end, timeZone) === offsetMs;
  return { date, weekday: weekdayOf(date), start, end, offsetMs: steady ? offsetMs : null };
}

function startOfDay(dayNumber: number, timeZone: string): Instant {
  return ending(instantOfWallClock(dayNumber * dayMs, timeZone));
}

function ending(instant: number): Instant {
  return Math.min(instant, lastInstant) as Instant;
}

function two(figure: number): string {
  return figure < 10 ? `0${figure}` : `${figure}`;
}
