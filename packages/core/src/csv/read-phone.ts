import type { Phone } from '../values/ids.ts';
import { barePhone } from '../schemas/person-rules.ts';
import type { Words } from '../schemas/words.ts';
import { damageOf } from './spreadsheet-damage.ts';

/** How to read phone numbers that do not begin with a plus. */
export interface PhoneCountry {
  /** Such as "+62". */
  readonly callingCode: string;
  /** The 0 that a number within the country begins with, and that the calling code replaces. Empty if there is none. */
  readonly trunkPrefix: '0' | '';
}

/** Reads a phone number into E.164, in which equal numbers are equal texts. */
export function readPhone(cell: string, country: PhoneCountry | null): Phone | Words {
  const isPlain = plain.test(cell);
  const damage = isPlain ? null : damageOf(cell);
  if (damage) return damage;
  const digits = isPlain ? cell : barePhone(cell);
  const phone = digits.startsWith('+') || country === null ? digits : withCountry(digits, country);
  if (phone === null || !e164.test(phone)) return notPhone(country);
  if (country?.trunkPrefix === '0' && phone.startsWith(`${country.callingCode}0`)) {
    return {
      problem: 'has both the calling code of the country and the 0 that replaces it within the country',
      fix: `Write ${country.callingCode} and the number without the 0.`,
    };
  }
  return phone as Phone;
}

/** A number that begins with 00 is not read: prefixes for calls abroad differ from country to country. */
function withCountry(digits: string, { callingCode, trunkPrefix }: PhoneCountry): string | null {
  if (digits.startsWith('00')) return null;
  const hasLostPlus = digits.startsWith(callingCode.slice(1));
  if (trunkPrefix === '0') {
    if (digits.startsWith('0')) return callingCode + digits.slice(1);
    return hasLostPlus && digits.length >= minDigitsWithCallingCode ? `+${digits}` : null;
  }
  // It may be a number within the country, or one whose plus a spreadsheet removed.
  return hasLostPlus ? null : callingCode + digits;
}

function notPhone(country: PhoneCountry | null): Words {
  if (country === null) {
    const problem = 'must be a phone number that begins with + and the country';
    return { problem, fix: 'Write it in this form, or declare the country.' };
  }
  const { callingCode, trunkPrefix } = country;
  const within = trunkPrefix === '0' ? 'with the 0' : 'as people dial it there';
  return {
    problem: 'must be a phone number',
    fix: `Begin it with + and the country, as in ${callingCode}…; a number within ${callingCode} may be written ${within}.`,
  };
}

/** With fewer digits, it may be a number within the country whose 0 a spreadsheet removed. */
const minDigitsWithCallingCode = 11;
const plain = /^[+]?[0-9]+$/;
const e164 = /^\+[1-9]\d{6,14}$/;
