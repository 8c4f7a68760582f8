/** What is wrong with an input, and how to correct it. */
export interface Words {
  /** What is wrong, such as "must be a text". */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
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
    case 'bigint':
      return 'a bigint';
    default:
      return value === null
        ? 'null'
        : Array.isArray(value)
          ? 'a list'
          : typeof value === 'object'
            ? 'an object'
            : `a ${typeof value}`;
  }
}

/** Words for a wrong value: `must be …` with what was there instead, or that it is missing. */
export function mustBe(what: string, value: unknown, fix: string): Words {
  return {
    problem: value === undefined ? `is missing: it must be ${what}` : `must be ${what}, not ${shown(value)}`,
    fix,
  };
}

/** The same for personal data: it says what type of value was there, and never the value, because errors are logged. */
export function mustBePersonal(what: string, value: unknown, fix: string): Words {
  const isTold = typeof value !== 'string' && typeof value !== 'number';
  return isTold ? mustBe(what, value, fix) : { problem: `must be ${what}, not this ${typeof value}`, fix };
}

/** "a", "b" or "c". */
export function anyOf(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `"${choice}"`);
  return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

const longestShown = 40;
