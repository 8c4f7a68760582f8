import type { InvoiceRecord, MemberId, Payment, Refund } from '../../index.ts';
import { type Book, invoices } from '../../plugin.ts';
import { paymentsOf } from '../../sales/invoice/payment-record.ts';
import { postedToMember } from '../../sales/invoice/previous-owners.ts';
import { refundsOf } from '../../sales/invoice/refund-record.ts';

/** A sale, and how its payments and refunds are read, which are rows of their own. */
export interface PaidSale {
  readonly record: InvoiceRecord;
  readonly payments: () => readonly Payment[];
  readonly refunds: () => readonly Refund[];
}

/** The sale of an id; null where there is none. */
export function findPaidSale(book: Book, invoiceId: string): PaidSale | null {
  const record = book.get(invoices, invoiceId);
  return record && { record, payments: () => paymentsOf(book, record), refunds: () => refundsOf(book, record) };
}

/** A sale with what was posted of it for a member, whose it is or was. */
export function paidSaleOfMember({ record, ...sale }: PaidSale, memberId: MemberId): PaidSale {
  return { ...sale, record: { ...record, posted: postedToMember(record, memberId) ?? record.posted } };
}
