import type * as z from 'zod/mini';
import { closest } from './closest.ts';
import { shown, wordsOf } from './words.ts';

/** One mistake in an input: where it is, what is wrong, and how to mend it. */
export interface Problem {
  /** Such as `earn.rules[1].when.hours.from`; empty for the input as a whole. */
  readonly path: string;
  readonly problem: string;
  readonly fix: string;
}

/** Everything that zod found, in words. */
export function problemsOf(issues: readonly z.core.$ZodIssue[]): Problem[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), ...wordsOf(issue.message) }];
    const known = issue.message.split('\n');
    return issue.keys.slice(0, mostKeys).map((key) => unknownKey([...issue.path, key], key, known));
  });
}

function unknownKey(path: readonly PropertyKey[], key: string, known: readonly string[]): Problem {
  const meant = closest(key, known);
  const fix = meant === null ? `Known are ${known.join(', ')}.` : `Did you mean "${meant}"?`;
  return { path: pathOf(path), problem: 'is not known here', fix };
}

function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key);
    if (!/^[\p{L}\p{N}_$-]{1,64}$/u.test(name)) return `${path}[${shown(name)}]`;
    return path === '' ? name : `${path}.${name}`;
  }, '');
}

/** More unknown keys than this are no typing mistakes. */
const mostKeys = 20;
