import { err, ok } from 'neverthrow';
import type { Book } from '../../kernel/book.ts';
import type { InvoiceRecord, Payment, StoredDone } from '../invoice/invoice-record.ts';
import { invoices } from '../invoice/invoice-record.ts';
import type { ActorId, InvoiceId, PaymentId } from '../../values/ids.ts';
import { type Instant, latest } from '../../values/instant.ts';
import { type OpenInvoice, findWithheld } from '../invoice/open-invoice.ts';
import { type InvoiceOutcome, putSettlement } from './put-settlement.ts';
import { settleInvoice } from './settle-invoice.ts';
import type { Settlement } from './settlement.ts';

/** Settles an invoice with a payment, new or changed. */
export function settlePayment(
  book: Book,
  { record, rules, buyer }: Omit<OpenInvoice, 'profile'>,
  payment: Payment,
  actor: ActorId,
) {
  return settleInvoice({
    record: withPayment(record, payment),
    rules,
    buyer,
    takes: 'nothing',
    isRising: true,
    at: approvedLast(payment, record, book.now),
    cause: 'invoice-paid',
    actor,
    reference: { type: 'invoice', id: record.invoiceId },
    command: null,
  });
}

/** Writes a settled payment; `done` is the payment with what the step did in it. */
export function putPayment(book: Book, settlement: Settlement, done: (did: StoredDone) => Payment): InvoiceOutcome {
  return putSettlement(book, settlement, (record, did) => withPayment(record, done(did)));
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
  done: (did: StoredDone) => Payment,
) {
  const record = book.get(invoices, invoiceId);
  const opened = record && findWithheld(book, record);
  if (!opened) return null;
  const settled = settlePayment(book, { record, ...opened }, payment, actor);
  if (settled.isErr()) return err(settled.error);
  return settled.value.change === 0 ? null : ok(putPayment(book, settled.value, done));
}

/** The payment of an invoice that has this id; null where there is none. */
export function findPayment(book: Book, invoiceId: InvoiceId, paymentId: PaymentId): Payment | null {
  return book.get(invoices, invoiceId)?.payments.find((payment) => payment.paymentId === paymentId) ?? null;
}

/** When the last of the payments that count was made. A payment that is recorded late does not make its points younger. */
function approvedLast(payment: Payment, { payments }: InvoiceRecord, now: Instant): Instant {
  const [first = now, ...others] = [...payments, payment].flatMap(({ approval, reversal }) =>
    approval && !reversal ? [approval.approvedAt] : [],
  );
  return Math.min(now, latest(first, ...others)) as Instant;
}

/** An invoice with a payment, new or changed. */
export function withPayment(record: InvoiceRecord, payment: Payment): InvoiceRecord {
  const index = record.payments.findIndex((each) => each.paymentId === payment.paymentId);
  const payments = index === -1 ? [...record.payments, payment] : record.payments.with(index, payment);
  return { ...record, payments };
}
