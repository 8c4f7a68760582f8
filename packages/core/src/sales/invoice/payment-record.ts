import type { Book } from '../../kernel/book.ts';
import { forms } from '../../kernel/forms/forms.ts';
import { record } from '../../kernel/record.ts';
import { rowCodec } from '../../kernel/forms/row-codec.ts';
import type { ActorId, InvoiceId, PaymentId, ReversalId } from '../../values/ids.ts';
import type { Instant } from '../../values/instant.ts';
import { doneForm } from './done-form.ts';
import type { InvoiceRecord, StoredDone } from './invoice-record.ts';
import { invoices } from './invoices.ts';
import { namedBy, partKey, partKeyPrefix } from './part-keys.ts';

/**
 * Money received for an invoice, as the ledger keeps it. A row of its own, so that an invoice does not grow with its
 * payments.
 */
export interface Payment {
  /** The invoice that it pays. */
  readonly invoiceId: InvoiceId;
  /** The host's own id of the payment, unique on the invoice. */
  readonly paymentId: PaymentId;
  /** Its place, from 1, among the payments of the invoice as they were recorded. */
  readonly nth: number;
  /** The money received, in minor units. */
  readonly amount: number;
  /** When the money was received. */
  readonly paidAt: Instant;
  /** A digest of what was asked for. */
  readonly fingerprint: string;
  /** What recording it did. */
  readonly did: StoredDone;
  /** Null while it waits for approval. */
  readonly approval: Approval | null;
  /** That it bounced or was mistyped; left out where it counts. */
  readonly reversal?: PaymentReversal;
}

/** That a payment no longer counts, and by which command. */
export interface PaymentReversal {
  /** The host's own id of the reversal, unique on the invoice. */
  readonly reversalId: ReversalId;
  /** When it was recorded. */
  readonly reversedAt: Instant;
  /** A digest of what was asked for. */
  readonly fingerprint: string;
  /** What it did. */
  readonly did: StoredDone;
}

/** That a payment counts, since when, and by which command. */
export interface Approval {
  /** Since when the payment counts. */
  readonly approvedAt: Instant;
  /** Its place, from 1, among the payments as they began to count; left out where that is its place on the invoice. */
  readonly nth?: number;
  /** What approving was asked with and did; null where the payment needed no approval. */
  readonly mark: { readonly actor: ActorId; readonly did: StoredDone } | null;
}

/** What an invoice goes by of a payment. */
export interface PaymentFacts extends Pick<Payment, 'nth' | 'amount'> {
  /** Since when it counts; null while it waits for approval. */
  readonly approval: Pick<Approval, 'approvedAt' | 'nth'> | null;
  /** That it no longer counts; left out where it does. */
  readonly reversal?: object;
}

const written = forms.row<Omit<Payment, 'invoiceId' | 'paymentId'>>({
  amount: forms.figure(),
  paidAt: forms.instant(),
  fingerprint: forms.text(),
  did: doneForm,
  approval: forms.orNull(
    forms.row<Approval>({
      approvedAt: forms.instant(),
      mark: forms.orNull(forms.row<NonNullable<Approval['mark']>>({ actor: forms.text(), did: doneForm })),
      nth: forms.optional(forms.whole()),
    }),
  ),
  nth: forms.or(forms.figure(), 1),
  reversal: forms.optional(
    forms.row<PaymentReversal>({
      reversalId: forms.text(),
      reversedAt: forms.instant(),
      fingerprint: forms.text(),
      did: doneForm,
    }),
  ),
});

/** The payments of sales. */
export const payments = record<Payment>({
  kind: 'payment',
  format: 1,
  codec: rowCodec<Payment, 'invoiceId' | 'paymentId'>(written, {
    ofKey: namedBy<'paymentId', PaymentId>('paymentId'),
  }),
  key: ({ invoiceId, paymentId }) => partKey(invoiceId, paymentId),
  guard: ({ invoiceId }) => invoices.at(invoiceId),
  unique: { reversal: ({ invoiceId, reversal }) => (reversal ? partKey(invoiceId, reversal.reversalId) : null) },
  keyColumns: ['invoice_id', 'payment_id'],
  columns: {
    amount: { field: 'amount', type: 'integer' },
    paid_at: { field: 'paidAt', type: 'instant' },
    approved_at: { field: 'approval.approvedAt', type: 'instant' },
    reversed_at: { field: 'reversal.reversedAt', type: 'instant' },
  },
});

/** The payment of an invoice that has this id; null where there is none. */
export function findPayment(book: Book, invoiceId: InvoiceId, paymentId: PaymentId): Payment | null {
  return book.get(payments, partKey(invoiceId, paymentId));
}

/** All payments of an invoice in their order. Only what needs each of them asks: an invoice may have thousands. */
export function paymentsOf(
  book: Book,
  { invoiceId, paymentSums }: Pick<InvoiceRecord, 'invoiceId' | 'paymentSums'>,
): Payment[] {
  return paymentSums === undefined ? [] : inOrder(book.within(payments, partKeyPrefix(invoiceId)));
}

/** Payments in the order in which they were recorded. */
export function inOrder<Part extends Pick<Payment, 'nth'>>(parts: readonly Part[]): Part[] {
  return parts.toSorted((a, b) => a.nth - b.nth);
}
