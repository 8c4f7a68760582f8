import { dateRule } from '../../schemas/calendar-rules.ts';
import { field, orNull } from '../../schemas/fields.ts';
import { condition } from './condition.ts';
import { dateAsked, type HoursCondition } from './hours.ts';

/** The first day of a rule. */
export interface FromCondition {
  /** The first business date, YYYY-MM-DD, inclusive. */
  readonly from?: string | null | undefined;
}

/** Sales of this business date and later. */
export const from = condition({
  kind: 'from',
  version: 1,
  value: orNull<string>(field(dateRule)),
  reads: [],
  unmet: 'not-started',
  isMet: (first, { sold }, when: HoursCondition) => dateAsked(sold, when) >= first,
});
