import type { Remedied } from '../values/remedy.ts';
import type { storeErrorKinds } from './store-error-kinds.ts';

/** Why a store could not do what was asked. */
export interface StoreError {
  /** What the store could not do. */
  readonly kind: StoreErrorKind;
  /** Fit for a log: what happened and what to do. */
  readonly message: string;
  /** `no`: the changes were certainly not written. `unknown`: they may have been written. */
  readonly written: 'no' | 'unknown';
  /** Whether the same call may succeed later by itself. */
  readonly retryable: boolean;
  /** What happened, and what can be done by name, where the message says that in code. */
  readonly remedied?: Remedied;
  /** The driver's own error. */
  readonly cause?: unknown;
}

/** The names of what a store cannot do. */
export type StoreErrorKind = (typeof storeErrorKinds)[number];

/**
 * Makes the error of a store. Use it when you write a store: the kind decides whether the error is retryable.
 *
 * @example
 * ```ts
 * import { storeError } from '@pointbook/core';
 *
 * const { retryable } = storeError({ kind: 'store-locked', message: 'Another process holds the lock: try again.' });
 * print(retryable); // true
 * ```
 */
export function storeError({
  kind,
  message,
  written = 'no',
  remedied,
  cause,
}: {
  readonly kind: StoreErrorKind;
  readonly message: string;
  /** `no` when left out. */
  readonly written?: StoreError['written'] | undefined;
  readonly remedied?: Remedied | undefined;
  readonly cause?: unknown;
}): StoreError {
  const retryable = kind === 'store-locked' || kind === 'store-unavailable';
  return {
    kind,
    message,
    written,
    retryable,
    ...(remedied === undefined ? {} : { remedied }),
    ...(cause === undefined ? {} : { cause }),
  };
}
