import { longestIdBytes, problemWithId } from '../values/ids.ts';
import type { JsonSchema } from './schema.ts';
import { anyOf, mustBe, mustBePersonal, shown, type MistakeText } from './mistake-text.ts';

/** How a field is checked (null where the value is good), and what becomes of a good value. */
export interface FieldRule<T> {
  /** What is wrong with a value; null where nothing is. */
  check(value: unknown): MistakeText | null;
  /** The form in which the ledger keeps the value. */
  convert?(value: T): T;
  /** What the value may be, as a JSON Schema. */
  readonly json?: JsonSchema;
}

/** A whole number from `least` to `greatest`. */
export function wholeRule<Figure extends number = number>(
  least: number,
  greatest: number = Number.MAX_SAFE_INTEGER,
  hint?: string,
): FieldRule<Figure> {
  return {
    json: { type: 'integer', minimum: least, maximum: greatest },
    check: (value) =>
      Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= greatest
        ? null
        : mustBe(`a whole number${rangeOf(least, greatest)}`, value, fixOfNumber(value, least, hint)),
  };
}

function rangeOf(least: number, greatest: number): string {
  if (greatest !== Number.MAX_SAFE_INTEGER) return ` from ${least} to ${greatest}`;
  return least === -Number.MAX_SAFE_INTEGER ? '' : ` of ${least} or more`;
}

const longestText = 200;

/** A text for people, or a name that the host gave: one line, not blank, at most 200 characters; in the form NFC. */
export const textRule: FieldRule<string> = {
  json: { type: 'string', minLength: 1, maxLength: longestText },
  check: (value) => {
    if (typeof value !== 'string')
      return mustBe('a text', value, typeof value === 'number' ? 'Make it one: String(…).' : 'Give a text.');
    if (value.length > longestText) {
      return { problem: `must be at most ${longestText} characters, not ${value.length}`, fix: 'Shorten it.' };
    }
    if (value.trim() === '') return { problem: 'must not be blank', fix: 'Write some words, or leave it out.' };
    return controlCharacter.test(value)
      ? { problem: 'must not contain control characters or line breaks', fix: 'Write it on one line.' }
      : null;
  },
  convert: (value) => value.normalize(),
};

const longestNote = 2000;

/** Words for people, of several lines if need be. */
export const noteRule: FieldRule<string> = {
  json: { type: 'string', minLength: 1, maxLength: longestNote },
  check: (value) => {
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

/**
 * A name that software uses, in the one form (NFC) in which equal texts are equal; an error shows none that is
 * personal.
 */
export function idRule<T extends string>(isPersonal = false): FieldRule<T> {
  return {
    // A byte is a character or less of one.
    json: {
      type: 'string',
      minLength: 1,
      maxLength: longestIdBytes,
      description: `At most ${longestIdBytes} bytes of UTF-8.`,
    },
    check: (value) => {
      if (typeof value !== 'string')
        return (isPersonal ? mustBePersonal : mustBe)(
          'a text',
          value,
          typeof value === 'number' ? 'Make it one: String(…).' : 'Give an id of your own, as a text.',
        );
      const problem = problemWithId(value.length > longestIdBytes ? value : value.normalize());
      return problem === null
        ? null
        : {
            problem: isPersonal || value === '' ? problem : `${problem}: ${shown(value)}`,
            fix: 'Use a short text such as "base-1".',
          };
    },
    convert: (value) => value.normalize() as T,
  };
}

/** True or false. */
export const flagRule: FieldRule<boolean> = {
  json: { type: 'boolean' },
  check: (value) =>
    typeof value === 'boolean' ? null : mustBe('true or false', value, 'Write true or false, without quotes.'),
};

/** One of some words. */
export function oneOfRule<const Choice extends string>(choices: readonly Choice[]): FieldRule<Choice> {
  return {
    json: { enum: choices },
    check: (value) =>
      choices.some((choice) => choice === value) ? null : mustBe(anyOf(choices), value, `Write ${anyOf(choices)}.`),
  };
}

/** A list, checked by its length before anything in it is looked at. */
export function listRule(least: number, greatest: number): FieldRule<readonly unknown[]> {
  return {
    json: { type: 'array', minItems: least, maxItems: greatest },
    check: (value) => {
      if (!Array.isArray(value)) return mustBe('a list', value, 'Write it in square brackets: [ … ].');
      if (value.length > greatest)
        return { problem: `must have at most ${greatest} items, not ${value.length}`, fix: 'Take some out.' };
      return value.length < least ? { problem: 'must not be empty', fix: 'Name something, or leave it out.' } : null;
    },
  };
}

function fixOfNumber(value: unknown, least: number, hint: string | undefined): string {
  if (typeof value === 'string') return 'Write it as a number, without quotes.';
  if (typeof value !== 'number') return hint ?? `Write a number such as ${Math.max(1, least)}.`;
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return 'The largest number is 2^53 - 1, 9007199254740991.';
  if (Number.isFinite(value) && !Number.isInteger(value)) {
    return hint ?? 'Use smaller units (minor units of money), or a pair of whole numbers: 3 / 2, not 1.5.';
  }
  return hint ?? `Write a number such as ${Math.max(1, least)}.`;
}

const controlCharacter = /\p{Cc}|\p{Cs}/u;
