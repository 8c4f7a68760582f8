import type { InvoiceRecord, Payment } from '../../index.ts';
import { type Book, invoices, paymentsOf } from '../../plugin.ts';

/** A sale, and how its payments are read, which are rows of their own. */
export interface PaidSale {
  readonly record: InvoiceRecord;
  readonly payments: () => readonly Payment[];
}

/** The sale of an id; null where there is none. */
export function findPaidSale(book: Book, invoiceId: string): PaidSale | null {
  const record = book.get(invoices, invoiceId);
  return record && { record, payments: () => paymentsOf(book, record) };
}
