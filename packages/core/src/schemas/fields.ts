import * as z from 'zod/mini';
import { type FieldRule, idRule, textRule, wholeRule } from './field-rules.ts';
import { anyOf, mustBe, textOf, type Words } from './words.ts';

/**
 * A field that is judged by one function (null where the value is good) and made into what is kept by another. It never
 * stops the checks beside it. A transform, since nothing else of zod costs as little.
 */
export function leaf<From, To = From>(
  judge: (value: unknown) => Words | null,
  convert?: (value: From) => To,
): z.ZodMiniType<To> {
  return z.transform((input: unknown, context) => {
    const words = judge(input);
    if (words === null) return convert ? convert(input as From) : input;
    context.issues.push({ code: 'custom', message: textOf(words), continue: true, input });
    return input;
  }) as z.ZodMiniType<To>;
}

/** A field by its rule. */
export function field<T>({ judge, convert }: FieldRule<T>): z.ZodMiniType<T> {
  return leaf<T>(judge, convert);
}

/** A field that may be left out. */
export const optional = z.optional;

/** A field that may be left out, or be null. */
export const nullish = z.nullish;

/** A field that has this value where it is left out. */
// oxlint-disable-next-line eslint/no-underscore-dangle -- zod's name for it, as `default` is a word of JavaScript
export const withDefault = z._default;

/** A field that is null where it is left out. */
export function orNull<Of extends z.ZodMiniType>(inner: Of) {
  return withDefault(z.nullable(inner), null);
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
export function list<Element extends z.ZodMiniType>(element: Element, least: number, greatest: number) {
  const ofLength = leaf<readonly unknown[]>((value) => {
    if (!Array.isArray(value)) return mustBe('a list', value, 'Write it in square brackets: [ … ].');
    if (value.length > greatest)
      return { problem: `must have at most ${greatest} items, not ${value.length}`, fix: 'Take some out.' };
    return value.length < least ? { problem: 'must not be empty', fix: 'Name something, or leave it out.' } : null;
  });
  return z.pipe(ofLength, z.array(element));
}
