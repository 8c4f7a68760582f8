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
  override readonly name = 'StoreFailure';
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What an adapter throws inside itself when a COMMIT fails or its answer is lost: its `cause` may have been written. */
export class CommitFailure extends Error {
  override readonly name = 'CommitFailure';
}

/** What an adapter throws inside itself for what `decide` threw (its `cause`): no driver's error must be taken for it. */
export class DecisionFailure extends Error {
  override readonly name = 'DecisionFailure';
}
