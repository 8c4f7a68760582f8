import * as z from 'zod/mini';
import type { FieldRule } from './field-rules.ts';
import { mustBe, textOf, type Words } from './words.ts';

/** A field of a row; it may be left out unless it is required, and then is what `fallback` makes of its position. */
export interface RowField<T> extends FieldRule<T> {
  readonly isRequired?: boolean;
  readonly fallback?: (index: number) => unknown;
}

type Fields = Readonly<Record<string, RowField<unknown>>>;
type Row<Shape extends Fields> = {
  readonly [Name in keyof Shape]: Shape[Name] extends RowField<infer T> ? T | WhenLeftOut<Shape[Name]> : never;
};
type WhenLeftOut<Field> = Field extends { isRequired: true }
  ? never
  : Field extends { fallback: (index: number) => infer Fallback }
    ? Fallback
    : undefined;

/**
 * A list of flat rows, such as the lines of a sale, judged by hand: there are many of them in a command, and zod takes
 * several times as long. The first mistake is told.
 */
export function rows<Shape extends Fields>(
  shape: Shape,
  least: number,
  greatest: number,
): z.ZodMiniType<readonly Row<Shape>[]> {
  const names = Object.keys(shape);
  return z.transform((input: unknown, context): readonly Row<Shape>[] => {
    const found: Row<Shape>[] = [];
    const mistake = judgeList(input, least, greatest) ?? readRows(input as readonly unknown[], shape, names, found);
    if (mistake === null) return found;
    const { path, ...words } = mistake;
    context.issues.push({ code: 'custom', message: textOf(words), path: [...path], input });
    return z.NEVER;
  }) as z.ZodMiniType<readonly Row<Shape>[]>;
}

interface Mistake extends Words {
  readonly path: readonly PropertyKey[];
}

function judgeList(input: unknown, least: number, greatest: number): Mistake | null {
  const path: readonly PropertyKey[] = [];
  if (!Array.isArray(input)) return { path, ...mustBe('a list', input, 'Write it in square brackets: [ … ].') };
  if (input.length > greatest) {
    return { path, problem: `must have at most ${greatest} items, not ${input.length}`, fix: 'Take some out.' };
  }
  return input.length < least ? { path, problem: 'must not be empty', fix: 'Name something, or leave it out.' } : null;
}

function readRows(input: readonly unknown[], shape: Fields, names: readonly string[], found: object[]): Mistake | null {
  for (let index = 0; index < input.length; index += 1) {
    const row = input[index];
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      return { path: [index], ...mustBe('an object', row, `Write { ${names[0]}: … }.`) };
    }
    const read: Record<string, unknown> = {};
    const mistake = readRow(row as Readonly<Record<string, unknown>>, index, shape, names, read);
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
    const { judge, convert, isRequired, fallback } = shape[name] as RowField<unknown>;
    const value = row[name];
    if (value === undefined && isRequired !== true) {
      if (fallback) read[name] = fallback(index);
      continue;
    }
    const words = judge(value);
    if (words) return { path: [name], ...words };
    read[name] = convert ? convert(value) : value;
  }
  for (const name in row) {
    if (!names.includes(name))
      return { path: [name], problem: 'is not known here', fix: `Known are ${names.join(', ')}.` };
  }
  return null;
}
