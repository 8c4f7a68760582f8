import { flag, list, oneOf, whole, withDefault } from '../../schemas/fields.ts';
import type { Schema } from '../../schemas/schema.ts';

/** A whole number from `least` to `greatest`, which has this value where it is left out. */
export function wholeOr(value: number, least: number, greatest?: number): Schema<number> {
  return withDefault(whole(least, greatest), value);
}

/** True or false; false where it is left out. */
export function off(): Schema<boolean> {
  return withDefault(flag(), false);
}

/** One of some words; the first where it is left out. */
export function firstOf<const Choice extends string>(choices: readonly [Choice, ...Choice[]]): Schema<Choice> {
  return withDefault(oneOf(choices), choices[0]);
}

/** A list whose order has no meaning; it is kept in one order. */
export function set<T>(
  item: Schema<T>,
  least: number,
  greatest: number,
  inOrder: (values: readonly T[]) => readonly T[] = byCodeUnits,
): Schema<readonly T[]> {
  const items = list(item, least, greatest);
  return { read: items.read, canonical: (values) => items.canonical(inOrder(values)) };
}

/** A field that may be left out. It is read, and not written down. */
export function aside<T>({ read }: Schema<T>): Schema<T | undefined> {
  return { read, canonical: () => undefined, fallback: { value: undefined } };
}

/** As every machine sorts them. */
function byCodeUnits<T>(values: readonly T[]): readonly T[] {
  // oxlint-disable-next-line typescript/require-array-sort-compare -- the default compares code units
  return values.toSorted();
}
