import type { Remedy } from '../values/remedy.ts';

/** What is wrong with an input, and how to correct it. */
export interface MistakeText {
  /** What is wrong, such as "must be a text". */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
  /** What can be done about it by name, where `fix` says it in code. */
  readonly remedy?: Remedy | undefined;
}

/** A value as a message shows it: any value, short and on one line. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value);
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null
        ? 'null'
        : isPromise(value)
          ? 'a promise'
          : Array.isArray(value)
            ? 'a list'
            : sortOf(value) === 'Object'
              ? 'an object'
              : `a ${sortOf(value)}`;
    default:
      return `a ${typeof value}`;
  }
}

/** Whether somebody may have forgotten to await it. */
export function isPromise(value: unknown): boolean {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function';
}

/** What the language calls a value, in whichever realm it was made: `Object`, `Array`, `Date`, `Map`. */
export function sortOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** Words for a wrong value: `must be …` with what was there instead, or that it is missing. */
export function mustBe(what: string, value: unknown, fix: string): MistakeText {
  return {
    problem: value === undefined ? `is missing: it must be ${what}` : `must be ${what}, not ${shown(value)}`,
    fix: isPromise(value) ? 'Await it first.' : fix,
  };
}

/** The same for personal data: it says what type of value was there, and never the value, because errors are logged. */
export function mustBePersonal(what: string, value: unknown, fix: string): MistakeText {
  const isTold = typeof value !== 'string' && typeof value !== 'number';
  return isTold ? mustBe(what, value, fix) : { problem: `must be ${what}, not this ${typeof value}`, fix };
}

/** Words for a value that throws when it is looked at: an accessor of the host's, or a proxy. */
export const unreadable: MistakeText = {
  problem: 'cannot be read: it throws an error when it is looked at',
  fix: 'Write a plain value.',
};

/** Words after the name of what they are about, in one text. */
export function sentenceOf({ problem, fix }: MistakeText): string {
  return `${problem}. ${fix}`.trimEnd();
}

/** "a", "b" or "c". */
export function anyOf(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `"${choice}"`);
  return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

const longestShown = 40;
