import * as z from 'zod';
import { type FieldRule, idRule, textRule, wholeRule } from './field-rules.ts';
import { anyOf, mustBe, textOf, type Words } from './words.ts';

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

/** A field by its rule. */
export function field<T>({ judge, convert }: FieldRule<T>): z.ZodType<T> {
  return convert ? leaf<T>(judge).transform(convert) : leaf<T>(judge);
}

/** A whole number from `least` to `greatest`. */
export function whole<Figure extends number = number>(least: number, greatest?: number, hint?: string) {
  return field(wholeRule<Figure>(least, greatest, hint));
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

/** A text for people, or a name that the host gave. */
export function text() {
  return field(textRule);
}

/** A name that software uses. */
export function id<T extends string>() {
  return field(idRule<T>());
}

/** A name that tells of a person, so that no error shows it. */
export function personalId<T extends string>() {
  return field(idRule<T>(true));
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
