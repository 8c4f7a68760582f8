import { err, type Result } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { programOf } from '../program/program-of.ts';
import { needsCode } from '../program/redemption-policy.ts';
import { points } from '../schemas/command-fields.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { insufficientPoints, invalidCommand } from '../values/failures.ts';
import type { ActorId, InvoiceId, MemberId, RedemptionId } from '../values/ids.ts';
import { quoted } from '../values/quoted.ts';
import type { RedemptionNotAllowed } from './redemption/check-redemption.ts';
import { holdReads, openHold } from './holds/open-hold.ts';
import { codeRequired } from './redemption/open-spending.ts';
import { redemptionReceipt } from './redemption/redemption-receipt.ts';
import { recallByStep } from './redemption/redemption-steps.ts';
import { spendHold } from './holds/spend-hold.ts';

/** Spends what a hold set aside; what is not captured is released. */
export interface CaptureHoldCommand {
  /** The member whose points they are. */
  readonly memberId: string;
  /** The id that the points were held under. */
  readonly redemptionId: string;
  /** Fewer points than held: a whole number, 1 or more; all when left out. */
  readonly points?: number | undefined;
  /**
   * The sale that the points pay, where it was saved after the hold. A hold that was made for a sale pays that one, and
   * no other can be named.
   */
  readonly invoiceId?: string | undefined;
  /** Who does it; `system` when left out. */
  readonly actor?: string | undefined;
}

/**
 * Spends what a hold set aside, even if its points would have expired meanwhile. What is not captured is released.
 *
 * @remarks Points are worth their rate's worth, by the version of the program under which they were held, or what is
 * left to pay of the sale, if that is less. Of concurrent calls that capture or release one hold, the first that is
 * committed ends it; the others fail with `hold-closed`. The same command again answers what it did before.
 *
 * Fails with `unknown-member`, `unknown-redemption`, `hold-closed`, `code-required`, `insufficient-points`,
 * `redemption-not-allowed`, `unknown-invoice`, `invoice-has-member`, `invoice-voided`, `too-many-changes`,
 * `clawback-refused`, `points-overflow`, `invalid-command`, `overloaded` and the errors of the store. `overloaded`,
 * `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says `written:
 * 'unknown'`.
 *
 * @example
 * ```ts
 * await captureHold(ports)({ memberId: 'C-17', redemptionId: 'RD-2' });
 * ```
 */
export const captureHold = command({
  name: 'captureHold',
  route: 'POST /holds/{redemptionId}/capture',
  input: shape<CaptureHoldCommand>()(
    strict({
      memberId: id<MemberId>(),
      redemptionId: id<RedemptionId>(),
      points: optional(points()),
      invoiceId: optional(id<InvoiceId>()),
      actor: optional(id<ActorId>()),
    }),
  ),
  failures: {
    'invalid-command': true,
    'unknown-member': true,
    'unknown-redemption': true,
    'hold-closed': true,
    'code-required': true,
    'insufficient-points': true,
    'redemption-not-allowed': true,
    'unknown-invoice': true,
    'invoice-has-member': true,
    'invoice-voided': true,
    'too-many-changes': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: holdReads,
  recall: recallByStep('capture'),
  decide: (input, book, fingerprint) =>
    openHold(book, input).andThen(({ hold, held }) => {
      const captured = input.points ?? hold.points;
      // A hold that waits for a code is spent by that code alone.
      const isForbidden = hold.guard !== undefined || needsCode(programOf(book).redeem, captured);
      if (isForbidden) return err(codeRequired(captured));
      if (captured > hold.points) return err(insufficientPoints(captured, hold.points));
      if (hold.rewardId !== null && captured < hold.points) return partOfReward(hold.points);
      if (input.invoiceId !== undefined && hold.invoiceId !== null && input.invoiceId !== hold.invoiceId) {
        return err(invalidCommand('invoiceId', `must be ${quoted(hold.invoiceId)}, for which the points are held`));
      }
      const { value = 0 } = held.effect;
      const spending = { points: captured, value, held, invoiceId: input.invoiceId };
      return spendHold(book, input, hold, spending, fingerprint);
    }),
  receipt: redemptionReceipt,
});

/** What can go wrong with `captureHold`. */
export type CaptureHoldFailure = FailureOf<typeof captureHold>;

function partOfReward(limit: number): Result<never, RedemptionNotAllowed> {
  const message = `A reward is captured as a whole, for ${limit} points; release the hold if it is not taken.`;
  return err({ kind: 'redemption-not-allowed', rule: 'minimum', message, limit });
}
