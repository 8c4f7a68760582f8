import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { Effect, Entry } from '../ledger/entry.ts';
import type { Posting } from '../ledger/posting.ts';
import { reversibleEntries, reversibleEntry } from '../ledger/ledger-kinds.ts';
import { entryId, type ReversibleEntry } from '../ledger/entry-keys.ts';
import { splitLots } from '../ledger/movement.ts';
import { forgetUndoneReturn, isForgivenReturn } from '../sales/settling/forgiven/forgiven-return.ts';
import { claimOfReturn, paidForReturn } from '../sales/settling/forgiven/paid-for-return.ts';
import { settleForgiven } from '../sales/settling/forgiven/settle-forgiven.ts';
import { points } from '../schemas/command-fields.ts';
import { optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type {
  InsufficientPoints,
  NotReversible,
  PointsOverflow,
  ReversalExceedsEntry,
  UseRefund,
} from '../values/errors.ts';
import { notReversible, partOfReturn, reversalExceedsEntry, unknownEntry, useRefund } from '../values/failures.ts';
import { pointsIn, sumOf } from '../values/points.ts';
import { adjustmentReceipt } from './adjustment-receipt.ts';
import { postByStaff, recallStaffCommand, type StaffCommand, staffFields, staffReads } from './staff-command.ts';
import { undoEntry } from './undo-entry.ts';

/** Undoes an adjustment (by hand or by a job), an opening balance or a return without a sale, in whole or in part. */
export interface ReverseEntryCommand extends StaffCommand {
  /** The number of the entry to undo. */
  readonly sequence: number;
  /** How many of its points; all that are left when left out. */
  readonly points?: number | undefined;
}

/**
 * Undoes an adjustment, an opening balance or a return without a sale, once, in whole or in part.
 *
 * @remarks Points return to their lots with their expiry; it never makes debt. With a return comes back what holds have
 * paid for it later. What an invoice or a redemption wrote is `use-refund`.
 *
 * Fails with `unknown-member`, `unknown-entry`, `use-refund`, `not-reversible`, `reversal-exceeds-entry`,
 * `insufficient-points`, `points-overflow`, `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of
 * the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless
 * it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await reverseEntry(ports)({
 *   memberId: 'C-17', sequence: 4, actor: 'staff-3', reason: 'wrong customer', idempotencyKey: 'undo-1',
 * });
 * ```
 */
export const reverseEntry = command({
  name: 'reverseEntry',
  route: 'POST /members/{memberId}/entries/{sequence}/reversal',
  input: shape<ReverseEntryCommand>()(strict({ ...staffFields, sequence: whole(1), points: optional(points()) })),
  failures: {
    'invalid-command': true,
    'unknown-member': true,
    'unknown-entry': true,
    'use-refund': true,
    'not-reversible': true,
    'reversal-exceeds-entry': true,
    'insufficient-points': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: (input) => [...staffReads(input), reversibleEntries.at(entryId(input))],
  recall: recallStaffCommand,
  decide: (input, book, fingerprint) => {
    const { memberId, sequence, actor } = input;
    return postByStaff(book, input, fingerprint, (posting) => {
      const found = reversibleEntry(book, { memberId, sequence });
      if (found === null) return err(unknownEntry(memberId, sequence));
      return checkReversible(found.entry)
        .andThen(() => undo(book, posting, found, input.points))
        .map((effect) => ({
          kind: 'reversal',
          cause: 'entry-reversed',
          reference: { type: 'entry', id: String(sequence) },
          effect,
        }));
    }).map((entry) => {
      const undone = reversibleEntry(book, { memberId, sequence });
      if (undone !== null) forgetUndoneReturn(book, undone);
      settleForgiven(book, entry, sequence, actor);
      return entry;
    });
  },
  receipt: adjustmentReceipt,
});

/** What can go wrong with `reverseEntry`. */
export type ReverseEntryFailure = FailureOf<typeof reverseEntry>;

/**
 * Undoes an entry. A return without a sale is one thing: what holds have paid for it later comes back with it, and at
 * last it claims nothing of them any more. Of 50 points 20 were taken, a hold paid 20 and 10 are claimed of holds: 45
 * that are undone are 40 that come back, and 5 that are no longer claimed. Of a return that forgave all of its points
 * none come back, and it is not made good any more.
 */
function undo(
  book: Book,
  posting: Posting,
  found: ReversibleEntry,
  wanted: number | undefined,
): Result<Effect, InsufficientPoints | PointsOverflow | ReversalExceedsEntry> {
  const later = paidForReturn(book, posting, found.entry);
  const moved = Math.abs(sumOf([found.entry, ...later], ({ delta }) => delta)) - found.reversed;
  const { holdClaims = [] } = posting.account;
  const claim = claimOfReturn(posting.account, found.entry);
  const left = moved + pointsIn(claim?.lots ?? []);
  const undone = wanted ?? left;
  if (undone > left || (undone === 0 && !isForgivenReturn(book, found.entry))) return err(reversalExceedsEntry(left));
  return undoEntry(posting, found, Math.min(undone, moved), later).map((effect) => {
    if (claim === undefined || undone <= moved) return effect;
    const { first: lots } = splitLots(claim.lots, left - undone);
    const others = holdClaims.map((each) => (each === claim ? { ...claim, lots } : each));
    return { ...effect, holdClaims: others.filter((each) => each.lots.length > 0) };
  });
}

function checkReversible({ kind, cause, reference, command: by }: Entry): Result<void, UseRefund | NotReversible> {
  if (reference && by?.key.startsWith('returned:')) return err(partOfReturn(kind, reference.id));
  if (kind === 'adjustment' || kind === 'opening' || cause === 'goods-returned') return ok();
  if (reference?.type === 'invoice' || reference?.type === 'redemption')
    return err(useRefund({ type: reference.type, id: reference.id }));
  return err(notReversible(kind));
}
