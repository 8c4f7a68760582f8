import { dateRule } from './calendar-rules.ts';
import { instant } from './command-fields.ts';
import type { MemberId } from '../values/ids.ts';
import { field, id, list, oneOf, optional } from './fields.ts';
import { strict, withMeaning } from './objects.ts';
import type { Mistake } from './problem.ts';

/** A report of days, with some of these columns. */
export function dailyShape<const Column extends string>(columns: readonly Column[]) {
  return withMeaning(
    strict({
      columns: list(oneOf(columns), 1, columns.length),
      from: optional(field(dateRule)),
      to: optional(field(dateRule)),
    }),
    function* ({ from, to }, isSound): Iterable<Mistake> {
      if (from === undefined || to === undefined || !isSound('from') || !isSound('to') || from <= to) return;
      yield { path: ['to'], problem: 'must not be before `from`', fix: 'Both days are in the report.' };
    },
  );
}

export const liabilityShape = strict({ at: optional(instant()) });
export const statementReportShape = strict({ memberId: id<MemberId>() });
