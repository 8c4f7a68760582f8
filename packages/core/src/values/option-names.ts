import { closest } from './closest.ts';
import { InvariantError } from './invariant.ts';

/** The names of some options, and of each whether it must be given. */
export type OptionNames<Options> = { readonly [Name in keyof Required<Options>]: boolean };

/**
 * Refuses options that there are not, and those that are missing. Who writes JavaScript has no type that says what
 * there is, and a mistyped option would be left out in silence.
 *
 * @throws InvariantError, or the class of errors that is given.
 */
export function checkOptionNames(
  what: string,
  given: object,
  known: Readonly<Record<string, boolean>>,
  Mistake: new (message: string) => Error = InvariantError,
): void {
  if (typeof given !== 'object' || given === null) throw new Mistake(`The options of ${what} are an object.`);
  const names = Object.keys(known);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const meant = closest(unknown, names);
    const hint = meant === null ? '.' : `: did you mean "${meant}"?`;
    throw new Mistake(`${what} has no option "${unknown}"${hint} It has ${names.join(', ') || 'none'}.`);
  }
  const missing = names.find((name) => known[name] && (given as Readonly<Record<string, unknown>>)[name] === undefined);
  if (missing !== undefined) throw new Mistake(`${what} needs the option "${missing}".`);
}
