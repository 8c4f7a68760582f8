import type { Currency } from '../values/money.ts';
import type { FieldRule } from './field-rules.ts';
import { mustBe } from './mistake-text.ts';

/**
 * An ISO 4217 code in capital letters.
 *
 * @remarks The runtime's own list says which codes there are, so a mistyped one is found; where a runtime has no
 * list, any three capital letters pass.
 */
export const currencyRule: FieldRule<Currency> = {
  json: { type: 'string', pattern: '^[A-Z]{3}$' },
  check: (value) => {
    if (typeof value !== 'string' || !/^[A-Z]{3}$/.test(value)) {
      return mustBe('an ISO 4217 currency code', value, 'Write three capital letters: "IDR", "USD", "EUR".');
    }
    return isKnown(value)
      ? null
      : mustBe('an ISO 4217 currency code', value, 'There is no such currency; "IDR", "USD" and "EUR" are some.');
  },
};

/** Newer than the lists of runtimes that are still in use. */
const recent: readonly string[] = ['XCG', 'ZWG', 'SLE', 'VED'];

function isKnown(code: string): boolean {
  const known = knownCodes();
  return known === null || known.has(code) || recent.includes(code);
}

let codes: ReadonlySet<string> | null | undefined;

function knownCodes(): ReadonlySet<string> | null {
  codes ??= typeof Intl.supportedValuesOf === 'function' ? new Set(Intl.supportedValuesOf('currency')) : null;
  return codes;
}
