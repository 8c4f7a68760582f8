import { date } from './calendar-fields.ts';
import { instant } from './command-fields.ts';
import type { MemberId } from '../values/ids.ts';
import { id, list, oneOf, optional } from './fields.ts';
import { type Mistake, strict, withMeaning } from './objects.ts';

/** A report of days, with some of these columns. */
export function dailyShape<const Column extends string>(columns: readonly Column[]) {
  return withMeaning(
    strict({
      columns: list(oneOf(columns), 1, columns.length),
      from: optional(date()),
      to: optional(date()),
    }),
    function* ({ from, to }, isSound): Iterable<Mistake> {
      if (from === undefined || to === undefined || !isSound('from') || !isSound('to') || from <= to) return;
      yield { path: ['to'], problem: 'must not be before `from`', fix: 'Both days are in the report.' };
    },
  );
}

export const liabilityShape = strict({ at: optional(instant()) });
export const statementReportShape = strict({ memberId: id<MemberId>() });
