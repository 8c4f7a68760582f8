import { dateRule } from '../../schemas/calendar-rules.ts';
import type { IsSound, Mistake } from '../../schemas/problem.ts';
import { field, orNull } from '../../schemas/fields.ts';
import { condition } from './condition.ts';
import type { FromCondition } from './from.ts';
import { dateAsked, type HoursCondition } from './hours.ts';

/** The last day of a rule. */
export interface UntilCondition {
  /** The last business date, YYYY-MM-DD, inclusive. */
  readonly until?: string | null | undefined;
}

/** Sales of this business date and earlier. */
export const until = condition({
  kind: 'until',
  version: 1,
  value: orNull<string>(field(dateRule)),
  reads: [],
  unmet: 'ended',
  isMet: (last, { sold }, when: HoursCondition) => dateAsked(sold, when) <= last,
  *mistakes(when: FromCondition & UntilCondition, isSound: IsSound): Iterable<Mistake> {
    if (!isSound('from') || !isSound('until') || !when.from || !when.until || when.from <= when.until) return;
    yield {
      path: ['until'],
      problem: `is before from, ${when.from}, so it never holds`,
      fix: 'Put the earlier date into from.',
    };
  },
});
