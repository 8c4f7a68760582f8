import { dateOfDay, dayNumberOf } from '../../values/business-date.ts';
import type { LocalTime } from '../../values/calendar.ts';
import type { BusinessDate } from '../../values/instant.ts';
import type { Occasion } from '../sale.ts';
import { timeRule } from '../../schemas/calendar-rules.ts';
import { field, orNull } from '../../schemas/fields.ts';
import { object, refine } from '../../schemas/objects.ts';
import { condition } from './condition.ts';

/** The hours of a rule. */
export interface HoursCondition {
  /**
   * "HH:mm", from inclusive, until exclusive; from > until spans midnight. Hours belong to the business day on which
   * they begin.
   */
  readonly hours?: TimeOfDay | null | undefined;
}

/** A stretch of the day. */
export interface TimeOfDay {
  /** "00:00" to "23:59", inclusive. */
  readonly from: string;
  /** "00:00" to "24:00", exclusive; kept as "00:00" where it is "24:00". */
  readonly until: string;
}

/** Sales within these hours, by the clock in the shop. */
export const hours = condition({
  kind: 'hours',
  version: 1,
  value: orNull(
    refine(
      object<TimeOfDay>({ from: field(timeRule('23:59')), until: field(timeRule('24:00')) }),
      function* (day, isSound) {
        if (!isSound('from') || !isSound('until') || day.from !== day.until) return;
        yield {
          path: ['until'],
          problem: `is the same time as from, ${day.from}`,
          fix: 'Leave hours out to mean the whole day.',
        };
      },
    ),
  ),
  reads: [],
  unmet: 'hours',
  isMet: isWithin,
});

/**
 * The business date that dates and weekdays beside hours ask for: the one on which the hours began that the sale is in.
 *
 * @remarks "Friday, 22:00 to 02:00" holds on Saturday at 01:00, and not on Friday at 01:00. Where business days begin
 * at 04:00, "friday, 02:00 to 06:00" holds on Saturday at 05:00.
 */
export function dateAsked(sold: LocalTime, { hours: stretch }: HoursCondition): BusinessDate {
  if (!stretch || !isWithin(stretch, { sold })) return sold.date;
  const daysBack = (sold.time < stretch.from ? 1 : 0) + (stretch.from < sold.dayStartsAt ? 1 : 0);
  return daysBack === 0 ? sold.clockDate : dateOfDay(dayNumberOf(sold.clockDate) - daysBack);
}

function isWithin({ from, until }: TimeOfDay, { sold: { time } }: Pick<Occasion, 'sold'>): boolean {
  return from > until ? time >= from || time < until : time >= from && time < until;
}
