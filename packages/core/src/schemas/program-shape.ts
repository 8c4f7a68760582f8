import * as z from 'zod/mini';
import type { ProgramId } from '../values/ids.ts';
import type { ExpiryPolicy, Period } from '../program/expiry-policy.ts';
import { date, timeZone } from './calendar-fields.ts';
import { currency } from './currency-field.ts';
import { earnShape } from './earn-shape.ts';
import { id, leaf, oneOf, optional, text, whole, withDefault } from './fields.ts';
import { strict, withMeaning } from './objects.ts';
import { redemptionShape } from './redemption-shape.ts';
import { mustBe, textOf } from './words.ts';

/** A program as it may be written; what is left out gets its default. */
export const programShape = withMeaning(
  strict({
    programId: id<ProgramId>(),
    v: optional(
      leaf<1>((value) =>
        value === 1 ? null : mustBe('1', value, 'Leave it out; this Pointbook reads version 1 of the format.'),
      ),
    ),
    version: optional(text()),
    name: text(),
    timeZone: timeZone(),
    currency: currency(),
    earn: earnShape,
    expiry: withDefault(expiryShape(), { kind: 'never' }),
    redeem: redemptionShape,
    refund: withDefault(
      strict({
        clawback: withDefault(oneOf(['allow-debt', 'within-balance', 'refuse']), 'allow-debt'),
        windowDays: withDefault(whole(0, 3650), 90),
        graceDays: withDefault(whole(0, 3650), 0),
      }),
      { clawback: 'allow-debt', windowDays: 90, graceDays: 0 },
    ),
  }),
  function* ({ earn, expiry }, isSound) {
    if (!isSound('earn', 'pendingDays') || !isSound('expiry')) return;
    const shortest = shortestDaysOf(expiry);
    if (shortest === null || earn.pendingDays < shortest) return;
    yield {
      path: ['earn', 'pendingDays'],
      problem: `is ${earn.pendingDays}, so points could end before they are available (after ${shortest} days)`,
      fix: 'Lower pendingDays, or lengthen expiry.period.',
    };
  },
);

function expiryShape() {
  const period = strict({ unit: oneOf(['days', 'months']), count: whole(1, 36_500) });
  const roundTo = withDefault(oneOf(['day', 'month-end']), 'day');
  return z.discriminatedUnion(
    'kind',
    [
      strict({ kind: z.literal('never') }),
      strict({ kind: z.literal('after'), period, roundTo }),
      strict({ kind: z.literal('on-date'), date: date() }),
      strict({ kind: z.literal('inactivity'), period }),
    ],
    { error: ({ input }) => textOf(wordsOfExpiry(input)) },
  );
}

function wordsOfExpiry(input: unknown) {
  const fix =
    'Write { kind: "after", period: { unit: "months", count: 12 } }, or kind "never", "on-date" with a date, or "inactivity" with a period.';
  if (typeof input !== 'object' || input === null) return mustBe('an object', input, fix);
  return mustBe('"never", "after", "on-date" or "inactivity"', Reflect.get(input, 'kind'), fix);
}

/** The days of a period, of the shortest months where it has months; null where points do not end after one. */
function shortestDaysOf(expiry: ExpiryPolicy): number | null {
  return 'period' in expiry ? daysOf(expiry.period) : null;
}

function daysOf({ unit, count }: Period): number {
  return unit === 'days' ? count : count * 28;
}
