import type { Book } from '../../../kernel/book.ts';
import type { RecordKind } from '../../../kernel/record.ts';
import type { RuleContext } from '../../../program/sale.ts';
import { canonicalJson } from '../../../values/fingerprint.ts';
import { textOf } from '../../../values/fraction.ts';
import type { Basis } from '../../invoice/basis.ts';
import type { InvoiceRecord } from '../../invoice/invoice-record.ts';
import { invoices } from '../../invoice/invoices.ts';
import { pastBases, replacedSales } from '../../invoice/past-of-invoice.ts';
import { noRefunds } from '../../worth/refund-sums.ts';
import { exactlyPaidWithPoints } from '../../worth/worth.ts';

// An invoice keeps how the facts that explain its commands were at each of them: explanations are not stored.

/**
 * Writes an invoice, and keeps what its commands so far were explained by.
 *
 * @param explaining - The changes that the command which writes it is explained after; left out by one that is not
 * explained.
 */
export function putInvoice(book: Book, record: InvoiceRecord, explaining?: Changes): void {
  const before = book.get(invoices, record.invoiceId);
  const { count, last } = explaining ?? changesAfter(book, record);
  if (before !== null) putPast(book, before, record, count);
  if (last === null) return book.put(invoices, record);
  const { isExplained: wasExplained, changeCount, ...after } = record;
  const isExplained = explaining !== undefined || (wasExplained === true && changeCount === count);
  book.put(invoices, {
    ...after,
    changeCount: count,
    factsBeforeLastChange: last,
    ...(isExplained ? { isExplained } : {}),
  });
}

/** Keeps what an invoice does not say any more as rows of their own. */
function putPast(book: Book, before: InvoiceRecord, after: InvoiceRecord, count: number): void {
  const { invoiceId, sale, save, changeCount: nth, factsBeforeLastChange: basis } = before;
  if (isReplaced(before, after) && save !== null) keep(book, replacedSales, { invoiceId, ...save, sale });
  if (nth !== undefined && basis !== undefined && nth !== count) keep(book, pastBases, { invoiceId, nth, ...basis });
}

/** Whether a save replaced the sale. */
function isReplaced(before: InvoiceRecord, after: InvoiceRecord): boolean {
  return before.replacedSaves !== after.replacedSaves;
}

/** Writes a row that nothing ever changes. */
function keep<R>(book: Book, kind: RecordKind<R>, row: R): void {
  book.append(kind, row);
  book.show(kind, row);
}

/**
 * What changed of an invoice, as far as explanations follow from it: how many times, and what it said before the last
 * time.
 */
export interface Changes {
  readonly count: number;
  readonly last: Basis | null;
}

/**
 * The changes that an invoice will have had when it is written.
 *
 * A sale whose save was explained is refunded, which is change 1: its basis says that there were no refunds before. A
 * second refund explains nothing, nor did the first, so both stay change 1, and the save is explained as before the
 * first.
 */
export function changesAfter(book: Book, after: InvoiceRecord): Changes {
  const before = book.get(invoices, after.invoiceId);
  if (before === null) return { count: 0, last: null };
  const { changeCount: count = 0, factsBeforeLastChange: last = null } = before;
  const basis: Basis = {
    ...(isReplaced(before, after) ? { revision: revisionOf(before) } : {}),
    ...refundsChanged(before, after),
    ...(paidInText(before) === paidInText(after) ? {} : { points: paidInText(before) }),
    ...(isSame(before.context, after.context) ? {} : { context: before.context }),
  };
  if (Object.keys(basis).length === 0) return { count, last };
  if (last === null || before.isExplained === true) return { count: count + 1, last: basis };
  // No command was explained since the last change: the two are taken back together, to what it was before the first.
  return { count, last: { ...basis, ...last } };
}

/** The last revision of an invoice. */
export function revisionOf({ save }: InvoiceRecord): number {
  return save?.revision ?? 1;
}

/** What became of refunds: one more, or voids that a reinstatement took back. */
function refundsChanged(before: InvoiceRecord, after: InvoiceRecord): Pick<Basis, 'refunds' | 'reinstatements'> {
  const { refundSums = noRefunds, reinstatements = [] } = before;
  const { count, voids } = after.refundSums ?? noRefunds;
  return {
    ...(count > refundSums.count ? { refunds: refundSums.count } : {}),
    ...(voids < refundSums.voids ? { reinstatements: reinstatements.length } : {}),
  };
}

/** What points pay, as a basis keeps it; null where none pay. */
function paidInText(record: InvoiceRecord): string | null {
  return record.redemptions.length === 0 ? null : textOf(exactlyPaidWithPoints(record));
}

/** A first purchase that is decided is no change: what was answered while it was open is kept with each command. */
function isSame(before: RuleContext | null, after: RuleContext | null): boolean {
  if (before === after) return true;
  return before !== null && after !== null && canonicalJson({ ...after, ...before }) === canonicalJson(after);
}
