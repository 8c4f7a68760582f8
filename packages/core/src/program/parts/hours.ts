import { timeRule } from '../../schemas/calendar-rules.ts';
import { field, orNull } from '../../schemas/fields.ts';
import { object, withMeaning } from '../../schemas/objects.ts';
import { condition } from './condition.ts';

/** The hours of a rule. */
export interface HoursCondition {
  /** "HH:mm", from inclusive, until exclusive; from > until spans midnight and belongs to the day it begins on. */
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
    withMeaning(
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
  isMet: (day, { sold: { time } }) =>
    spansMidnight(day) ? time >= day.from || time < day.until : time >= day.from && time < day.until,
});

/** Whether hours end on the day after they began. */
export function spansMidnight(day: TimeOfDay): boolean {
  return day.from > day.until;
}
