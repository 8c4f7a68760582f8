import type { Phone } from '../values/ids.ts';
import { barePhone } from '../schemas/person-rules.ts';
import type { Words } from '../schemas/words.ts';
import { damageOf } from './spreadsheet-damage.ts';

/** How phone numbers are written that do not begin with a plus. */
export interface PhoneCountry {
  /** Such as "+62". */
  readonly callingCode: string;
  /** Whether a number within the country begins with a 0 that goes where the calling code comes. */
  readonly trunkPrefix: '0' | '';
}

/** A phone number in E.164, in which equal numbers are equal. */
export function readPhone(cell: string, country: PhoneCountry | null): Phone | Words {
  const isPlain = plain.test(cell);
  const damage = isPlain ? null : damageOf(cell);
  if (damage) return damage;
  const digits = isPlain ? cell : barePhone(cell);
  const phone = digits.startsWith('+') || country === null ? digits : withCountry(digits, country);
  if (phone === null || !e164.test(phone)) return notPhone(country);
  if (country?.trunkPrefix === '0' && phone.startsWith(`${country.callingCode}0`)) {
    return {
      problem: 'has both the calling code of the country and the 0 that stands for it within the country',
      fix: `Write ${country.callingCode} and go on without the 0.`,
    };
  }
  return phone as Phone;
}

/** What begins with 00, or has another prefix to dial abroad, is for people to spell out: no two countries dial alike. */
function withCountry(digits: string, { callingCode, trunkPrefix }: PhoneCountry): string | null {
  if (digits.startsWith('00')) return null;
  const hasLostPlus = digits.startsWith(callingCode.slice(1));
  if (trunkPrefix === '0') {
    if (digits.startsWith('0')) return callingCode + digits.slice(1);
    return hasLostPlus && digits.length >= fewestWithCallingCode ? `+${digits}` : null;
  }
  // Nothing tells a number within the country from one whose plus a spreadsheet took for a sign.
  return hasLostPlus ? null : callingCode + digits;
}

function notPhone(country: PhoneCountry | null): Words {
  if (country === null) {
    const problem = 'must be a phone number that begins with + and the country';
    return { problem, fix: 'Write it so, or declare the country.' };
  }
  const { callingCode, trunkPrefix } = country;
  const within = trunkPrefix === '0' ? 'with the 0' : 'as it is dialled there';
  return {
    problem: 'must be a phone number',
    fix: `Begin it with + and the country, as in ${callingCode}…; a number within ${callingCode} may be written ${within}.`,
  };
}

/** With fewer digits it may as well be a number within the country, whose 0 a spreadsheet has dropped. */
const fewestWithCallingCode = 11;
const plain = /^[+]?[0-9]+$/;
const e164 = /^\+[1-9]\d{6,14}$/;
