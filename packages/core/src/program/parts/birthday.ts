import { dateOfDay, dayNumberOf, monthDayOf } from '../../values/business-date.ts';
import type { BusinessDate } from '../../values/instant.ts';
import { oneOf, orNull } from '../../schemas/fields.ts';
import { condition } from './condition.ts';

/** Whether only sales around a birthday count. */
export interface BirthdayCondition {
  /** On the member's birthday, or in its month. */
  readonly birthday?: 'day' | 'month' | null | undefined;
}

/** The member's birthday, or its month. */
export const birthday = condition({
  kind: 'birthday',
  version: 1,
  value: orNull(oneOf(['day', 'month'])),
  reads: ['birthday'],
  unmet: 'birthday',
  isMet: (span, { member, sold }) => isBirthday(span, member.birthday ?? null, sold.date),
});

/** Whether a date is on a birthday ("MM-DD"), or in its month. 29 February is kept on the 28th in common years. */
function isBirthday(span: 'day' | 'month', born: string | null, date: BusinessDate): boolean {
  if (born === null) return false;
  const today = monthDayOf(date);
  if (span === 'month') return born.slice(0, 2) === today.slice(0, 2);
  if (born === today) return true;
  return born === '02-29' && today === '02-28' && monthDayOf(dateOfDay(dayNumberOf(date) + 1)) === '03-01';
}
