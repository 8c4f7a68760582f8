import { isNamed } from './is-named.ts';

/** A mistake in Pointbook itself or in how it was called, never in the data; it is thrown, not returned. */
export class InvariantError extends Error {
  /** The name by which the error is recognised. */
  override readonly name = 'InvariantError';

  /** All copies of this class are one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'InvariantError');
  }
}

/** Throws where something that must hold does not. */
export function invariant(holds: boolean, claim: string): asserts holds {
  if (!holds) throw new InvariantError(`Broken invariant: ${claim}`);
}
