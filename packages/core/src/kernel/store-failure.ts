import { isNamed } from '../values/is-named.ts';
import type { Remedied } from '../values/remedy.ts';
import type { StoreErrorKind } from './store-error.ts';

/**
 * What an adapter throws internally for a known problem. At the port it becomes a `StoreError`.
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
  /** What happened, and what can be done by name, where the message says that in code. */
  readonly remedied: Remedied | undefined;

  /** Takes the kind and a message that is fit for a log; `options.cause` is the driver's own error. */
  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions & { readonly remedied?: Remedied }) {
    super(message, options);
    this.kind = kind;
    this.remedied = options?.remedied;
  }

  /** All copies of this class are one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'StoreFailure');
  }
}

/** What an adapter throws internally when a COMMIT fails or its answer is lost: the changes may have been written. */
export class CommitFailure extends Error {
  /** The name by which the error is recognised. */
  override readonly name = 'CommitFailure';

  /** All copies of this class are one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'CommitFailure');
  }
}

/**
 * What an adapter throws internally for an error of `decide` (its `cause`), so that it is not taken for an error of the
 * driver.
 */
export class DecisionFailure extends Error {
  /** The name by which the error is recognised. */
  override readonly name = 'DecisionFailure';

  /** All copies of this class are one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'DecisionFailure');
  }
}

/** Throws where what the ledger keeps contradicts itself: somebody changed it by other means, or it was damaged. */
export function ledgerHolds(holds: boolean, claim: string): asserts holds {
  if (holds) return;
  throw damage(
    `The ledger contradicts itself: it does not hold that ${claim}. It was changed by other means, or damaged.`,
  );
}

/** What is damaged, as a failure that says how to find out more. */
export function damage(problem: string): StoreFailure {
  const message = `${problem} verify() lists what is; restore it from a backup.`;
  return new StoreFailure('store-corrupt', message, { remedied: { problem, remedy: 'verify' } });
}
