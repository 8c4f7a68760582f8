import type { Book } from '../kernel/book.ts';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { Entry } from '../ledger/entry.ts';
import { putBuyer } from '../sales/invoice/buyer.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { ActorId, MemberId, RedemptionId } from '../values/ids.ts';
import { holdReads, openHold, type OpenHold, postEnd } from './holds/open-hold.ts';
import { redemptionReceipt } from './redemption/redemption-receipt.ts';
import { type RedemptionCommand, recallByStep } from './redemption/redemption-steps.ts';

/** Gives back what a hold set aside. */
export interface ReleaseHoldCommand {
  /** The member whose points they are. */
  readonly memberId: string;
  /** The id that the points were held under. */
  readonly redemptionId: string;
  /** Who does it; `system` when left out. */
  readonly actor?: string | undefined;
}

/**
 * Gives back what a hold set aside.
 *
 * @remarks The points repay debt first. Points that have ended meanwhile expire in the same commit. Of concurrent calls
 * that capture or release one hold, the first that is committed ends it; the others fail with `hold-closed`. The same
 * command again answers what it did before.
 *
 * Fails with `unknown-member`, `unknown-redemption`, `hold-closed`, `invalid-command`, `overloaded` and the errors of
 * the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless
 * it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await releaseHold(ports)({ memberId: 'C-17', redemptionId: 'RD-2' });
 * ```
 */
export const releaseHold = command({
  name: 'releaseHold',
  route: 'POST /holds/{redemptionId}/release',
  input: shape<ReleaseHoldCommand>()(
    strict({ memberId: id<MemberId>(), redemptionId: id<RedemptionId>(), actor: optional(id<ActorId>()) }),
  ),
  failures: { 'unknown-member': true, 'unknown-redemption': true, 'hold-closed': true },
  joins: 'host',
  reads: holdReads,
  recall: recallByStep('release'),
  decide: (input, book, fingerprint) =>
    openHold(book, input).map((opened) => putRelease(book, input, opened, fingerprint)),
  receipt: redemptionReceipt,
});

/** What can go wrong with `releaseHold`. */
export type ReleaseHoldFailure = FailureOf<typeof releaseHold>;

/** Writes the release of an open hold. */
export function putRelease(book: Book, of: RedemptionCommand, { hold, buyer }: OpenHold, fingerprint: string): Entry {
  const { posting, entry } = postEnd(buyer.posting, of, fingerprint, 'release', hold, hold.taken);
  putBuyer(book, { ...buyer, posting });
  return entry;
}
