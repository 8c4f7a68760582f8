import type { Instant, InvoiceRecord, Payment, Program, Refund } from '../../../index.ts';
import { type Book, invoices, payments as paymentKind, refunds as refundKind } from '../../../plugin.ts';
import { fingerprintOf } from '../../../values.ts';
import { hasEnded, type LotEnd } from '../../../ledger/lot.ts';
import { lotEndOf } from '../../../program/expiry.ts';
import { lotFor } from '../../../till.ts';
import { paymentSumsOf } from '../../../sales/worth/payment-sums.ts';
import type { PostedLot } from '../../../sales/invoice/taken-part.ts';
import type { PaidSale } from '../paid-sale.ts';
import type { RightTime } from '../right-time.ts';

/** Writes a sale with its dates put right, and those of its payments; nothing where they are right. */
export function putRightDates(
  book: Book,
  { record, payments, refunds }: PaidSale,
  rules: Program,
  time: RightTime,
): void {
  const before = payments();
  const after = before.map((payment) => rightPayment(payment, time));
  for (const [index, payment] of after.entries()) if (differ(before[index], payment)) book.put(paymentKind, payment);
  for (const refund of refunds()) {
    const back = rightRefund(refund, time);
    if (differ(refund, back)) book.put(refundKind, back);
  }
  const paid = record.paymentSums === undefined ? {} : { paymentSums: paymentSumsOf(after) };
  const right = { ...rightInvoice(record, before, rules, time), ...paid };
  if (differ(book.get(invoices, record.invoiceId), right)) book.put(invoices, right);
}

/** A payment with its dates put right. */
export function rightPayment(payment: Payment, { right }: RightTime): Payment {
  const { paidAt, approval } = payment;
  return {
    ...payment,
    paidAt: right(paidAt),
    approval: approval && { ...approval, approvedAt: right(approval.approvedAt) },
  };
}

/** A refund with its date put right. */
export function rightRefund(refund: Refund, { right }: RightTime): Refund {
  return { ...refund, refundedAt: right(refund.refundedAt) };
}

/** Whether two records differ. */
export function differ(before: unknown, after: unknown): boolean {
  return fingerprintOf(before) !== fingerprintOf(after);
}

/**
 * A sale with the dates of its points put right, and the lots of its points as they are then. When it was
 * sold stays: rules went by that, and a save with a revision corrects it.
 */
function rightInvoice(
  record: InvoiceRecord,
  payments: readonly Payment[],
  rules: Program,
  { now, right }: RightTime,
): InvoiceRecord {
  const { redemptions, coveredAt, posted } = record;
  const wrongEnds = new Set(
    datesOf(record, payments)
      .filter((at) => right(at) !== at)
      .map((at) => lotEndOf(rules, at)),
  );
  const lots = posted.lots.map((lot) => ({
    ...lot,
    ...(wrongEnds.has(lot.expiresAt) && right(lot.postedAt) !== lot.postedAt ? lotFor(rules, now) : {}),
    postedAt: right(lot.postedAt),
  }));
  return {
    ...record,
    redemptions: redemptions.map((each) => ({
      ...each,
      redeemedAt: right(each.redeemedAt),
      taken: each.taken.map((lot) => ({ ...lot, expiresAt: rightEnd(lot.expiresAt, rules, now) })),
    })),
    coveredAt: coveredAt && right(coveredAt),
    posted: { ...posted, lots: lots.map((lot) => (hasEnded(lot, now) ? lot : withoutExpiredOnArrival(lot))) },
  };
}

/** Points that come back end no later than those that are earned now. */
function rightEnd(end: LotEnd, rules: Program, now: Instant): LotEnd {
  const last = lotEndOf(rules, now);
  return typeof end === 'number' && typeof last === 'number' && end > last ? last : end;
}

/** What comes too late is known as that; by the right time it may not be. */
function withoutExpiredOnArrival({ expiredOnArrival: _expired, ...lot }: PostedLot): PostedLot {
  return lot;
}

function datesOf({ sale }: InvoiceRecord, payments: readonly Payment[]): Instant[] {
  const paid = payments.flatMap(({ paidAt, approval }) => [paidAt, ...(approval ? [approval.approvedAt] : [])]);
  return [sale.soldAt, ...paid];
}
