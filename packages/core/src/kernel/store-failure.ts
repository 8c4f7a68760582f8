import type { StoreErrorKind } from './store-error.ts';

/**
 * What an adapter throws inside itself once it knows what is wrong; at its edge it becomes a `StoreError`.
 *
 * @example
 * ```ts
 * import { StoreFailure } from '@pointbook/core';
 *
 * const failure = new StoreFailure('store-closed', 'The store was closed: make a new one.');
 * print(failure.kind);
 * ```
 */
export class StoreFailure extends Error {
  /** The name by which the error is recognised. */
  override readonly name = 'StoreFailure';
  /** What the store could not do. */
  readonly kind: StoreErrorKind;

  /** Takes the kind and a message that is fit for a log; `options.cause` is the driver's own error. */
  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What an adapter throws inside itself when a COMMIT fails or its answer is lost: its `cause` may have been written. */
export class CommitFailure extends Error {
  /** The name by which the error is recognised. */
  override readonly name = 'CommitFailure';
}

/** What an adapter throws inside itself for what `decide` threw (its `cause`): no driver's error must be taken for it. */
export class DecisionFailure extends Error {
  /** The name by which the error is recognised. */
  override readonly name = 'DecisionFailure';
}
