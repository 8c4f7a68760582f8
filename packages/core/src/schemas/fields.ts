import { type FieldRule, flagRule, idRule, listRule, oneOfRule, textRule, wholeRule } from './field-rules.ts';
import { type JsonSchema, newReading, readAt, type Schema, addMistake } from './schema.ts';
import type { MistakeText } from './mistake-text.ts';

/**
 * A field that is checked by one function (null where the value is good) and made into what is kept by another. It
 * never stops the checks beside it.
 */
export function leaf<From, To = From>(
  check: (value: unknown) => MistakeText | null,
  convert?: (value: From) => To,
  json?: JsonSchema,
): Schema<To> {
  return {
    ...(json ? { json } : {}),
    read(input, reading) {
      const words = check(input);
      if (words === null) return convert ? convert(input as From) : (input as To);
      addMistake(reading, words);
      return input as To;
    },
    canonical: (value) => value,
  };
}

/** A field by its rule. */
export function field<T>({ check, convert, json }: FieldRule<T>): Schema<T> {
  return leaf<T>(check, convert, json);
}

/** A shape that may be left out. */
export interface OptionalSchema<T> extends Schema<T | undefined> {
  readonly isOptional: true;
}

/** A field that may be left out. */
export function optional<T, Of extends Schema<T>>(inner: Of & Schema<T>): Of & OptionalSchema<T> {
  return { ...inner, fallback: { value: undefined }, isOptional: true };
}

/** A field that may be left out, or be null. */
export function nullish<T>(inner: Schema<T>): OptionalSchema<T | null> {
  return optional(nullable(inner));
}

/** A field that has this value where it is left out. */
export function withDefault<T>(inner: Schema<T>, value: T): Schema<T> {
  return { ...inner, fallback: { value } };
}

/** An object that is, where it is left out, what its own defaults make of an empty one. */
export function orDefaults<T>(inner: Schema<T>): Schema<T> {
  return withDefault(inner, inner.read({}, newReading()));
}

/** A field that is null where it is left out. */
export function orNull<T>(inner: Schema<T>): Schema<T | null> {
  return withDefault(nullable(inner), null);
}

/** A whole number from `least` to `greatest`. */
export function whole<Figure extends number = number>(least: number, greatest?: number, hint?: string): Schema<Figure> {
  return field(wholeRule<Figure>(least, greatest, hint));
}

/** True or false. */
export function flag(): Schema<boolean> {
  return field(flagRule);
}

/** One of some words. */
export function oneOf<const Choice extends string>(choices: readonly Choice[]): Schema<Choice> {
  return field(oneOfRule(choices));
}

/** A text for people, or a name that the host gave. */
export function text(): Schema<string> {
  return field(textRule);
}

/** A name that software uses. */
export function id<T extends string>(): Schema<T> {
  return field(idRule<T>());
}

/** A name that tells of a person, so that no error shows it. */
export function personalId<T extends string>(): Schema<T> {
  return field(idRule<T>(true));
}

/** A list, refused by its length before anything in it is looked at. */
export function list<T>(item: Schema<T>, least: number, greatest: number): Schema<readonly T[]> {
  const { check, json } = listRule(least, greatest);
  return {
    json: { ...json, items: item.json },
    read(input, reading) {
      const words = check(input);
      // By index, for a list may have holes.
      if (words === null)
        return Array.from({ length: (input as unknown[]).length }, (_, index) =>
          readAt(item, (input as unknown[])[index], index, reading),
        );
      addMistake(reading, words);
      return (Array.isArray(input) ? input.slice(0, greatest) : input) as T[];
    },
    canonical: (values) => values.map((value) => item.canonical(value)),
  };
}

function nullable<T>({ read, canonical, json }: Schema<T>): Schema<T | null> {
  return {
    json: { anyOf: [json, { type: 'null' }] },
    read: (input, reading) => (input === null ? null : read(input, reading)),
    canonical: (value) => (value === null ? null : canonical(value)),
  };
}
