/** The host has begun no transaction, or ended it before a call was over. */
export function notBegun(cause?: unknown): Error {
  const words =
    'Begin a transaction on the client before you join it, and await each call before COMMIT, ROLLBACK or release(). This call had not ended when the transaction did, or there was none: what it wrote is not part of it.';
  return new Error(words, { cause });
}

/** A statement of the host's has failed in its transaction. */
export function failedAlready(cause?: unknown): Error {
  return new Error('The transaction of this client has failed: roll it back first.', { cause });
}
