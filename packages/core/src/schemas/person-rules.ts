import type { Email, Phone } from '../values/ids.ts';
import type { FieldRule } from './field-rules.ts';
import { invisible, lookalikeIn } from '../values/lookalikes.ts';
import { mustBePersonal, type MistakeText } from './mistake-text.ts';

/** A telephone number in E.164 form; what people put between digits is taken out. */
export const phoneRule: FieldRule<Phone> = {
  json: { type: 'string', maxLength: 40 },
  check: (value) => {
    if (typeof value !== 'string' || value.length > 40)
      return mustBePersonal('a phone number in E.164 form', value, e164Hint);
    return (
      misleadingPhone(value) ??
      (/^\+[1-9]\d{6,14}$/.test(barePhone(value))
        ? null
        : mustBePersonal('a phone number in E.164 form', value, e164Hint))
    );
  },
  convert: (value) => barePhone(value) as Phone,
};

const e164Hint = 'Begin with + and the country: "+628123456789".';

/**
 * Why a text is no phone number although its digits look like one, which would be somebody else's. Null if it may be
 * one.
 */
export function misleadingPhone(text: string): MistakeText | null {
  if (/\(\s*0+\s*\)/.test(text))
    return {
      problem: 'must be a phone number without a 0 in brackets, which is dialled within the country only',
      fix: 'Leave out "(0)" where the number begins with + and the country.',
    };
  if (/[\p{Default_Ignorable_Code_Point}\p{Cf}]/u.test(text))
    return { problem: 'must be a phone number, and has a character that nobody sees', fix: typeAgain };
  // Dots between pairs of digits are usual in France: "+33 1.23.45.67.00".
  if (/\d\.0\s*$|^\W*\d{7,}[.,]0+\s*$/.test(text))
    return {
      problem: 'must be a phone number, and ends in ".0", as where a spreadsheet made a decimal number of it',
      fix: 'Make the column text in the spreadsheet, and write the number again.',
    };
  return null;
}

/** An email address, its domain in lower case. */
export const emailRule: FieldRule<Email> = {
  json: { type: 'string', format: 'email', maxLength: 254 },
  check: (value) => {
    if (typeof value !== 'string' || value.length > 254)
      return mustBePersonal('an email address', value, 'Write it as "name@example.org".');
    const flaw = emailFlaws.find(({ is }) => is.test(value));
    if (flaw) return { problem: `must be an email address, and ${flaw.problem}`, fix: flaw.fix };
    const lookalike = lookalikeIn(value);
    if (lookalike !== null) return { problem: `must be an email address, and has ${lookalike}`, fix: typeAgain };
    return isEmail(asStored(value))
      ? null
      : mustBePersonal('an email address', value, 'Write it as "name@example.org".');
  },
  convert: (value) => asStored(value) as Email,
};

function asStored(value: string): string {
  const at = value.lastIndexOf('@');
  return `${value.slice(0, at)}${value.slice(at).toLowerCase()}`.normalize();
}

const typeAgain = 'Type it again, instead of copying it.';

/** What people and programs write around an address, by name. */
const emailFlaws: readonly { readonly is: RegExp; readonly problem: string; readonly fix: string }[] = [
  {
    is: /^\s*[a-z][a-z0-9+.-]*:/i,
    problem: 'begins as a link does',
    fix: 'Take off "mailto:" or what is before the colon.',
  },
  { is: /[<>]/, problem: 'has angle brackets', fix: 'Write what is between them, and nothing else.' },
  { is: /[,;]|@.*@/, problem: 'may be several', fix: 'Write one address.' },
  { is: /["()[\]\\]/, problem: 'has quotes, brackets or a backslash', fix: 'Write the address alone.' },
  { is: invisible, problem: 'has a character that nobody sees', fix: typeAgain },
  { is: /\s/u, problem: 'has a space', fix: 'Take it out.' },
  {
    is: /^\.|\.\.|\.@|@\.|\.$|@-|-$|-\.[^@]*$|\.-[^@]*$/u,
    problem: 'has a dot or a dash where none can be',
    fix: 'Check how it is written.',
  },
];

function isEmail(address: string): boolean {
  const hasForm =
    /^[^\s@:\p{Cc}\p{Cs}]{1,64}@[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)*\.(?!\p{N}+$)[\p{L}\p{M}\p{N}-]{2,}$/u.test(
      address,
    );
  return hasForm && address.length <= 254 && isDomain(address.slice(address.lastIndexOf('@') + 1));
}

/** Whether a name can be written in ASCII, as mail needs it: no mail could go there otherwise. */
function isDomain(name: string): boolean {
  const { URL } = globalThis as unknown as { readonly URL: { canParse(text: string): boolean } };
  return URL.canParse(`http://${name}`);
}

/** A day of birth, with its year or without. */
export const birthdayRule: FieldRule<string> = {
  json: { type: 'string', pattern: '^(\\d{4}-)?\\d{2}-\\d{2}$' },
  check: (value) => {
    const full = typeof value === 'string' && value.length === 5 ? `2000-${value}` : value;
    return typeof full === 'string' && isDayOfBirth(full)
      ? null
      : mustBePersonal('a day of birth', value, 'Write "MM-DD", or "YYYY-MM-DD" where the year is known.');
  },
};

/** A phone number without what people put between its digits. */
function barePhone(phoneNumber: string): string {
  return phoneNumber.replace(/[\s().\-/]/g, '');
}

/** Any day of the calendar: people are older than the instants of a ledger. */
function isDayOfBirth(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const real = new Date(Date.UTC(year, month - 1, day));
  return /^(18|19|20)\d\d-\d\d-\d\d$/.test(date) && real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
}
