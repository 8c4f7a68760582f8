import { InvariantError } from '../values/invariant.ts';
import type { Mistake } from './problem.ts';
import { isPromise, sortOf, unreadable, type MistakeText } from './mistake-text.ts';

/** A JSON Schema (draft 2020-12) of a value as it is written in JSON. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What cannot be written in JSON, such as a function: a host gives it in its own process. */
export const notJson: JsonSchema = { not: {} };

/** How a value from outside is read, and how it is written down again. */
export interface Schema<T> {
  /** The value, complete, as it was written; what is wrong with it is added to the reading. */
  read(input: unknown, reading: Reading): T;
  /** The value in its one form: without what is a default, and every set of names in order. */
  canonical(value: T): unknown;
  /** What the value may be; left out where nothing lists it. */
  readonly json?: JsonSchema;
  /** What a field is where it is left out; a field without it must be given. A released default never changes. */
  readonly fallback?: { readonly value: T };
}

/** What a shape reads. */
export type ReadBy<Of> = Of extends Schema<infer T> ? T : never;

/** Where a reading stands, and all that it found to be wrong. */
export interface Reading {
  readonly path: PropertyKey[];
  readonly mistakes: Mistake[];
}

/** A reading at its start. */
export function newReading(): Reading {
  return { path: [], mistakes: [] };
}

/** Adds a mistake to a reading. */
export function addMistake(
  { path, mistakes }: Reading,
  { problem, fix, remedy }: MistakeText,
  under: readonly PropertyKey[] = [],
): void {
  mistakes.push({ path: [...path, ...under], problem, fix, ...(remedy === undefined ? {} : { remedy }) });
}

/**
 * Runs a reading. An input that throws when it is looked at (an accessor of the host's, a proxy) has a mistake at that
 * place.
 *
 * @throws InvariantError for a schema of the host's that cannot be one.
 */
export function guarded<T>(reading: Reading, read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof InvariantError) throw thrown;
    addMistake(reading, unreadable);
    return undefined;
  }
}

/** Reads what stands under a key. */
export function readAt<T>(shape: Schema<T>, input: unknown, key: PropertyKey, reading: Reading): T {
  reading.path.push(key);
  const value = shape.read(input, reading);
  reading.path.pop();
  return value;
}

/**
 * Whether fields can be read of a value: of an object literal, and of an instance of a class of the host's. A date, a
 * map, an error or a promise has none, and would pass for an object in which all is left out.
 */
export function isObject(input: unknown): input is Readonly<Record<string, unknown>> {
  const sort = sortOf(input);
  return (sort === 'Object' || sort === 'Module') && !isPromise(input);
}
