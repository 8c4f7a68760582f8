import type { FieldRule } from './field-rules.ts';
import { mustBe } from './mistake-text.ts';

/** Whose telephone numbers are meant: an ISO 3166 code of two letters, or a calling code. */
export const phoneCountryRule: FieldRule<string> = {
  json: { type: 'string', pattern: '^(?:[A-Z]{2}|\\+[1-9]\\d{0,2})$' },
  check: (value) =>
    typeof value === 'string' && /^(?:[A-Z]{2}|\+[1-9]\d{0,2})$/.test(value)
      ? null
      : mustBe('a country, as an ISO 3166 code or a calling code', value, 'Write "ID" or "+62", for example.'),
};
