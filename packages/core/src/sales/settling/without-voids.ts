import type { Book } from '../../kernel/book.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import { refundsOf } from '../invoice/refund-record.ts';
import { type RefundFigures, refundSumsOf } from '../worth/refund-sums.ts';
import { isVoid } from '../worth/worth.ts';

/** A sale as it would stand, had its voids never been. A refund that is not written yet is given beside. */
export function withoutVoids(book: Book, record: InvoiceRecord, refund?: RefundFigures): InvoiceRecord {
  if (!isVoid(record)) return record;
  const all = [...refundsOf(book, record), ...(refund ? [refund] : [])];
  return { ...record, refundSums: refundSumsOf(all.filter((each) => each.all !== true)) };
}
