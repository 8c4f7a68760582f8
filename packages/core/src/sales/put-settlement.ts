import type { Book } from '../kernel/book.ts';
import { balanceOf } from '../ledger/account.ts';
import type { InvoiceRecord } from './invoice-record.ts';
import type { InvoiceReceipt } from './invoice-receipt.ts';
import { invariant } from '../values/invariant.ts';
import { putBuyer } from './buyer.ts';
import type { Settlement } from './settle-invoice.ts';

/** Writes the member of a settled invoice, and answers what was done. The verb writes the invoice itself. */
export function putSettlement(
  book: Book,
  { record, buyer, change, withheld, explanation }: Settlement,
  revision = record.saves.at(-1)?.revision ?? 1,
): InvoiceReceipt {
  const posting = buyer && putBuyer(book, buyer);
  return {
    invoiceId: record.invoiceId,
    revision,
    memberId: record.memberId,
    outcome: 'recorded',
    earned: change,
    earnedInAll: record.posted.earned - record.posted.clawedBack,
    withheld,
    balance: posting && balanceOf(posting.account, posting.now),
    explanation,
  };
}

/** The receipt of the last save. It stands in for that of a step that is still being settled. */
export function lastReceipt({ saves }: InvoiceRecord): InvoiceReceipt {
  const last = saves.at(-1);
  invariant(last !== undefined, 'an invoice was saved at least once');
  return last.receipt;
}
