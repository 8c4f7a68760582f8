import { type FieldRule, listRule } from './field-rules.ts';
import type { Mistake } from './problem.ts';
import { jsonOfFields } from './objects.ts';
import { isObject, type JsonSchema, type Schema, addMistake } from './schema.ts';
import { mustBe } from './mistake-text.ts';

/** A field of a row; it may be left out unless it is required, and then is what `fallback` makes of its position. */
export interface RowField<T> extends FieldRule<T> {
  readonly isRequired?: boolean;
  readonly fallback?: (index: number) => unknown;
}

type Fields = Readonly<Record<string, RowField<unknown>>>;
type Row<Of extends Fields> = {
  readonly [Name in keyof Of]: Of[Name] extends RowField<infer T> ? T | WhenLeftOut<Of[Name]> : never;
};
type WhenLeftOut<Field> = Field extends { isRequired: true }
  ? never
  : Field extends { fallback: (index: number) => infer Fallback }
    ? Fallback
    : undefined;

/**
 * A list of flat rows, such as the lines of a sale, read in one go, as there are many of them in a command. The first
 * mistake is told.
 */
export function rows<Of extends Fields>(shape: Of, least: number, greatest: number): Schema<readonly Row<Of>[]> {
  const names = Object.keys(shape);
  const { check, json } = listRule(least, greatest);
  return {
    json: { ...json, items: jsonOfRow(shape) },
    read(input, reading) {
      const found: Row<Of>[] = [];
      const words = check(input);
      const mistake = words ? { path: [], ...words } : readRows(input as readonly unknown[], shape, names, found);
      if (mistake) addMistake(reading, mistake, mistake.path);
      return found;
    },
    canonical: (found) => found,
  };
}

function readRows(input: readonly unknown[], shape: Fields, names: readonly string[], found: object[]): Mistake | null {
  for (let index = 0; index < input.length; index += 1) {
    const row = input[index];
    if (!isObject(row)) {
      return { path: [index], ...mustBe('an object', row, `Write { ${names[0]}: … }.`) };
    }
    const read: Record<string, unknown> = {};
    const mistake = readRow(row, index, shape, names, read);
    if (mistake) return { ...mistake, path: [index, ...mistake.path] };
    found.push(read);
  }
  return null;
}

function readRow(
  row: Readonly<Record<string, unknown>>,
  index: number,
  shape: Fields,
  names: readonly string[],
  read: Record<string, unknown>,
): Mistake | null {
  for (const name of names) {
    const { check, convert, isRequired, fallback } = shape[name] as RowField<unknown>;
    const value = row[name];
    if (value === undefined && isRequired !== true) {
      if (fallback) read[name] = fallback(index);
      continue;
    }
    const words = check(value);
    if (words) return { path: [name], ...words };
    read[name] = convert ? convert(value) : value;
  }
  for (const name in row) {
    if (!names.includes(name))
      return { path: [name], problem: 'is not known here', fix: `Known are ${names.join(', ')}.` };
  }
  return null;
}

function jsonOfRow(shape: Fields): JsonSchema {
  const left = (name: string) => (shape[name]?.isRequired === true ? {} : { fallback: { value: undefined } });
  return jsonOfFields(
    Object.fromEntries(
      Object.entries(shape).map(([name, { json }]) => [name, { ...(json ? { json } : {}), ...left(name) }]),
    ),
  );
}
