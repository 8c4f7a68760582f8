import { InvariantError } from '../values/invariant.ts';
import type { AnyResult } from './results.ts';

/**
 * What must answer at once; where it answers later, as an async function of JavaScript, throws an error that says so.
 *
 * @throws InvariantError for a promise or a ResultAsync.
 */
export function atOnce<Outcome extends AnyResult | void>(outcome: Outcome, what: string): Outcome {
  if (!outcome || !('then' in outcome)) return outcome;
  // What it throws later has nobody who waits for it.
  (outcome as unknown as Promise<unknown>).then(undefined, () => undefined);
  throw new InvariantError(`${what} answers at once, with a Result: it is no async function.`);
}
