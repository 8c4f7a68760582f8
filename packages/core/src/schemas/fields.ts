import * as z from 'zod';
import { problemWithId } from '../model/ids.ts';
import { anyOf, mustBe, shown, textOf, type Words } from './words.ts';

/** A field that is judged by one function: null where the value is good. It never stops the checks beside it. */
export function leaf<T>(judge: (value: unknown) => Words | null) {
  return z.custom<T>((value) => judge(value) === null, {
    abort: false,
    error: ({ input }) => {
      const words = judge(input);
      return words === null ? '' : textOf(words);
    },
  });
}

/** A whole number from `least` to `greatest`. */
export function whole<Figure extends number = number>(
  least: number,
  greatest: number = Number.MAX_SAFE_INTEGER,
  hint?: string,
) {
  const range = greatest === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${greatest}`;
  return leaf<Figure>((value) => {
    if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= greatest) return null;
    return mustBe(`a whole number ${range}`, value, fixOfNumber(value, least, hint));
  });
}

function fixOfNumber(value: unknown, least: number, hint: string | undefined): string {
  if (typeof value === 'string') return 'Write it as a number, without quotes.';
  if (typeof value !== 'number') return hint ?? `Write a number such as ${Math.max(1, least)}.`;
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return 'The largest number is 2^53 - 1, 9007199254740991.';
  if (Number.isFinite(value) && !Number.isInteger(value)) {
    return 'Use smaller units (minor units of money), or a pair of whole numbers: 3 / 2, not 1.5.';
  }
  return hint ?? `Write a number such as ${Math.max(1, least)}.`;
}

/** True or false. */
export function flag() {
  return leaf<boolean>((value) =>
    typeof value === 'boolean' ? null : mustBe('true or false', value, 'Write true or false, without quotes.'),
  );
}

/** One of some words. */
export function oneOf<const Choice extends string>(choices: readonly Choice[]) {
  return leaf<Choice>((value) =>
    choices.some((choice) => choice === value) ? null : mustBe(anyOf(choices), value, `Write ${anyOf(choices)}.`),
  );
}

/** A text for people, or a name that the host gave: one line, not blank, at most 200 characters; in the form NFC. */
export function text() {
  return leaf<string>((value) => {
    if (typeof value !== 'string') return mustBe('a text', value, 'Write a text in quotes.');
    if (value.length > longestText) {
      return { problem: `must be at most ${longestText} characters, not ${value.length}`, fix: 'Shorten it.' };
    }
    if (value.trim() === '') return { problem: 'must not be blank', fix: 'Write some words, or leave it out.' };
    return /\p{Cc}|\p{Cs}/u.test(value)
      ? { problem: 'must not contain control characters or line breaks', fix: 'Write it on one line.' }
      : null;
  }).transform((value) => value.normalize());
}

/** A name that software uses, in the one form (NFC) in which equal texts are equal. */
export function id<T extends string>() {
  return leaf<T>((value) => {
    if (typeof value !== 'string') return mustBe('a text', value, 'Write a text in quotes.');
    const problem = problemWithId(value.length > longestText ? value : value.normalize());
    return problem === null
      ? null
      : { problem: `${problem}, not ${shown(value)}`, fix: 'Use a short text such as "base-1".' };
  }).transform((value) => value.normalize() as T);
}

/** A list, refused by its length before anything in it is looked at. */
export function list<Element extends z.ZodType>(element: Element, least: number, greatest: number) {
  return leaf<readonly unknown[]>((value) => {
    if (!Array.isArray(value)) return mustBe('a list', value, 'Write it in square brackets: [ … ].');
    if (value.length > greatest)
      return { problem: `must have at most ${greatest} items, not ${value.length}`, fix: 'Take some out.' };
    return value.length < least ? { problem: 'must not be empty', fix: 'Name something, or leave it out.' } : null;
  }).pipe(z.array(element));
}

const longestText = 200;
