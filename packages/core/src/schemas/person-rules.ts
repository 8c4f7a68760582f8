import type { Email, Phone } from '../values/ids.ts';
import type { FieldRule } from './field-rules.ts';
import { mustBe, mustBePersonal } from './words.ts';

/** A telephone number; what people put between digits is taken out. */
export const phoneRule: FieldRule<Phone> = {
  json: { type: 'string', maxLength: 40 },
  judge: (value) =>
    typeof value === 'string' && value.length <= 40 && /^\+[1-9]\d{6,14}$/.test(barePhone(value))
      ? null
      : mustBePersonal('a phone number in E.164 form', value, 'Begin with + and the country: "+628123456789".'),
  convert: (value) => barePhone(value) as Phone,
};

/** An email address, its domain in lower case. */
export const emailRule: FieldRule<Email> = {
  json: { type: 'string', format: 'email', maxLength: 254 },
  judge: (value) =>
    typeof value === 'string' &&
    value.length <= 254 &&
    /^[^\s@\p{Cc}\p{Cs}]{1,64}@[^\s@.\p{Cc}\p{Cs}]+(\.[^\s@.\p{Cc}\p{Cs}]+)+$/u.test(value)
      ? null
      : mustBePersonal('an email address', value, 'Write it as "name@example.org".'),
  convert: (value) => {
    const at = value.lastIndexOf('@');
    return `${value.slice(0, at)}${value.slice(at).toLowerCase()}`.normalize() as Email;
  },
};

/** A day of birth, with its year or without. */
export const birthdayRule: FieldRule<string> = {
  json: { type: 'string', pattern: '^(\\d{4}-)?\\d{2}-\\d{2}$' },
  judge: (value) => {
    const full = typeof value === 'string' && value.length === 5 ? `2000-${value}` : value;
    return typeof full === 'string' && isDayOfBirth(full)
      ? null
      : mustBePersonal('a day of birth', value, 'Write "MM-DD", or "YYYY-MM-DD" where the year is known.');
  },
};

const longestNote = 2000;

/** Words for people, of several lines if need be. */
export const noteRule: FieldRule<string> = {
  json: { type: 'string', minLength: 1, maxLength: longestNote },
  judge: (value) => {
    if (typeof value !== 'string') return mustBe('a text', value, 'Write some words.');
    if (value.length > longestNote)
      return { problem: `must be at most ${longestNote} characters, not ${value.length}`, fix: 'Shorten it.' };
    if (value.trim() === '') return { problem: 'must not be blank', fix: 'Write some words.' };
    return /[^\P{Cc}\n\r\t]|\p{Cs}/u.test(value)
      ? { problem: 'must not contain control characters', fix: 'Take them out.' }
      : null;
  },
  convert: (value) => value.normalize(),
};

/** A phone number without what people put between its digits. */
export function barePhone(phoneNumber: string): string {
  return phoneNumber.replace(/[\s().\-/]/g, '');
}

/** Any day of the calendar: people are older than the instants of a ledger. */
function isDayOfBirth(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const real = new Date(Date.UTC(year, month - 1, day));
  return /^(18|19|20)\d\d-\d\d-\d\d$/.test(date) && real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
}
