import type { Points } from '../values/points.ts';
import { quantityPattern } from '../values/quantity.ts';
import { type FieldRule, noteRule, wholeRule } from './field-rules.ts';
import { field, whole } from './fields.ts';
import { birthdayRule, emailRule, phoneRule } from './person-rules.ts';
import { mustBe } from './mistake-text.ts';

/** Points of a command: 1 or more. */
export function points() {
  return whole<Points>(1, undefined, 'Points are whole and positive.');
}

const moneyHint = 'Money is counted in minor units: 12.50 is 1250.';

/** Minor units of money, 0 or more. */
export const moneyRule = wholeRule(0, undefined, moneyHint);

/** Minor units of money, below 0 for a discount that stands as a line. */
export const signedMoneyRule = wholeRule(-Number.MAX_SAFE_INTEGER, undefined, moneyHint);

/** Pieces or a weight. */
export const quantityRule: FieldRule<string> = {
  json: { type: 'string', pattern: quantityPattern.source },
  check: (value) =>
    typeof value === 'string' && quantityPattern.test(value)
      ? null
      : mustBe('a decimal text with at most 6 places', value, 'Write a quantity as a text: "1", "1.25".'),
};

/** Minor units of money, 0 or more. */
export function money() {
  return field(moneyRule);
}

/** Minor units of money, 1 or more. */
export function someMoney() {
  return whole(1, undefined, moneyHint);
}

/** A telephone number; what people put between digits is taken out. */
export function phone() {
  return field(phoneRule);
}

/** An email address, its domain in lower case. */
export function email() {
  return field(emailRule);
}

/** A day of birth, with its year or without. */
export function birthday() {
  return field(birthdayRule);
}

/** Words for people, of several lines if need be. */
export function note() {
  return field(noteRule);
}
