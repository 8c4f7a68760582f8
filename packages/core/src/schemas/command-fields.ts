import { firstInstant, type Instant, lastInstant } from '../model/instant.ts';
import type { Email, Phone } from '../model/ids.ts';
import type { Points } from '../model/points.ts';
import { quantityPattern } from '../model/quantity.ts';
import { type FieldRule, wholeRule } from './field-rules.ts';
import { field, leaf, whole } from './fields.ts';
import { mustBe, mustBePersonal } from './words.ts';

/** Points of a command: 1 or more. */
export function points() {
  return whole<Points>(1, undefined, 'Points are whole and positive; `direction` says which way.');
}

const moneyHint = 'Money is counted in minor units: 12.50 is 1250.';

/** Minor units of money, 0 or more. */
export const moneyRule = wholeRule(0, undefined, moneyHint);

/** Minor units of money, below 0 for a discount that stands as a line. */
export const signedMoneyRule = wholeRule(-Number.MAX_SAFE_INTEGER, undefined, moneyHint);

/** Pieces or a weight. */
export const quantityRule: FieldRule<string> = {
  judge: (value) =>
    typeof value === 'string' && quantityPattern.test(value)
      ? null
      : mustBe('a decimal text with at most 6 places', value, 'Write a quantity as a text: "1", "1.25".'),
};

/** Minor units of money, 0 or more. */
export function money() {
  return field(moneyRule);
}

/** A moment, as a valid `Date` from 1970 to 9999. */
export function instant() {
  return leaf<Date, Instant>(
    (value) => {
      const time = value instanceof Date ? value.getTime() : Number.NaN;
      if (Number.isInteger(time) && time >= firstInstant && time <= lastInstant) return null;
      const what =
        value instanceof Date
          ? { problem: 'must be a Date from 1970 to 9999; this one is not', fix: 'Check how it was made.' }
          : null;
      return what ?? mustBe('a Date', value, 'Pass a Date object: new Date("2026-12-31T10:00:00Z").');
    },
    (value) => Math.trunc(value.getTime()) as Instant,
  );
}

/** A telephone number; what people put between digits is taken out. */
export function phone() {
  return leaf<string, Phone>(
    (value) =>
      typeof value === 'string' && value.length <= 40 && /^\+[1-9]\d{6,14}$/.test(bare(value))
        ? null
        : mustBePersonal('a phone number in E.164 form', value, 'Begin with + and the country: "+628123456789".'),
    (value) => bare(value) as Phone,
  );
}

/** An email address, its domain in lower case. */
export function email() {
  return leaf<string, Email>(
    (value) =>
      typeof value === 'string' &&
      value.length <= 254 &&
      /^[^\s@\p{Cc}\p{Cs}]{1,64}@[^\s@.\p{Cc}\p{Cs}]+(\.[^\s@.\p{Cc}\p{Cs}]+)+$/u.test(value)
        ? null
        : mustBePersonal('an email address', value, 'Write it as "name@example.org".'),
    (value) => {
      const at = value.lastIndexOf('@');
      return `${value.slice(0, at)}${value.slice(at).toLowerCase()}`.normalize() as Email;
    },
  );
}

/** A day of birth, with its year or without. */
export function birthday() {
  return leaf<string>((value) => {
    const full = typeof value === 'string' && value.length === 5 ? `2000-${value}` : value;
    return typeof full === 'string' && isBirthday(full)
      ? null
      : mustBePersonal('a day of birth', value, 'Write "MM-DD", or "YYYY-MM-DD" where the year is known.');
  });
}

/** Words for people, of several lines if need be. */
export function note() {
  return leaf<string>(
    (value) => {
      if (typeof value !== 'string') return mustBe('a text', value, 'Write some words.');
      if (value.length > longestNote)
        return { problem: `must be at most ${longestNote} characters, not ${value.length}`, fix: 'Shorten it.' };
      if (value.trim() === '') return { problem: 'must not be blank', fix: 'Write some words.' };
      return /[^\P{Cc}\n\r\t]|\p{Cs}/u.test(value)
        ? { problem: 'must not contain control characters', fix: 'Take them out.' }
        : null;
    },
    (value) => value.normalize(),
  );
}

const longestNote = 2000;

/** Any day of the calendar: people are older than the instants of a ledger. */
function isBirthday(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const real = new Date(Date.UTC(year, month - 1, day));
  return /^(18|19|20)\d\d-\d\d-\d\d$/.test(date) && real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
}

function bare(phoneNumber: string): string {
  return phoneNumber.replace(/[\s().\-/]/g, '');
}
