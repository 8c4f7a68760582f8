import { err } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { id, optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { balanceMismatch } from '../values/failures.ts';
import { adjustmentReceipt } from './adjustment-receipt.ts';
import { setTo } from './change-by.ts';
import {
  externalReference,
  postByStaff,
  recallStaffCommand,
  type StaffCommand,
  staffFields,
  staffReads,
} from './staff-command.ts';

/** Makes the balance what it should be. */
export interface SetBalanceCommand extends StaffCommand {
  /** The balance wanted, 0 or more. */
  readonly balance: number;
  /**
   * The balance that the caller believes is there; another one is `balance-mismatch`. It is part of the command: a
   * retry must send the same figure again, not read it anew.
   */
  readonly expectedBalance?: number | undefined;
  /** The host's own id of what this is about. */
  readonly reference?: string | undefined;
}

/**
 * Makes a member's balance what it should be.
 *
 * @remarks With `expectedBalance`, only if it is what the caller believes. A balance that is right already is recorded
 * by an entry of 0 points.
 *
 * Fails with `unknown-member`, `balance-mismatch`, `insufficient-points`, `points-overflow`, `invalid-command`,
 * `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and
 * `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await setBalance(ports)({
 *   memberId: 'C-17', balance: 200, expectedBalance: 180, actor: 'staff-3', reason: 'recount', idempotencyKey: 'set-1',
 * });
 * ```
 */
export const setBalance = command({
  name: 'setBalance',
  route: 'PUT /members/{memberId}/balance',
  input: shape<SetBalanceCommand>()(
    strict({
      ...staffFields,
      balance: whole(0),
      expectedBalance: optional(whole(-Number.MAX_SAFE_INTEGER)),
      reference: optional(id<string>()),
    }),
  ),
  failures: {
    'invalid-command': true,
    'unknown-member': true,
    'insufficient-points': true,
    'points-overflow': true,
    'balance-mismatch': true,
  },
  joins: 'host',
  reads: staffReads,
  recall: recallStaffCommand,
  decide: (input, book, fingerprint) =>
    postByStaff(book, input, fingerprint, (posting) => {
      const { balance: actual } = posting.account;
      const { balance, expectedBalance = actual } = input;
      if (expectedBalance !== actual) return err(balanceMismatch(expectedBalance, actual));
      return setTo(posting, balance).map((effect) => ({
        kind: 'adjustment',
        cause: 'balance-set',
        reference: externalReference(input.reference),
        effect,
      }));
    }),
  receipt: adjustmentReceipt,
});

/** What can go wrong with `setBalance`. */
export type SetBalanceFailure = FailureOf<typeof setBalance>;
