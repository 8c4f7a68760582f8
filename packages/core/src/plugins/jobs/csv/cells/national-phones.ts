import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
} from 'libphonenumber-js/min';
import type { Phone } from '../../../../index.ts';
import { misleadingPhone, type MistakeText } from '../../../../shapes.ts';
import type { PhoneReader } from './phone-reader.ts';

/**
 * Reads telephone numbers as they are written within a country, by the numbering plans of libphonenumber.
 *
 * @remarks A number that its country cannot have is refused, and so are extensions. It adds about 30 kB to a bundle, so
 * nothing has it that is not given it: pass it to `jobs({ phones })`.
 *
 * @example
 * ```ts
 * import { jobs } from '@pointbook/core/jobs';
 * import { nationalPhones } from '@pointbook/core/phones';
 *
 * const ledger = createPointbook({ program, store, plugins: [jobs({ phones: nationalPhones() })] });
 * const preview = await ledger.jobs.previewImport({ mode: 'add', source, phoneCountry: 'ID' });
 * if (preview.isOk()) print(preview.value.accepted);
 * ```
 */
export function nationalPhones(): PhoneReader {
  return { knows: (country) => planOf(country) !== null, read };
}

type Plan = { readonly defaultCountry: CountryCode } | { readonly defaultCallingCode: string };

function planOf(country: string): Plan | null {
  if (isSupportedCountry(country)) return { defaultCountry: country };
  const code = country.slice(1);
  return country.startsWith('+') && callingCodes().has(code) ? { defaultCallingCode: code } : null;
}

let codes: ReadonlySet<string> | null = null;

function callingCodes(): ReadonlySet<string> {
  codes ??= new Set<string>(getCountries().map((country) => getCountryCallingCode(country)));
  return codes;
}

function read(text: string, country: string | null): Phone | MistakeText {
  const misleading = misleadingPhone(text);
  if (misleading !== null) return misleading;
  const plan = country === null ? null : planOf(country);
  const number = parsed(text, plan);
  if (typeof number === 'string') return wordsOf(number, plan === null ? null : country);
  if (plan === null || /^\s*[+\uFF0B]/.test(text)) return number.phone;
  const digits = text.replace(/\D/g, '');
  // What people dial to call abroad differs from country to country; where it is not 00, it was read as digits of the
  // number.
  if (digits.startsWith('00') && number.phone.endsWith(digits)) return wordsOf('INVALID', country);
  // Who took the plus away? Where both ways to read it give a number, it may be somebody else's.
  const abroad = parsed(`+${digits}`, null);
  const isClear = typeof abroad === 'string' || abroad.phone === number.phone || abroad.code !== codeOf(plan);
  return isClear ? number.phone : twoReadings;
}

function codeOf(plan: Plan): string {
  return 'defaultCountry' in plan ? getCountryCallingCode(plan.defaultCountry) : plan.defaultCallingCode;
}

interface ReadNumber {
  readonly phone: Phone;
  readonly code: string;
}

/** The number, or why it is none. */
function parsed(text: string, plan: Plan | null): ReadNumber | string {
  try {
    const number = parsePhoneNumberWithError(text, { ...plan, extract: false });
    if (number.ext !== undefined) return 'EXTENSION';
    if (!number.isValid()) return 'INVALID';
    return { phone: number.number as Phone, code: number.countryCallingCode };
  } catch (thrown) {
    if (thrown instanceof ParseError) return thrown.message;
    throw thrown;
  }
}

function wordsOf(reason: string, country: string | null): MistakeText {
  const begin =
    country === null
      ? 'Begin it with + and the country, or declare the country.'
      : `Begin it with + and the country, or write it as people dial it within ${country}.`;
  switch (reason) {
    case 'EXTENSION':
      return { problem: 'must be a phone number without an extension', fix: 'Leave the extension out.' };
    case 'TOO_SHORT':
      return { problem: 'must be a phone number, and has too few digits', fix: begin };
    case 'TOO_LONG':
      return { problem: 'must be a phone number, and has too many digits', fix: begin };
    case 'INVALID_LENGTH':
      return { problem: 'must be a phone number, and no number of its country has so many digits', fix: begin };
    case 'INVALID':
      return {
        problem: 'must be a phone number, and its country has no such number',
        fix: `Check the digits. ${begin}`,
      };
    case 'INVALID_COUNTRY':
      return country === null
        ? { problem: 'must be a phone number that begins with + and the country', fix: begin }
        : { problem: 'must be a phone number, and begins with the code of no country', fix: begin };
    default:
      return { problem: 'must be a phone number', fix: begin };
  }
}

const twoReadings: MistakeText = {
  problem: 'must be a phone number, and can be read as two: with the calling code of the country, and without it',
  fix: 'Begin it with + and the country.',
};
