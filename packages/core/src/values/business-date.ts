import type { BusinessDate } from './instant.ts';

/** The day of the week of a business date. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** An hour of a clock. */
export const hourMs = 3_600_000;
/** A calendar day in UTC, which has no clock changes. */
export const dayMs = 86_400_000;
/** 9999-12-31, after which dates would need a fifth digit. */
export const lastDayNumber = 2_932_896;

const weekdays: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];

/** Days since 1970-01-01; negative before. */
export function dayNumberOf(date: BusinessDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** The date so many days after 1970-01-01. */
export function dateOfDay(dayNumber: number): BusinessDate {
  return new Date(dayNumber * dayMs).toISOString().slice(0, 10) as BusinessDate;
}

/** The day of the week of a date. */
export function weekdayOf(date: BusinessDate): Weekday {
  return weekdays[((dayNumberOf(date) % 7) + 7) % 7] ?? 'thu';
}

/** "MM-DD", as birthdays are written. */
export function monthDayOf(date: BusinessDate): string {
  return date.slice(5);
}

/** Whether a text is a day that the calendar has, from 1970-01-01 to 9999-12-31. */
export function isBusinessDate(text: string): text is BusinessDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const dayNumber = dayNumberOf(text as BusinessDate);
  return dayNumber >= 0 && dayNumber <= lastDayNumber && dateOfDay(dayNumber) === text;
}
