import { canonicalJson } from '../values/fingerprint.ts';
import type { OptionalSchema } from './fields.ts';
import { type IsSound, type Mistake, maxUnknownKeys, soundness, unknownKey } from './problem.ts';
import { isObject, type JsonSchema, readAt, type Reading, type Schema, addMistake, type ReadBy } from './schema.ts';
import { anyOf, mustBe } from './mistake-text.ts';

/** An object with these fields and no others. */
export interface ObjectSchema<T> extends Schema<T> {
  readonly fields: Readonly<Record<string, Schema<unknown>>>;
}

type Fields = Readonly<Record<string, Schema<unknown>>>;
type OptionalKeys<Of extends Fields> = {
  [Name in keyof Of]: Of[Name] extends OptionalSchema<unknown> ? Name : never;
}[keyof Of];
type ObjectOf<Of extends Fields> = {
  readonly [Name in Exclude<keyof Of, OptionalKeys<Of>>]: ReadBy<Of[Name]>;
} & { readonly [Name in OptionalKeys<Of>]?: ReadBy<Of[Name]> };

/** An object with these fields and no others; its type is what the fields read. */
export function strict<Of extends Fields>(fields: Of): ObjectSchema<ObjectOf<Of>> {
  return object(fields as never);
}

/** An object with the fields of a type and no others. */
export function object<T>(fields: { readonly [Name in keyof T]: Schema<T[Name]> }): ObjectSchema<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  const shapes = names.map((name): [keyof T & string, Schema<T[keyof T]>] => [name, fields[name]]);
  return {
    fields,
    json: jsonOfFields(fields),
    read(input, reading) {
      if (!isObject(input)) {
        addMistake(reading, mustBe('an object', input, `Write { ${names[0]}: … }.`));
        return input as T;
      }
      const value: Record<string, unknown> = {};
      for (const [name, shape] of shapes) {
        const given = input[name];
        if (given !== undefined || !shape.fallback) value[name] = readAt(shape, given, name, reading);
        else if (shape.fallback.value !== undefined) value[name] = shape.fallback.value;
      }
      let unknown = 0;
      for (const key of Object.keys(input)) {
        if (!Object.hasOwn(fields, key) && (unknown += 1) <= maxUnknownKeys)
          addMistake(reading, unknownKey(key, names), [key]);
      }
      return value as T;
    },
    canonical(value) {
      const canonical: Record<string, unknown> = {};
      for (const [name, shape] of shapes) {
        const written = shape.canonical(value[name]);
        if (!isFallback(shape, value[name], written)) canonical[name] = written;
      }
      return canonical;
    },
  };
}

/** An object in JSON. A field that has a fallback may be left out. */
export function jsonOfFields(fields: Readonly<Record<string, Pick<Schema<unknown>, 'json' | 'fallback'>>>): JsonSchema {
  const properties = Object.fromEntries(Object.entries(fields).map(([name, { json }]) => [name, json]));
  const required = Object.keys(fields).filter((name) => !fields[name]?.fallback);
  return { type: 'object', properties, required, additionalProperties: false };
}

/**
 * Judges the fields of an object together. It also runs where single fields are wrong, so that every mistake is told at
 * once; `check` must ask `isSound` before it trusts a field.
 */
export function refine<T, Of extends Schema<T>>(
  shape: Of & Schema<T>,
  check: (value: ReadBy<Of>, isSound: IsSound) => Iterable<Mistake>,
): Of {
  return {
    ...shape,
    read(input: unknown, reading: Reading) {
      const [start, depth] = [reading.mistakes.length, reading.path.length];
      const value = shape.read(input, reading);
      if (!isObject(input)) return value;
      const isSound = soundness(reading.mistakes.slice(start).map(({ path }) => path.slice(depth)));
      for (const { path, ...words } of check(value as ReadBy<Of>, isSound)) addMistake(reading, words, path);
      return value;
    },
  };
}

/** An object of one of some kinds: a field names which, and the kind says what the others are. */
export function variants<Key extends string, T extends Readonly<Record<Key, string>>>(
  key: Key,
  shapes: Readonly<Record<string, Schema<unknown>>>,
  fix: string,
): Schema<T> {
  return {
    read(input, reading) {
      if (!isObject(input)) {
        addMistake(reading, mustBe('an object', input, fix));
        return input as T;
      }
      const { [key]: kind, ...others } = input;
      const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
      if (shape) return { [key]: kind, ...(shape.read(others, reading) as object) } as T;
      addMistake(reading, mustBe(anyOf(Object.keys(shapes)), kind, fix), [key]);
      return input as T;
    },
    canonical(value) {
      const { [key]: kind, ...others } = value as Readonly<Record<string, unknown>>;
      return { [key]: kind, ...(shapes[String(kind)]?.canonical(others) as object) };
    },
  };
}

function isFallback<T>({ fallback, canonical }: Schema<T>, value: T, written: unknown): boolean {
  if (!fallback) return false;
  if (value === fallback.value) return true;
  // Plain values are compared above; text is made of objects and lists only.
  return typeof written === 'object' && canonicalJson(written) === canonicalJson(canonical(fallback.value));
}
