import type { adjustPoints } from '../adjusting/adjust-points.ts';
import type { reverseEntry } from '../adjusting/reverse-entry.ts';
import type { setBalance } from '../adjusting/set-balance.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type * as E from '../values/errors.ts';
import type { StoreError } from '../kernel/store-error.ts';

/** What can go wrong with any call that reads: the input or the store. */
export type ReadFailure = E.InvalidCommand | StoreError;
/** What can go wrong with any call that writes. Checked in this order: input, replay, existence, policy, balance. */
export type WriteFailure = E.InvalidCommand | E.IdempotencyKeyReused | E.Overloaded | StoreError;

/** What can go wrong with `adjustPoints`. */
export type AdjustPointsFailure = FailureOf<typeof adjustPoints>;
/** What can go wrong with `setBalance`. */
export type SetBalanceFailure = FailureOf<typeof setBalance>;
/** What can go wrong with `reverseEntry`. */
export type ReverseEntryFailure = FailureOf<typeof reverseEntry>;
