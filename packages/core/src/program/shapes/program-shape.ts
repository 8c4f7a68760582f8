import { dateRule, timeRule, timeZoneRule } from '../../schemas/calendar-rules.ts';
import { currencyRule } from '../../schemas/currency-rule.ts';
import { type FieldRule, noteRule } from '../../schemas/field-rules.ts';
import { phoneCountryRule } from '../../schemas/phone-country-rule.ts';
import { mustBe } from '../../schemas/mistake-text.ts';
import type { ProgramId } from '../../values/ids.ts';
import { earnShape } from './earn-shape.ts';
import type { ExpiryPolicy, Period } from '../expiry-policy.ts';
import type { PartVersions } from '../parts/part-versions.ts';
import type { Parts } from '../parts/parts.ts';
import type { AdjustingPolicy, Program, RefundPolicy } from '../program.ts';
import { redemptionShape } from './redemption-shape.ts';
import { sectionsShape } from './sections-shape.ts';
import { aside, firstOf, off, wholeOr } from './program-fields.ts';
import { field, id, oneOf, orDefaults, orNull, text, whole, withDefault } from '../../schemas/fields.ts';
import { object, variants, refine } from '../../schemas/objects.ts';
import { isObject, type Schema } from '../../schemas/schema.ts';

/** The rules of a program, and the fields that only a `Program` has. */
export interface ProgramInput extends Omit<Program, 'v' | 'version' | 'parts'> {
  readonly v: 1 | undefined;
  readonly version: string | undefined;
  readonly parts: PartVersions | undefined;
}

/** A program as it may be written; what is left out gets its default. */
export function programShape(parts: Parts, isStored = false): Schema<ProgramInput> {
  return refine(
    object<ProgramInput>({
      programId: id<ProgramId>(),
      v: aside(field(formatRule)),
      version: aside(text()),
      parts: aside(field(partVersionsRule)),
      name: text(),
      timeZone: field(timeZoneRule),
      dayStartsAt: withDefault(field(timeRule('23:59')), '00:00'),
      currency: field(currencyRule),
      phoneCountry: orNull(field(phoneCountryRule)),
      earn: earnShape(parts),
      expiry: withDefault(expiryShape(), { kind: 'never' }),
      redeem: redemptionShape(),
      refund: orDefaults(
        object<RefundPolicy>({
          clawback: firstOf(['allow-debt', 'within-balance', 'refuse']),
          windowDays: wholeOr(90, 0, 3650),
          graceDays: wholeOr(0, 0, 3650),
        }),
      ),
      adjusting: orDefaults(object<AdjustingPolicy>({ requireReason: off(), defaultComment: orNull(field(noteRule)) })),
      plugins: sectionsShape(parts.sections, isStored),
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
}

const formatRule: FieldRule<1> = {
  check: (value) =>
    value === 1 ? null : mustBe('1', value, 'Leave it out; this Pointbook reads version 1 of the format.'),
};

/** The versions of parts that are named, where they are. */
export const partVersionsRule: FieldRule<PartVersions> = {
  check(value) {
    const sections = isObject(value) ? [value['when'], value['earn']] : [];
    const areVersions = sections.length > 0 && sections.every((section) => isObject(section) && areWhole(section));
    return areVersions
      ? null
      : mustBe('the parts of a Program', value, 'Leave it out where the rules come from no Program.');
  },
};

function areWhole(section: object): boolean {
  return Object.values(section).every((version) => Number.isSafeInteger(version) && version >= 1);
}

function expiryShape(): Schema<ExpiryPolicy> {
  const period = object<Period>({ unit: oneOf(['days', 'months']), count: whole(1, 36_500) });
  return variants(
    'kind',
    {
      never: object<object>({}),
      after: object({ period, roundTo: firstOf(['day', 'month-end']) }),
      'on-date': object({ date: field(dateRule) }),
      inactivity: object({ period }),
    },
    'Write { kind: "after", period: { unit: "months", count: 12 } }, or kind "never", "on-date" with a date, or "inactivity" with a period.',
  );
}

/** The least days of a period, which counts months by the shortest; null where points do not end after a period. */
function shortestDaysOf(expiry: ExpiryPolicy): number | null {
  return 'period' in expiry ? daysOf(expiry.period) : null;
}

function daysOf({ unit, count }: Period): number {
  return unit === 'days' ? count : count * 28;
}
