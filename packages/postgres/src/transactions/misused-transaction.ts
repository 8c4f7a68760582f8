import { InvariantError } from '@pointbook/core';

/** The host has begun no transaction, or ended it before a call was over. */
export function notBegun(cause?: unknown): InvariantError {
  const words =
    'Begin a transaction on the client before you join it, and await each call before COMMIT, ROLLBACK or release(). This call had not ended when the transaction did, or there was none: what it wrote is not part of it.';
  return new InvariantError(words, { cause });
}

/** A statement of the host's has failed in its transaction. */
export function failedAlready(cause?: unknown): InvariantError {
  return new InvariantError('The transaction of this client has failed: roll it back first.', { cause });
}

/** The client of the host is connected elsewhere. */
export function inAnotherDatabase(): InvariantError {
  return new InvariantError('This client is connected to another database than the ledger: join one of the same.');
}
