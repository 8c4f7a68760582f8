import type { BusinessDate } from '../values/instant.ts';
import { dateOfDay, dayNumberOf, monthDayOf } from '../values/business-date.ts';

/** Whether a date is on a birthday ("MM-DD"), or in its month. 29 February is kept on the 28th in common years. */
export function isBirthday(span: 'day' | 'month', birthday: string | null, date: BusinessDate): boolean {
  if (birthday === null) return false;
  const today = monthDayOf(date);
  if (span === 'month') return birthday.slice(0, 2) === today.slice(0, 2);
  if (birthday === today) return true;
  return birthday === '02-29' && today === '02-28' && monthDayOf(dateOfDay(dayNumberOf(date) + 1)) === '03-01';
}
