import type { Book } from '../../kernel/book.ts';
import type { RecordKind } from '../../kernel/record.ts';
import { evaluateRules } from '../../program/evaluate-rules.ts';
import type { Explanation } from '../../program/explanation.ts';
import type { Program } from '../../program/program.ts';
import type { RuleContext, Sale } from '../../program/sale.ts';
import { textOf } from '../../values/fraction.ts';
import { invariant } from '../../values/invariant.ts';
import { ledgerHolds } from '../../kernel/store-failure.ts';
import type { Basis } from '../invoice/basis.ts';
import { pastBases, replacedSales } from '../invoice/past-of-invoice.ts';
import { partKey } from '../invoice/part-keys.ts';
import { anonymous } from '../worth/entitlement.ts';
import type { InvoiceRecord, RefundSums, StoredDone } from '../invoice/invoice-record.ts';
import { invoices } from '../invoice/invoices.ts';
import { refundsOf } from '../invoice/refund-record.ts';
import { noRefunds, refundSumsOf } from '../worth/refund-sums.ts';
import { keptSale } from '../worth/kept-sale.ts';
import { exactlyPaidWithPoints, type SaleFacts } from '../worth/worth.ts';
import { canonicalJson } from '../../values/fingerprint.ts';

// Explanations are not stored: they are as long as the rules and lines of a sale together, and follow from its facts. An
// invoice keeps how these facts were at each of its commands.

/** What changed of an invoice, as far as explanations follow from it: how many times, and what it said before the last time. */
export interface Changes {
  readonly count: number;
  readonly last: Basis | null;
}

/**
 * Writes an invoice, and keeps what its commands so far were explained by. `isExplained` says whether this one is explained
 * by what the invoice says now.
 */
export function putInvoice(
  book: Book,
  { isExplained: was, ...after }: InvoiceRecord,
  { count, last } = changesAfter(book, after),
  isExplained: boolean = was === true && last === after.basis,
): void {
  const before = book.get(invoices, after.invoiceId);
  if (before !== null) putPast(book, before, after, count);
  const explained = isExplained ? { isExplained } : {};
  book.put(invoices, last === null ? after : { ...after, bases: count, basis: last, ...explained });
}

/** Keeps what an invoice does not say any more as rows of their own. */
function putPast(book: Book, before: InvoiceRecord, { invoiceId, sale }: InvoiceRecord, count: number): void {
  const { save, bases: nth, basis } = before;
  if (before.sale !== sale && save !== null) keep(book, replacedSales, { invoiceId, ...save, sale: before.sale });
  if (nth !== undefined && basis !== undefined && nth !== count) keep(book, pastBases, { invoiceId, nth, ...basis });
}

/** Writes a row that nothing ever changes. */
function keep<R>(book: Book, kind: RecordKind<R>, row: R): void {
  book.append(kind, row);
  book.show(kind, row);
}

/** The changes that an invoice will have had when it is written. */
export function changesAfter(book: Book, after: InvoiceRecord): Changes {
  const before = book.get(invoices, after.invoiceId);
  if (before === null) return { count: 0, last: null };
  const { bases: count = 0, basis: last = null } = before;
  const basis: Basis = {
    ...(before.sale === after.sale ? {} : { revision: revisionOf(before) }),
    ...refundsChanged(before, after),
    ...(paysAlike(before, after) ? {} : { points: paidInText(before) }),
    ...(isSame(before.context, after.context) ? {} : { context: before.context }),
  };
  if (Object.keys(basis).length === 0) return { count, last };
  if (last === null || before.isExplained === true) return { count: count + 1, last: basis };
  // No command was explained since the last change: the two are taken back together, to what it was before the first.
  return { count, last: { ...basis, ...last } };
}

/** What a command on an invoice was explained by. */
export function explanationOf(
  book: Book,
  record: InvoiceRecord,
  rules: Program,
  { basis = 0, isFirst }: Pick<StoredDone, 'basis' | 'isFirst'>,
): Explanation {
  const { facts, context } = factsAsOf(book, record, basis);
  const known = isFirst === undefined ? context : { ...context, firstPurchase: isFirst };
  const explanation = evaluateRules(rules, keptSale(facts, rules), known);
  invariant(explanation.isOk(), 'what a command explained before is explained again');
  return explanation.value;
}

/** The last revision of an invoice. */
export function revisionOf({ save }: InvoiceRecord): number {
  return save?.revision ?? 1;
}

interface AsOf {
  readonly facts: SaleFacts;
  readonly context: RuleContext;
}

/** The facts of an invoice after so many changes. */
function factsAsOf(book: Book, record: InvoiceRecord, since: number): AsOf {
  let revision: number | null = null;
  let { context } = record;
  let count: number | undefined;
  let reinstated: number | undefined;
  let points: string | null | undefined;
  for (const basis of basesSince(book, record, since)) {
    if (basis.revision !== undefined) revision = basis.revision;
    if (basis.reinstatements !== undefined) reinstated = basis.reinstatements;
    if (basis.refunds !== undefined) count = basis.refunds;
    if (basis.points !== undefined) points = basis.points;
    if (basis.context !== undefined) context = basis.context;
  }
  const paid = points === undefined || points === null ? [] : [{ value: 1, share: points }];
  const redemptions = points === undefined ? record.redemptions : paid;
  const sale = revision === null ? record.sale : replacedSale(book, record, revision);
  const refundSums =
    count === undefined && reinstated === undefined
      ? record.refundSums
      : refundSumsAsOf(book, record, count, reinstated);
  return { facts: { sale, redemptions, ...(refundSums && { refundSums }) }, context: context ?? anonymous };
}

/** What an invoice said before each change after the first so many, the last one first. */
function basesSince(book: Book, { invoiceId, bases = 0, basis }: InvoiceRecord, since: number): readonly Basis[] {
  if (basis === undefined || since >= bases) return [];
  const keys = Array.from({ length: bases - 1 - since }, (_, index) => partKey(invoiceId, String(bases - 1 - index)));
  book.demand(keys.map((key) => pastBases.at(key)));
  const past = keys.map((key) => {
    const found = book.get(pastBases, key);
    ledgerHolds(found !== null, 'what an invoice said before a change is kept');
    return found;
  });
  return [basis, ...past];
}

function replacedSale(book: Book, { invoiceId }: InvoiceRecord, revision: number): Sale {
  const found = book.get(replacedSales, partKey(invoiceId, String(revision)));
  ledgerHolds(found !== null, 'a sale that an edit replaced is kept');
  return found.sale;
}

/** The sums of so many refunds, as they were after so many reinstatements. */
function refundSumsAsOf(book: Book, record: InvoiceRecord, count?: number, reinstatements?: number): RefundSums {
  const before = refundsOf(book, record).filter(({ nth }) => nth <= (count ?? Number.POSITIVE_INFINITY));
  return refundSumsOf(
    before.map(({ reinstated = Number.POSITIVE_INFINITY, ...refund }) =>
      reinstated <= (reinstatements ?? Number.MAX_VALUE) ? { ...refund, reinstated } : refund,
    ),
  );
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

function paysAlike(before: InvoiceRecord, after: InvoiceRecord): boolean {
  return before.redemptions === after.redemptions || paidInText(before) === paidInText(after);
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
