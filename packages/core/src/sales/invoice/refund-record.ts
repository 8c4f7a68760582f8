import type { Book } from '../../kernel/book.ts';
import { forms } from '../../kernel/forms/forms.ts';
import { record } from '../../kernel/record.ts';
import { rowCodec } from '../../kernel/forms/row-codec.ts';
import type { InvoiceId, RefundId } from '../../values/ids.ts';
import type { Instant } from '../../values/instant.ts';
import type { InvoiceRecord, RefundedLine } from './invoice-record.ts';
import { invoices } from './invoices.ts';
import { namedBy, partKey, partKeyPrefix } from './part-keys.ts';
import { inOrder } from './payment-record.ts';
import { refundedLinesForm } from './refunded-lines-form.ts';
import type { StoredRefundDone } from './refund-receipt.ts';

/**
 * What was taken back of an invoice, as the ledger keeps it. A row of its own, so that an invoice does not grow with
 * its refunds.
 */
export interface Refund {
  /** The invoice. */
  readonly invoiceId: InvoiceId;
  /** The host's own id of the refund, unique on the invoice. */
  readonly refundId: RefundId;
  /** Its place, from 1, among the refunds of the invoice. */
  readonly nth: number;
  /** How much of the sale was taken back, however it had been paid, in minor units. */
  readonly value: number;
  /** The goods that came back with it; empty for a refund of value alone. */
  readonly lines: readonly RefundedLine[];
  /** Whether all that was left was taken back, as a void does; left out where it was not. */
  readonly all?: boolean;
  /**
   * Of a void that was a mistake: the number of the reinstatement that took it back, from 1. Left out where it stands.
   */
  readonly reinstated?: number;
  /** The business date of the refund. */
  readonly refundedAt: Instant;
  /** A digest of what was asked for. */
  readonly fingerprint: string;
  /** What the refund did. */
  readonly did: StoredRefundDone;
}

const written = forms.row<Omit<Refund, 'invoiceId' | 'refundId'>>({
  value: forms.figure(),
  refundedAt: forms.instant(),
  fingerprint: forms.text(),
  did: forms.row<StoredRefundDone>({
    sequence: forms.orNull(forms.figure()),
    value: forms.figure(),
    money: forms.figure(),
    clawedBack: forms.figure(),
    taken: forms.figure(),
    due: forms.orNull(forms.figure()),
    lapsed: forms.figure(),
    debt: forms.figure(),
    forgiven: forms.figure(),
    earned: forms.figure(),
    pointsReturned: forms.figure(),
    pointsReturnedExpired: forms.figure(),
    endsAt: forms.optional(forms.instant()),
  }),
  lines: refundedLinesForm,
  all: forms.optional(forms.flag()),
  nth: forms.or(forms.figure(), 1),
  reinstated: forms.optional(forms.figure()),
});

/** The refunds and voids of sales. */
export const refunds = record<Refund>({
  kind: 'refund',
  format: 1,
  codec: rowCodec<Refund, 'invoiceId' | 'refundId'>(written, {
    ofKey: namedBy<'refundId', RefundId>('refundId'),
  }),
  key: ({ invoiceId, refundId }) => partKey(invoiceId, refundId),
  guard: ({ invoiceId }) => invoices.at(invoiceId),
  keyColumns: ['invoice_id', 'refund_id'],
  columns: {
    value: { field: 'value', type: 'integer' },
    refunded_at: { field: 'refundedAt', type: 'instant' },
  },
});

/** All refunds of an invoice in their order, those included that were taken back. */
export function refundsOf(
  book: Book,
  { invoiceId, refundSums }: Pick<InvoiceRecord, 'invoiceId' | 'refundSums'>,
): Refund[] {
  return refundSums === undefined ? [] : inOrder(book.within(refunds, partKeyPrefix(invoiceId)));
}
