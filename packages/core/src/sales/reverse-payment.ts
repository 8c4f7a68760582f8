import { err } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { systemActor } from '../program/program.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { idempotencyKeyReused } from '../values/failures.ts';
import type { ActorId, InvoiceId, PaymentId, ReversalId } from '../values/ids.ts';
import { overpaid } from './worth/covering.ts';
import { invoices } from './invoice/invoices.ts';
import { partKey } from './invoice/part-keys.ts';
import { findPayment, payments } from './invoice/payment-record.ts';
import type { InvoiceReceipt } from './invoice/invoice-receipt.ts';
import { openInvoice } from './invoice/open-invoice.ts';
import { paymentReversed, unknownPayment } from './invoice/failures.ts';
import { type InvoiceOutcome, invoiceReceipt } from './settling/outcome/put-settlement.ts';
import { settleInvoice } from './settling/settle-invoice.ts';
import { putPayment, withPayment } from './settle-payment.ts';

/** Says that a payment bounced or was mistyped. Known by `reversalId` on its invoice. */
export interface ReversePaymentCommand {
  /** The invoice that the payment is on. */
  readonly invoiceId: string;
  /** The payment, as it was recorded. */
  readonly paymentId: string;
  /** The host's own id of the reversal. */
  readonly reversalId: string;
  /** Who reverses it; `system`, when left out. */
  readonly actor?: string | undefined;
}

/** What reversing a payment did, and how the invoice stands. */
export interface PaymentReversalReceipt extends InvoiceReceipt {
  /** The payment that no longer counts. */
  readonly paymentId: PaymentId;
  /** Money that is due back to the customer as of the answer: what was paid beyond what is owed, in minor units. */
  readonly due: number;
}

/**
 * Says that a payment no longer counts: it bounced, or was mistyped. What it had paid is owed again, and another
 * payment may come under an id of its own.
 *
 * @remarks The sale is reckoned again as if the payment had never come. What depended on it is taken back, and where
 * the points were spent the program's policy decides, as for a refund. Points that come again keep the end that they
 * had. A sale whose points were all taken back so is no first purchase any more. Caps of the day stay used.
 *
 * Fails with `unknown-invoice`, `unknown-payment`, `payment-reversed`, `clawback-refused`, `points-overflow`,
 * `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked`
 * and `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await reversePayment(ports)({ invoiceId: 'INV-1', paymentId: 'P-1', reversalId: 'BOUNCED-1' });
 * ```
 */
export const reversePayment = command({
  name: 'reversePayment',
  route: 'POST /invoices/{invoiceId}/payments/{paymentId}/reversal',
  input: shape<ReversePaymentCommand>()(
    strict({
      invoiceId: id<InvoiceId>(),
      paymentId: id<PaymentId>(),
      reversalId: id<ReversalId>(),
      actor: optional(id<ActorId>()),
    }),
  ),
  failures: {
    'unknown-invoice': true,
    'unknown-payment': true,
    'payment-reversed': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: ({ invoiceId, paymentId, reversalId }) => [
    invoices.at(invoiceId),
    payments.at(partKey(invoiceId, paymentId)),
    payments.by('reversal', partKey(invoiceId, reversalId)),
  ],
  decide({ invoiceId, paymentId, reversalId, actor = systemActor }, book, fingerprint) {
    const found = openInvoice(book, invoiceId);
    if (found.isErr()) return err(found.error);
    const { record, rules, buyer } = found.value;
    const payment = findPayment(book, invoiceId, paymentId);
    if (payment === null) return err(unknownPayment(invoiceId, paymentId));
    if (payment.reversal) return err(paymentReversed(invoiceId, paymentId));
    const reversal = { reversalId, reversedAt: book.now, fingerprint };
    return settleInvoice(book, {
      ...withPayment(book, record, { before: payment, after: { ...payment, reversal } }),
      rules,
      buyer,
      at: book.now,
      cause: 'payment-reversed',
      actor,
      detail: paymentId,
    }).map((settlement): InvoiceOutcome =>
      putPayment(book, settlement, (did) => ({ ...payment, reversal: { ...reversal, did } })),
    );
  },
  recall: {
    find({ invoiceId, reversalId }, book) {
      const key = book.find(payments, 'reversal', partKey(invoiceId, reversalId));
      const known = key === null ? null : book.get(payments, key)?.reversal;
      return known ? { fingerprint: known.fingerprint, did: { did: known.did, stands: null } } : null;
    },
    reused: ({ reversalId }) => idempotencyKeyReused('reversalId', reversalId),
  },
  receipt(outcome, book, { invoiceId, paymentId }): PaymentReversalReceipt {
    const record = book.get(invoices, invoiceId);
    const due = record === null ? 0 : overpaid(record);
    return { ...invoiceReceipt(book, invoiceId, outcome), paymentId, due };
  },
});

/** What can go wrong with `reversePayment`. */
export type ReversePaymentFailure = FailureOf<typeof reversePayment>;
