/** A mistake in Pointbook itself or in how it was called, never in the data; it is thrown, not returned. */
export class InvariantError extends Error {
  /** The name by which the error is recognised. */
  override readonly name = 'InvariantError';

  /** Each entry point of the CommonJS build has its own copy of this class; to a host they are one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && 'name' in value && value.name === 'InvariantError';
  }
}

/** Throws where something that must hold does not. */
export function invariant(holds: boolean, claim: string): asserts holds {
  if (!holds) throw new InvariantError(`Broken invariant: ${claim}`);
}
