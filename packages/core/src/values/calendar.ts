import type { BusinessDate, Instant } from './instant.ts';
import { lastInstant } from './instant.ts';
import { dayNumberOf, dateOfDay, dayMs, lastDayNumber, type Weekday, weekdayOf } from './business-date.ts';
import { offsetMsAt, firstInstantAt } from './time-zone.ts';

/** Whose days are meant: those of a program, or of whatever else names a time zone. */
export interface ShopDays {
  /** An IANA name. */
  readonly timeZone: string;
  /** "HH:mm", when a business day begins by the clock. @defaultValue `'00:00'` */
  readonly dayStartsAt?: string | undefined;
}

/**
 * The business date of an instant.
 *
 * @remarks A business date begins when the clock shows its start for the first time, and lasts until the next one
 * begins, wherever the clock is turned back or forward meanwhile. It costs four comparisons where the last look-up was
 * the same day.
 */
export function businessDateOf(instant: Instant, days: ShopDays): BusinessDate {
  return dayOf(instant, days).date;
}

/** Where a business date begins. */
export function startOfDate(date: BusinessDate, days: ShopDays): Instant {
  return startOfDay(dayNumberOf(date), days);
}

/** Where a business date ends: the start of the next day, exclusive. Never later than the ledger's last instant. */
export function startOfNextDay(date: BusinessDate, days: ShopDays): Instant {
  const calendar = calendarOf(days);
  if (calendar.latest.date === date) return ending(calendar.latest.end);
  return startOfDay(dayNumberOf(date) + 1, days);
}

/** The business date, its weekday, and the date and the time on the clock of an instant. */
export function localTimeOf(instant: Instant, days: ShopDays): LocalTime {
  const { date, weekday, number, offsetMs } = dayOf(instant, days);
  const wallMs = instant + (offsetMs ?? offsetMsAt(instant, days.timeZone));
  const clockDay = Math.floor(wallMs / dayMs);
  const minutes = Math.floor((wallMs - clockDay * dayMs) / minuteMs);
  return {
    date,
    weekday,
    clockDate: clockDay === number ? date : dateOfDay(Math.min(clockDay, lastDayNumber)),
    time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
    dayStartsAt: days.dayStartsAt ?? midnight,
  };
}

/**
 * The same time on the clock so many calendar days later, for the first time; a time that is skipped becomes the first
 * after it.
 */
export function daysLater(instant: Instant, count: number, days: ShopDays): Instant {
  const wallMs = instant + (dayOf(instant, days).offsetMs ?? offsetMsAt(instant, days.timeZone)) + count * dayMs;
  const day = dayOf(ending(instant + count * dayMs), days);
  const then = wallMs - (day.offsetMs ?? Number.NaN);
  return ending(then >= day.start && then < day.end ? then : firstInstantAt(wallMs, days.timeZone));
}

/** What a clock on the wall shows. */
export interface LocalTime {
  /** The business date. */
  readonly date: BusinessDate;
  /** Its day of the week. */
  readonly weekday: Weekday;
  /** The date on the clock: after midnight, and until the next business day begins, it is the day after `date`. */
  readonly clockDate: BusinessDate;
  /** "HH:mm". */
  readonly time: string;
  /** "HH:mm", when business days begin. */
  readonly dayStartsAt: string;
}

interface LocalDay {
  readonly date: BusinessDate;
  readonly weekday: Weekday;
  /** Days since 1970-01-01. */
  readonly number: number;
  readonly start: Instant;
  readonly end: Instant;
  /** Null on a day on which the clock is changed. */
  readonly offsetMs: number | null;
}

/** The days of a shop that were looked up, by the UTC days that they touch. */
interface Calendar {
  latest: LocalDay;
  readonly days: Map<number, LocalDay[]>;
}

const minuteMs = 60_000;
const midnight = '00:00';
/** Bounds of what is remembered: the zones in use with their starts of days, and about three years of days in each. */
const maxCalendars = 32;
const maxDays = 1100;
const noDay: LocalDay = {
  date: '' as BusinessDate,
  weekday: 'mon',
  number: 0,
  start: 0 as Instant,
  end: 0 as Instant,
  offsetMs: 0,
};

const calendars = new Map<string, Calendar>();
let lastZone = '';
let lastStart: string | undefined;
let lastCalendar: Calendar = { latest: noDay, days: new Map() };

function calendarOf({ timeZone, dayStartsAt }: ShopDays): Calendar {
  if (timeZone === lastZone && dayStartsAt === lastStart) return lastCalendar;
  const name = `${timeZone} ${dayStartsAt ?? midnight}`;
  let calendar = calendars.get(name);
  if (calendar === undefined) {
    if (calendars.size >= maxCalendars) calendars.clear();
    calendar = { latest: noDay, days: new Map() };
    calendars.set(name, calendar);
  }
  lastZone = timeZone;
  lastStart = dayStartsAt;
  lastCalendar = calendar;
  return calendar;
}

function dayOf(instant: Instant, days: ShopDays): LocalDay {
  const calendar = calendarOf(days);
  const { latest } = calendar;
  if (instant >= latest.start && instant < latest.end) return latest;
  const utcDay = Math.floor(instant / dayMs);
  const known = calendar.days.get(utcDay);
  const day = known?.find(({ start, end }) => instant >= start && instant < end) ?? computeDay(instant, days);
  if (known === undefined) {
    if (calendar.days.size >= maxDays) calendar.days.clear();
    calendar.days.set(utcDay, [day]);
  } else if (!known.includes(day)) known.push(day);
  calendar.latest = day;
  return day;
}

function computeDay(instant: Instant, days: ShopDays): LocalDay {
  const { timeZone } = days;
  const wallMs = instant + offsetMsAt(instant, timeZone);
  let number = Math.min(Math.floor((wallMs - sinceMidnight(days)) / dayMs), lastDayNumber);
  let end = endOfDay(number, days);
  // A clock that is turned back may show the day before once more, which is over.
  while (instant >= end) end = endOfDay((number += 1), days);
  const start = startOfDay(number, days);
  const offsetMs = offsetMsAt(start, timeZone);
  const date = dateOfDay(number);
  const steady = number < lastDayNumber && end - start === dayMs && offsetMsAt(end, timeZone) === offsetMs;
  return { date, weekday: weekdayOf(date), number, start, end, offsetMs: steady ? offsetMs : null };
}

function startOfDay(number: number, days: ShopDays): Instant {
  return ending(firstInstantAt(number * dayMs + sinceMidnight(days), days.timeZone));
}

/** The last day has no end. */
function endOfDay(number: number, days: ShopDays): Instant {
  return number === lastDayNumber ? (Number.POSITIVE_INFINITY as Instant) : startOfDay(number + 1, days);
}

/** How long after midnight a business day begins, by the clock. */
function sinceMidnight({ dayStartsAt = midnight }: ShopDays): number {
  return (Number(dayStartsAt.slice(0, 2)) * 60 + Number(dayStartsAt.slice(3))) * minuteMs;
}

function ending(instant: number): Instant {
  return Math.min(instant, lastInstant) as Instant;
}

function two(figure: number): string {
  return figure < 10 ? `0${figure}` : `${figure}`;
}
