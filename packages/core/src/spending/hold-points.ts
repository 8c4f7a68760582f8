import type { Book } from '../kernel/book.ts';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Hold } from '../ledger/hold.ts';
import { effect, takeFrom } from '../ledger/movement.ts';
import { lastEntry } from '../ledger/posting.ts';
import { programOf } from '../program/program-of.ts';
import { putBuyer } from '../sales/invoice/buyer.ts';
import { putInvoice } from '../sales/settling/outcome/put-invoice.ts';
import type { InvoiceRecord } from '../sales/invoice/invoice-record.ts';
import { optional, whole } from '../schemas/fields.ts';
import { strict, refine } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { MemberId } from '../values/ids.ts';
import { type Instant, lastInstant } from '../values/instant.ts';
import { openSpending, postSpending, type Spending, spendingReads, rewardOf } from './redemption/open-spending.ts';
import type { RedeemPointsCommand } from './redeem-points.ts';
import { checkRedemptionFields, type Redemption, redemptionFields } from './redemption/redemption-fields.ts';
import { redemptionReceipt } from './redemption/redemption-receipt.ts';
import { recallByStep } from './redemption/redemption-steps.ts';
import { withRoomForHold } from './holds/room-for-hold.ts';

/** Sets points aside, to be captured or released before the deadline. */
export interface HoldPointsCommand extends RedeemPointsCommand {
  /** Minutes until the hold lapses, 1 to 10,080 (a week); the program's `holdMinutes` when left out. */
  readonly holdMinutes?: number | undefined;
}

/** A week: a hold is for a sale in progress. */
const longestHoldMinutes = 10_080;

/**
 * Sets points aside for a redemption. Nothing else can spend or expire them until the deadline, when the hold lapses.
 *
 * @remarks The points still count in the balance. `captureHold` spends them, `releaseHold` gives them back. A hold that
 * has lapsed counts as gone from its deadline on, whether or not `expireDue` has run. The same command again answers
 * what it did before.
 *
 * Fails with `unknown-member`, `unknown-invoice`, `invoice-has-member`, `invoice-voided`, `too-many-changes`,
 * `too-many-holds`, `unknown-reward`, `redemption-not-allowed`, `code-required`, `insufficient-points`,
 * `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked`
 * and `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await holdPoints(ports)({ memberId: 'C-17', redemptionId: 'RD-2', points: 100, holdMinutes: 10 });
 * ```
 */
export const holdPoints = command({
  name: 'holdPoints',
  route: 'POST /holds',
  input: shape<HoldPointsCommand>()(
    refine(strict({ ...redemptionFields, holdMinutes: optional(whole(1, longestHoldMinutes)) }), checkRedemptionFields),
  ),
  failures: {
    'unknown-member': true,
    'unknown-invoice': true,
    'invoice-has-member': true,
    'invoice-voided': true,
    'too-many-changes': true,
    'too-many-holds': true,
    'unknown-reward': true,
    'redemption-not-allowed': true,
    'code-required': true,
    'insufficient-points': true,
  },
  joins: 'host',
  reads: spendingReads,
  recall: recallByStep('redeem'),
  decide: (input, book, fingerprint) =>
    openSpending(book, input)
      .andThen(withRoomForHold)
      .map((spending) => putHold(book, input, spending, fingerprint).entry),
  receipt: redemptionReceipt,
});

/** What can go wrong with `holdPoints`. */
export type HoldPointsFailure = FailureOf<typeof holdPoints>;

/** Points to set aside, and until when. */
export interface HoldOrder extends Redemption {
  readonly holdMinutes?: number | undefined;
  /** What the plugin that asks for the hold waits for; left out where the host asks. */
  readonly guard?: string | undefined;
}

/** Writes a hold of points that are available. */
export function putHold(
  book: Book,
  order: HoldOrder,
  { payer: { buyer, invoice }, price }: Spending,
  fingerprint: string,
): { readonly hold: Hold; readonly entry: Entry } {
  const { account, now } = buyer.posting;
  const { points, value, rewardId } = price;
  const { redemptionId, invoiceId = null, guard } = order;
  const { holdMinutes = programOf(book).redeem.holdMinutes } = order;
  const taken = takeFrom(account, points, now);
  const deadline = Math.min(now + holdMinutes * 60_000, lastInstant) as Instant;
  const guarded = guard === undefined ? {} : { guard };
  const since = account.holdClaims === undefined ? {} : { since: account.sequence };
  const hold = { redemptionId, points, taken, deadline, invoiceId, rewardId, ...guarded, ...since };
  const change = effect({ taken, hold, value });
  const posting = postSpending(buyer.posting, { ...order, ...rewardOf(price) }, fingerprint, 'points-held', change);
  putBuyer(book, { ...buyer, posting });
  if (invoice !== null) rememberHolder(book, invoice.record, account.memberId);
  return { hold, entry: lastEntry(posting) };
}

/** A sale that is nobody's yet does not lead to those who hold points for it, so it keeps who they are. */
function rememberHolder(book: Book, record: InvoiceRecord, memberId: MemberId): void {
  if (record.memberId !== null || record.heldBy?.includes(memberId)) return;
  putInvoice(book, { ...record, heldBy: [...(record.heldBy ?? []), memberId] });
}
