import { err, ok, type Result } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { Effect, Entry } from '../ledger/entry.ts';
import type { Posting } from '../ledger/posting.ts';
import { reversibleEntries, reversibleEntry } from '../ledger/ledger-kinds.ts';
import { entryId, type ReversibleEntry } from '../ledger/entry-keys.ts';
import { settleForgiven } from '../sales/settling/settle-forgiven.ts';
import { points } from '../schemas/command-fields.ts';
import { optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { NotReversible, ReversalExceedsEntry, UseRefund } from '../values/errors.ts';
import { notReversible, reversalExceedsEntry, unknownEntry, useRefund } from '../values/failures.ts';
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
 * @remarks Points return to their lots with their expiry; it never makes debt. What an invoice or a redemption wrote is
 * `use-refund`.
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
        .andThen(() => pointsToReverse(found, input.points))
        .andThen((toReverse) =>
          undoEntry(posting, found, toReverse).map((effect) =>
            toReverse === leftOf(found) ? { ...effect, ...withoutReturn(posting, found.entry) } : effect,
          ),
        )
        .map((effect) => ({
          kind: 'reversal',
          cause: 'entry-reversed',
          reference: { type: 'entry', id: String(sequence) },
          effect,
        }));
    }).map((entry) => {
      settleForgiven(book, entry, sequence, actor);
      return entry;
    });
  },
  receipt: adjustmentReceipt,
});

/** What can go wrong with `reverseEntry`. */
export type ReverseEntryFailure = FailureOf<typeof reverseEntry>;

/** Goods that were not returned ask for nothing of held points. */
function withoutReturn({ account: { owed } }: Posting, { cause, reference }: Entry): Pick<Effect, 'owed'> {
  if (owed === undefined || cause !== 'goods-returned') return {};
  return { owed: owed.filter((claim) => !claim.isReturn || claim.id !== reference?.id) };
}

function checkReversible({ kind, cause, reference }: Entry): Result<void, UseRefund | NotReversible> {
  if (kind === 'adjustment' || kind === 'opening' || cause === 'goods-returned') return ok();
  if (reference?.type === 'invoice' || reference?.type === 'redemption')
    return err(useRefund({ type: reference.type, id: reference.id }));
  return err(notReversible(kind));
}

function leftOf({ entry, reversed }: ReversibleEntry): number {
  return Math.abs(entry.delta) - reversed;
}

function pointsToReverse(found: ReversibleEntry, wanted: number | undefined): Result<number, ReversalExceedsEntry> {
  const left = leftOf(found);
  const reverse = wanted ?? left;
  return reverse > left || reverse === 0 ? err(reversalExceedsEntry(left)) : ok(reverse);
}
