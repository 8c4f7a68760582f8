import { closest } from '../values/closest.ts';
import type { Remedy } from '../values/remedy.ts';
import { shown, type MistakeText } from './mistake-text.ts';

/** One mistake in an input: where it is, what is wrong, and how to correct it. */
export interface Problem {
  /** Where in the input it is, such as `earn.rules[1].when.hours.from`; empty for the input as a whole. */
  readonly path: string;
  /** What is wrong, such as "must be a text". */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
  /** What can be done about it by name, where `fix` says it in code. */
  readonly remedy?: Remedy;
}

/** A mistake with its path in keys. */
export interface Mistake extends MistakeText {
  /** Where in the input: names of fields and places in lists, from the outside in. */
  readonly path: readonly PropertyKey[];
}

/** Whether nothing at or under a path is wrong by itself. */
export type IsSound = (...path: readonly PropertyKey[]) => boolean;

/** Asks what is known to be wrong. */
export function soundness(wrong: readonly (readonly PropertyKey[])[]): IsSound {
  return (...path) => !wrong.some((at) => at.length > 0 && startsAlike(at, path));
}

/** More unknown keys than this are no typing mistakes. */
export const maxUnknownKeys = 20;

/** Words for a key that an object does not have. */
export function unknownKey(key: string, known: readonly string[]): MistakeText {
  const meant = closest(key, known);
  const fix = meant === null ? `Known are ${known.join(', ')}.` : `Did you mean "${meant}"?`;
  return { problem: 'is not known here', fix };
}

/** A mistake with its path as people write one. */
export function problemOf({ path, problem, fix, remedy }: Mistake): Problem {
  return { path: pathOf(path), problem, fix, ...(remedy === undefined ? {} : { remedy }) };
}

/** Keys as people write a path. */
function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key);
    if (!/^[\p{L}\p{N}_$-]{1,64}$/u.test(name)) return `${path}[${shown(name)}]`;
    return path === '' ? name : `${path}.${name}`;
  }, '');
}

/** The wrong path lies at the other one, under it, or above it. */
function startsAlike(a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean {
  return a.slice(0, b.length).every((key, index) => key === b[index]);
}
