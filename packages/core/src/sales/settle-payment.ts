import { err, ok } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import type { InvoiceRecord, StoredDone } from './invoice/invoice-record.ts';
import { invoices } from './invoice/invoices.ts';
import { inOrder, type Payment, type PaymentFacts, payments, paymentsOf } from './invoice/payment-record.ts';
import type { ActorId, InvoiceId } from '../values/ids.ts';
import { type Instant, latest } from '../values/instant.ts';
import { type OpenInvoice, findWithheld } from './invoice/open-invoice.ts';
import { isCounted, noPayments, paymentSumsWith } from './worth/payment-sums.ts';
import { type InvoiceOutcome, putOutcome } from './settling/outcome/put-settlement.ts';
import { settleInvoice } from './settling/settle-invoice.ts';
import type { Settlement, SettlementOrder } from './settling/settlement.ts';

/** A payment, new or changed. */
export interface ChangedPayment {
  /** As it was; null where it is new. */
  readonly before: PaymentFacts | null;
  readonly after: PaymentFacts;
}

/** An invoice with a payment, new or changed, and all its payments as they become. */
export function withPayment(
  book: Book,
  record: InvoiceRecord,
  { before, after }: ChangedPayment,
): Pick<SettlementOrder, 'record' | 'payments'> {
  const others = () => paymentsOf(book, record).filter(({ nth }) => nth !== after.nth);
  const all = () => inOrder<PaymentFacts>([...others(), after]);
  return {
    record: { ...record, paymentSums: paymentSumsWith(record.paymentSums ?? noPayments, before, after, all) },
    payments: all,
  };
}

/** Settles an invoice with a payment. */
export function settlePayment(
  book: Book,
  { record, rules, buyer }: Omit<OpenInvoice, 'profile'>,
  changed: ChangedPayment,
  actor: ActorId,
) {
  return settleInvoice(book, {
    ...withPayment(book, record, changed),
    rules,
    buyer,
    at: approvedLast(changed.after, record, book.now),
    cause: 'invoice-paid',
    actor,
  });
}

/**
 * Writes a settled payment; `done` is the payment with what the step did in it, and `doneBefore` what it did before.
 */
export function putPayment(
  book: Book,
  settlement: Settlement,
  done: (did: StoredDone) => Payment,
  doneBefore?: StoredDone,
): InvoiceOutcome {
  const outcome = putOutcome(book, settlement, doneBefore ? { doneBefore } : {});
  book.put(payments, done(outcome.did));
  return outcome;
}

/**
 * Settles a payment that was told before once more: an email that is verified by now may let withheld points come. Null
 * where none come.
 */
export function resumePayment(
  book: Book,
  invoiceId: InvoiceId,
  payment: Payment,
  actor: ActorId,
  { did, done }: { readonly did: StoredDone; readonly done: (did: StoredDone) => Payment },
) {
  const record = book.get(invoices, invoiceId);
  const opened = record && findWithheld(book, record);
  if (!opened) return null;
  const settled = settlePayment(book, { record, ...opened }, { before: payment, after: payment }, actor);
  if (settled.isErr()) return err(settled.error);
  return settled.value.change === 0 ? null : ok(putPayment(book, settled.value, done, did));
}

/**
 * When the last of the payments that count was made. A payment that is recorded late does not make its points younger.
 */
function approvedLast(payment: PaymentFacts, { paymentSums = noPayments }: InvoiceRecord, now: Instant): Instant {
  const own = isCounted(payment) ? (payment.approval?.approvedAt ?? null) : null;
  const [first = now, ...others] = [paymentSums.last?.at ?? null, own].filter((at) => at !== null);
  return Math.min(now, latest(first, ...others)) as Instant;
}
