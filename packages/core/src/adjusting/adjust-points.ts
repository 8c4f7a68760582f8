import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { id, oneOf, optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { Points } from '../values/points.ts';
import { adjustmentReceipt } from './adjustment-receipt.ts';
import { changeBy } from './change-by.ts';
import {
  externalReference,
  postByStaff,
  recallStaffCommand,
  type StaffCommand,
  staffFields,
  staffReads,
} from './staff-command.ts';

/** Gives or takes points by hand. */
export interface AdjustPointsCommand extends StaffCommand {
  /** Points to give or take: a whole number, 1 or more. */
  readonly points: number;
  /** `add` gives the points; `deduct` takes them away. */
  readonly direction: 'add' | 'deduct';
  /** The host's own id of what this is about. */
  readonly reference?: string | undefined;
}

/**
 * Gives points to a member or takes points away, by hand.
 *
 * @remarks Points given end as the program's expiry says. A deduction takes available points, then pending ones, never
 * held ones; where they do not suffice nothing is taken.
 *
 * Fails with `unknown-member`, `insufficient-points`, `points-overflow`, `invalid-command`, `idempotency-key-reused`,
 * `overloaded` and the errors of the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. A
 * failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await adjustPoints(ports)({
 *   memberId: 'C-17', points: 50, direction: 'add', actor: 'staff-3', reason: 'missed sale', idempotencyKey: 'adj-1',
 * });
 * ```
 */
export const adjustPoints = command({
  name: 'adjustPoints',
  route: 'POST /members/{memberId}/adjustments',
  input: shape<AdjustPointsCommand>()(
    strict({
      ...staffFields,
      points: whole<Points>(1, undefined, 'Points are whole and positive; `direction` says which way.'),
      direction: oneOf(['add', 'deduct']),
      reference: optional(id<string>()),
    }),
  ),
  failures: { 'invalid-command': true, 'unknown-member': true, 'insufficient-points': true, 'points-overflow': true },
  joins: 'host',
  reads: staffReads,
  recall: recallStaffCommand,
  decide: (input, book, fingerprint) =>
    postByStaff(book, input, fingerprint, (posting) =>
      changeBy(posting, input.direction === 'add' ? input.points : 0 - input.points).map((effect) => ({
        kind: 'adjustment',
        cause: input.direction === 'add' ? 'points-added' : 'points-deducted',
        reference: externalReference(input.reference),
        effect,
      })),
    ),
  receipt: adjustmentReceipt,
});

/** What can go wrong with `adjustPoints`. */
export type AdjustPointsFailure = FailureOf<typeof adjustPoints>;
