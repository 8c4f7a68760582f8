import { err } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { InvoiceRecord, StoredDone } from './invoice/invoice-record.ts';
import { invoices } from './invoice/invoices.ts';
import { partKey } from './invoice/part-keys.ts';
import { type Approval, findPayment, type Payment, payments } from './invoice/payment-record.ts';
import { id } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { idempotencyKeyReused } from '../values/failures.ts';
import type { ActorId, InvoiceId, PaymentId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { openInvoice } from './invoice/open-invoice.ts';
import { noPayments } from './worth/payment-sums.ts';
import { paymentReversed, unknownPayment } from './invoice/failures.ts';
import { invoiceReceipt } from './settling/outcome/put-settlement.ts';
import { putPayment, resumePayment, settlePayment } from './settle-payment.ts';

/** Says that a payment is good, in programs that approve payments. Known by `paymentId` on its invoice. */
export interface ApprovePaymentCommand {
  /** The invoice that the payment is on, as it was saved. */
  readonly invoiceId: string;
  /** The payment, as it was recorded. */
  readonly paymentId: string;
  /** Who approves it. */
  readonly actor: string;
}

/**
 * Lets a payment count, in programs that approve payments.
 *
 * @remarks A payment that counts already, because the program approves none, answers with its own receipt. Approving
 * again answers what the first call did, and how the sale stands by now; a member whose email was verified meanwhile
 * gets the points that were withheld for it. A second approval by another actor is `idempotency-key-reused`.
 *
 * Fails with `unknown-invoice`, `unknown-payment`, `payment-reversed`, `clawback-refused`, `points-overflow`,
 * `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked`
 * and `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await approvePayment(ports)({ invoiceId: 'INV-1', paymentId: 'P-1', actor: 'staff-3' });
 * ```
 */
export const approvePayment = command({
  name: 'approvePayment',
  route: 'POST /invoices/{invoiceId}/payments/{paymentId}/approval',
  input: shape<ApprovePaymentCommand>()(
    strict({ invoiceId: id<InvoiceId>(), paymentId: id<PaymentId>(), actor: id<ActorId>() }),
  ),
  failures: {
    'unknown-invoice': true,
    'unknown-payment': true,
    'payment-reversed': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: ({ invoiceId, paymentId }) => [invoices.at(invoiceId), payments.at(partKey(invoiceId, paymentId))],
  decide(input, book) {
    const { invoiceId, paymentId, actor } = input;
    const found = openInvoice(book, invoiceId);
    if (found.isErr()) return err(found.error);
    const payment = findPayment(book, invoiceId, paymentId);
    if (payment === null) return err(unknownPayment(invoiceId, paymentId));
    if (payment.reversal) return err(paymentReversed(invoiceId, paymentId));
    const approved = approvedNow(book.now, found.value.record, payment);
    const changed = { before: payment, after: { ...payment, approval: approved } };
    return settlePayment(book, found.value, changed, actor).map((settlement) =>
      putPayment(book, settlement, approval(payment, actor, approved)),
    );
  },
  recall: {
    find(input, book, fingerprint) {
      const payment = findPayment(book, input.invoiceId, input.paymentId);
      if (!payment?.approval) return null;
      const { mark } = payment.approval;
      if (mark === null) return { fingerprint, did: { did: payment.did, stands: null } };
      return { fingerprint: mark.actor === input.actor ? fingerprint : '', did: { did: mark.did, stands: null } };
    },
    reused: ({ paymentId }) => idempotencyKeyReused('paymentId', paymentId),
    resume({ invoiceId, paymentId, actor }, _first, book) {
      const payment = findPayment(book, invoiceId, paymentId);
      if (!payment?.approval?.mark) return null;
      const { did } = payment.approval.mark;
      return resumePayment(book, invoiceId, payment, actor, { did, done: approval(payment, actor, payment.approval) });
    },
  },
  receipt: (outcome, book, { invoiceId }) => invoiceReceipt(book, invoiceId, outcome),
});

/** What can go wrong with `approvePayment`. */
export type ApprovePaymentFailure = FailureOf<typeof approvePayment>;

/** A payment that is approved, with the receipt of the approval. */
function approval(payment: Payment, actor: ActorId, approved: Omit<Approval, 'mark'>) {
  return (did: StoredDone): Payment => ({ ...payment, approval: { ...approved, mark: { actor, did } } });
}

/** That a payment begins to count. It may have been recorded before others that count already. */
function approvedNow(approvedAt: Instant, record: InvoiceRecord, payment: Payment): Omit<Approval, 'mark'> {
  const nth = (record.paymentSums ?? noPayments).begun + 1;
  return nth === payment.nth ? { approvedAt } : { approvedAt, nth };
}
