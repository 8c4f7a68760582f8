import { err, ok } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { Balance } from '../ledger/account.ts';
import { balanceNow } from '../ledger/balance-now.ts';
import type { CommandKey, Entry } from '../ledger/entry.ts';
import type { MemberCommand } from '../ledger/entry-keys.ts';
import { accounts, commandRef, memberOf } from '../ledger/ledger-kinds.ts';
import { deadlineOfGiven, endOfGiven } from '../ledger/inactivity.ts';
import { effect, giveTo } from '../ledger/movement.ts';
import { lastEntry, post, type Posting, wouldOverflow } from '../ledger/posting.ts';
import { recallByEntry } from '../ledger/recall-by-entry.ts';
import { programOf } from '../program/program-of.ts';
import { type Program, systemActor } from '../program/program.ts';
import { openBuyer, putBuyer } from '../sales/invoice/buyer.ts';
import { paymentsOf } from '../sales/invoice/payment-record.ts';
import { putSettlement } from '../sales/settling/outcome/put-settlement.ts';
import { settleForgiven } from '../sales/settling/forgiven/settle-forgiven.ts';
import { returnedLots } from '../sales/settling/payers/return-points.ts';
import { settleInvoice } from '../sales/settling/settle-invoice.ts';
import { points } from '../schemas/command-fields.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { InsufficientPoints } from '../values/errors.ts';
import { idempotencyKeyReused, pointsOverflow, unknownMember } from '../values/failures.ts';
import type { ActorId, MemberId, RedemptionId, UndoId } from '../values/ids.ts';
import { pointsIn } from '../values/points.ts';
import { quoted } from '../values/quoted.ts';
import type { UnknownRedemption } from './holds/open-hold.ts';
import { actorOf, entryOfStep, type RedemptionCommand, stepRef } from './redemption/redemption-steps.ts';
import { findSpentRedemption, type SpentRedemption, withReducedRedemption } from './redemption/spent-points.ts';

/** Says that a redemption was a mistake. Known by `undoId` within its member. */
export interface UndoRedemptionCommand {
  /** The member whose points were spent. */
  readonly memberId: string;
  /** The redemption, as it was made. */
  readonly redemptionId: string;
  /** The host's own id of the undoing, unique within the member. */
  readonly undoId: string;
  /** How many of its points: a whole number, 1 or more; all that have not come back, when left out. */
  readonly points?: number | undefined;
  /** Who undoes it; `system`, when left out. */
  readonly actor?: string | undefined;
}

/** What undoing a redemption gave back, the same at each repetition, and the balance as it stands. */
export interface UndoReceipt {
  /** The member. */
  readonly memberId: MemberId;
  /** The redemption. */
  readonly redemptionId: RedemptionId;
  /** The undoing. */
  readonly undoId: UndoId;
  /** The number of the entry. */
  readonly sequence: number;
  /** Points that came back, those that expired at once among them. */
  readonly points: number;
  /** Points that came back and expired at once, because their end had passed. */
  readonly expired: number;
  /** The member's balance when the command is answered. */
  readonly balance: Balance;
  /** When the entry was written. */
  readonly postedAt: Date;
  /**
   * When the first of the points end that came back; null where all repaid debt or expired at once, and where they
   * never end. Points that end by inactivity end with the others of the member, unless the member is active before.
   */
  readonly endsAt: Date | null;
}

/**
 * Says that a redemption was a mistake: its points come back as they were, in whole or in parts.
 *
 * @remarks Points return to their lots with the ends that they had, those that end last first, and repay debt. Points
 * that have ended expire at once, unless the program says `refund.graceDays`, and repay nothing. What they paid of a
 * sale is owed again, and the sale earns on it; what is kept of the sale stays. No code is asked for, and a code that
 * spent them stays used.
 *
 * Fails with `unknown-member`, `unknown-redemption`, `insufficient-points`, `clawback-refused`, `points-overflow`,
 * `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked`
 * and `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await undoRedemption(ports)({ memberId: 'C-17', redemptionId: 'RD-1', undoId: 'UNDO-1', actor: 'staff-3' });
 * ```
 */
export const undoRedemption = command({
  name: 'undoRedemption',
  route: 'POST /redemptions/{redemptionId}/undo',
  input: shape<UndoRedemptionCommand>()(
    strict({
      memberId: id<MemberId>(),
      redemptionId: id<RedemptionId>(),
      undoId: id<UndoId>(),
      points: optional(points()),
      actor: optional(id<ActorId>()),
    }),
  ),
  failures: {
    'unknown-member': true,
    'unknown-redemption': true,
    'insufficient-points': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: (input) => [
    accounts.at(input.memberId),
    stepRef(input, 'redeem'),
    stepRef(input, 'capture'),
    commandRef(commandOf(input)),
  ],
  decide(input, book, fingerprint) {
    const member = memberOf(book, input.memberId);
    if (member === null) return err(unknownMember(input.memberId));
    const spent = findSpentRedemption(book, input);
    if (spent === null) return err(nothingSpent(input.redemptionId));
    const left = spent.redemption.points - spent.redemption.returned;
    const asked = input.points ?? left;
    if (asked > left || asked === 0) return err(tooFewLeft(input, spent.redemption.points, left));
    const { sale } = spent;
    const own = sale?.record.memberId === input.memberId ? sale.opened.buyer : null;
    const redeemer = own ?? openBuyer(book, member, null);
    if (wouldOverflow(redeemer.posting, asked)) return err(pointsOverflow());
    const { entry, posting } = giveBack(redeemer.posting, { ...input, fingerprint }, spent, asked, programOf(book));
    const after = { ...redeemer, posting };
    const since = entryOfStep(book, input, 'redeem')?.sequence ?? spent.entry.sequence;
    if (sale === null) {
      putBuyer(book, after);
      settleForgiven(book, entry, since, actorOf(input));
      return ok(entry);
    }
    return settleInvoice(book, {
      record: withReducedRedemption(sale.record, spent.redemption, asked),
      payments: () => paymentsOf(book, sale.record),
      rules: sale.opened.rules,
      buyer: own === null ? sale.opened.buyer : after,
      at: book.now,
      cause: 'redemption-undone',
      actor: actorOf(input),
      detail: input.redemptionId,
    }).map((settlement): Entry => {
      putSettlement(book, settlement, { others: own === null ? [after] : [] });
      settleForgiven(book, entry, since, actorOf(input));
      return entry;
    });
  },
  recall: recallByEntry(commandOf, ({ undoId }) => idempotencyKeyReused('undoId', undoId)),
  receipt: (
    { memberId, sequence, delta, postedAt, effect: done }: Entry,
    book,
    { redemptionId, undoId },
  ): UndoReceipt => ({
    memberId,
    redemptionId,
    undoId,
    sequence,
    points: delta + (done.expired ?? 0),
    expired: done.expired ?? 0,
    balance: balanceNow(book, memberId),
    postedAt: new Date(postedAt),
    endsAt: endOfGiven(done),
  }),
});

/** What can go wrong with `undoRedemption`. */
export type UndoRedemptionFailure = FailureOf<typeof undoRedemption>;

/** Points whose end has passed expire at once, in an entry of their own, and repay nothing. */
function giveBack(
  posting: Posting,
  input: RedemptionCommand & { readonly undoId: UndoId; readonly fingerprint: string },
  spent: SpentRedemption,
  asked: number,
  program: Program,
): { readonly entry: Entry; readonly posting: Posting } {
  const { entry: spending, redemption, sale } = spent;
  const rules = sale?.opened.rules ?? program;
  const { live, ended, lapsed } = returnedLots(posting, redemption, asked, rules, sale?.record.invoiceId ?? null);
  const by = { reference: { type: 'entry', id: String(spending.sequence) }, programVersion: rules.version } as const;
  const expired = ended.length > 0 ? { expired: pointsIn(ended) } : {};
  const { account, now } = posting;
  const change = giveTo(account, live, now);
  const undone = post(posting, {
    kind: 'reversal',
    cause: 'redemption-undone',
    actor: actorOf(input),
    ...by,
    effect: { ...change, ...expired, ...deadlineOfGiven(account, program, now, change) },
    command: { key: keyOf(input), fingerprint: input.fingerprint },
  });
  const entry = lastEntry(undone);
  if (ended.length === 0) return { entry, posting: undone };
  const expiry = post(undone, {
    kind: 'expiry',
    cause: 'lot-expired',
    actor: systemActor,
    ...by,
    effect: effect({ added: ended, taken: ended, lapsed }),
    command: sale === null ? { key: spent.nextExpiry, fingerprint: input.fingerprint } : null,
  });
  return { entry, posting: expiry };
}

function commandOf(input: { readonly memberId: MemberId; readonly undoId: UndoId }): MemberCommand {
  return { memberId: input.memberId, key: keyOf(input) };
}

function keyOf({ undoId }: { readonly undoId: UndoId }): CommandKey {
  return `undo:${undoId}`;
}

function nothingSpent(redemptionId: string): UnknownRedemption {
  const message = `The member has spent no points under redemption ${quoted(redemptionId)}; release a hold by releaseHold, and cancel a request by cancelRedemption.`;
  return { kind: 'unknown-redemption', message, redemptionId };
}

function tooFewLeft(
  { redemptionId, points: asked }: { readonly redemptionId: string; readonly points?: number | undefined },
  all: number,
  left: number,
): InsufficientPoints {
  const message = `Of redemption ${quoted(redemptionId)} ${left} of ${all} points have not come back yet; ask for no more than these.`;
  return { kind: 'insufficient-points', message, requested: asked ?? all, available: left };
}
