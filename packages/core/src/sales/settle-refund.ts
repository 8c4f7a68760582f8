import { err, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import type { Mark, Recall } from '../kernel/command.ts';
import type { ErrorOf } from '../kernel/results.ts';
import { balanceOf, lotPoints } from '../ledger/account.ts';
import { systemActor } from '../program/program.ts';
import type { InvoiceStanding } from './invoice/invoice-receipt.ts';
import { type RefundReceipt, type StoredRefundDone, toldRefund } from './invoice/refund-receipt.ts';
import type { InvoiceRecord } from './invoice/invoice-record.ts';
import { partKey } from './invoice/part-keys.ts';
import { refunds } from './invoice/refund-record.ts';
import { noRefunds, type RefundFigures, withRefund } from './worth/refund-sums.ts';
import { idempotencyKeyReused } from '../values/failures.ts';
import { type Fraction, fraction, one, zero } from '../values/fraction.ts';
import { paymentsOf } from './invoice/payment-record.ts';
import type { ActorId, InvoiceId, RefundId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { leftToPay, overpaid } from './worth/covering.ts';
import { possibleHolders, releaseHoldsOf } from './settling/payers/release-holds.ts';
import { openInvoice, type OpenInvoice } from './invoice/open-invoice.ts';
import { openOwners, othersThan, type Returned, returnPoints } from './settling/payers/return-points.ts';
import { firstEndOf, firstGiven, lastSequence, putSettlement, standingOf } from './settling/outcome/put-settlement.ts';
import { settleInvoice, withoutUse } from './settling/settle-invoice.ts';
import type { Settlement } from './settling/settlement.ts';
import { type TooManyChanges, checkRoom } from './invoice/too-many-changes.ts';
import { isVoid, keptOf, paidWithPoints, scaledShares, worthOf } from './worth/worth.ts';

/** The checked fields of every command that takes back a part of a sale. */
export interface CheckedRefund {
  readonly invoiceId: InvoiceId;
  readonly refundId: RefundId;
  readonly refundedAt?: Instant | undefined;
  readonly actor?: ActorId | undefined;
}

/** What a refund did, and how the invoice stands after it; null for a repetition: the book tells it. */
interface RefundOutcome {
  readonly did: StoredRefundDone;
  readonly stands: Pick<InvoiceStanding, 'state' | 'memberId' | 'leftToPay' | 'balance'> | null;
}

/** A refund or void is known by its id on its invoice. */
export const recallRefund: Recall<CheckedRefund, RefundOutcome, never> = {
  find({ invoiceId, refundId }, book): Mark<RefundOutcome> | null {
    const known = book.get(refunds, partKey(invoiceId, refundId));
    return known ? { fingerprint: known.fingerprint, did: { did: known.did, stands: null } } : null;
  },
  reused: ({ refundId }) => idempotencyKeyReused('refundId', refundId),
};

/** The receipt of a refund or a void. */
export function refundReceipt(
  { did, stands }: RefundOutcome,
  book: Book,
  { invoiceId, refundId }: Pick<CheckedRefund, 'invoiceId' | 'refundId'>,
): RefundReceipt {
  const now = stands ?? standingOf(book, invoiceId);
  return {
    invoiceId,
    refundId,
    ...toldRefund(did),
    state: now.state,
    memberId: now.memberId,
    leftToPay: now.leftToPay,
    balance: now.balance,
  };
}

/** Takes back what `resolve` says: points that paid for it return, then points that it earned are clawed back. */
export function settleRefund<Resolved extends Result<RefundFigures, unknown>>(
  book: Book,
  input: CheckedRefund,
  fingerprint: string,
  resolve: (known: OpenInvoice) => Resolved,
) {
  return openInvoice(book, input.invoiceId).andThen((known) => {
    const resolved = resolve(known) as Result<RefundFigures, ErrorOf<Resolved>>;
    return resolved.andThen((figures) => {
      const tooMany = tooManyRefunds(known.record, figures);
      return tooMany ? err(tooMany) : putRefund(book, input, fingerprint, { known, figures });
    });
  });
}

/** A sale that stands can always be voided. */
function tooManyRefunds(record: InvoiceRecord, { lines, all }: RefundFigures): TooManyChanges | null {
  const { standing, named } = record.refundSums ?? noRefunds;
  if (all === true && !isVoid(record)) return null;
  return checkRoom(record, 'refunds', standing + 1) ?? checkRoom(record, 'refunded lines', named + lines.length);
}

interface Refunding {
  readonly known: OpenInvoice;
  readonly figures: RefundFigures;
}

function putRefund(
  book: Book,
  { refundId, refundedAt = book.now, actor = systemActor }: CheckedRefund,
  fingerprint: string,
  { known: { record, rules, buyer }, figures }: Refunding,
) {
  const { invoiceId } = record;
  const refundSums = withRefund(record.refundSums ?? noRefunds, figures);
  const refund = { invoiceId, refundId, nth: refundSums.count, ...figures, refundedAt, fingerprint };
  const isAllBack = figures.all === true || worthOf({ ...record, refundSums }, rules).isAllBack;
  const redemptions = scaledShares(record.redemptions, keptShare(keptOf(record), figures.value, isAllBack));
  const facts = { ...record, refundSums, redemptions };
  const holders = figures.all === true ? possibleHolders(record) : [];
  const owners = openOwners(book, record, buyer, holders);
  const free = figures.all === true ? releaseHoldsOf(owners, record.invoiceId, actor) : owners;
  return returnPoints(facts, free, rules, { actor, refundId }).andThen((refunded) => {
    const owner = (record.memberId && refunded.owners.get(record.memberId)) ?? null;
    return settleInvoice(book, {
      record: refunded.record,
      payments: () => paymentsOf(book, record),
      rules,
      buyer: owner,
      cameBack: owner && buyer ? lotPoints(owner.posting.account) - lotPoints(buyer.posting.account) : 0,
      at: Math.min(refundedAt, book.now) as Instant,
      cause: 'invoice-refunded',
      actor,
      detail: refundId,
      refund: figures,
    }).map((settled): RefundOutcome => {
      const settlement = figures.all === true ? withoutUse(settled, rules) : settled;
      const postings = putSettlement(book, settlement, { others: othersThan(record.memberId, refunded.owners) });
      const posting = postings.find(({ account }) => account.memberId === record.memberId) ?? null;
      const did = {
        ...doneBy(settlement, refunded),
        sequence: lastSequence(settlement),
        value: figures.value,
        money: figures.value - (paidWithPoints(record) - paidWithPoints(facts)),
        due: record.paymentSums === undefined ? null : overpaid(facts) - overpaid(record),
        ...firstEndOf(postings.map((each) => firstGiven(each, record.invoiceId))),
      };
      book.put(refunds, { ...refund, did });
      const balance = posting && balanceOf(posting.account, posting.now);
      const state = isVoid(settlement.record) ? 'voided' : 'standing';
      return {
        did,
        stands: { state, memberId: record.memberId, leftToPay: leftToPay(settlement.record), balance },
      };
    });
  });
}

/** What a refund leaves of the share that points pay. What cost nothing is taken back with the last goods. */
function keptShare(kept: number, value: number, isAllBack: boolean): Fraction {
  return kept > 0 ? fraction(kept - value, kept) : isAllBack ? zero : one;
}

function doneBy({ change, clawback }: Settlement, { returned, expired }: Returned) {
  return {
    clawedBack: Math.max(0, -change),
    taken: clawback?.taken ?? 0,
    lapsed: clawback?.lapsed ?? 0,
    debt: clawback?.debt ?? 0,
    forgiven: clawback?.forgiven ?? 0,
    earned: Math.max(0, change),
    pointsReturned: returned,
    pointsReturnedExpired: expired,
  };
}
