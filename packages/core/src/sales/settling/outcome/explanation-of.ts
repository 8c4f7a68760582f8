import type { Book } from '../../../kernel/book.ts';
import { evaluateRules } from '../../../program/evaluating/evaluate-rules.ts';
import type { Explanation } from '../../../program/evaluating/explanation.ts';
import type { Program } from '../../../program/program.ts';
import type { RuleContext, Sale } from '../../../program/sale.ts';
import { invariant } from '../../../values/invariant.ts';
import { ledgerHolds } from '../../../kernel/store-failure.ts';
import type { Basis } from '../../invoice/basis.ts';
import { pastBases, replacedSales } from '../../invoice/past-of-invoice.ts';
import { partKey } from '../../invoice/part-keys.ts';
import { anonymous } from '../../worth/entitlement.ts';
import type { InvoiceRecord, RefundSums, StoredDone } from '../../invoice/invoice-record.ts';
import { refundsOf } from '../../invoice/refund-record.ts';
import { refundSumsOf } from '../../worth/refund-sums.ts';
import { keptSale } from '../../worth/kept-sale.ts';
import type { SaleFacts } from '../../worth/worth.ts';

// Explanations are not stored: they are as long as the rules and lines of a sale together, and follow from its facts.
// An invoice keeps how these facts were at each of its commands.

/** What a command on an invoice was explained by. */
export function explanationOf(
  book: Book,
  record: InvoiceRecord,
  rules: Program,
  { changeCount = 0, isFirst }: Pick<StoredDone, 'changeCount' | 'isFirst'>,
): Explanation {
  const { facts, context } = factsAsOf(book, record, changeCount);
  const known = isFirst === undefined ? context : { ...context, firstPurchase: isFirst };
  const explanation = evaluateRules(rules, keptSale(facts, rules), known);
  invariant(explanation.isOk(), 'what a command explained before is explained again');
  return explanation.value;
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
function basesSince(
  book: Book,
  { invoiceId, changeCount = 0, factsBeforeLastChange }: InvoiceRecord,
  since: number,
): readonly Basis[] {
  if (factsBeforeLastChange === undefined || since >= changeCount) return [];
  const keys = Array.from({ length: changeCount - 1 - since }, (_, index) =>
    partKey(invoiceId, String(changeCount - 1 - index)),
  );
  book.demand(keys.map((key) => pastBases.at(key)));
  const past = keys.map((key) => {
    const found = book.get(pastBases, key);
    ledgerHolds(found !== null, 'what an invoice said before a change is kept');
    return found;
  });
  return [factsBeforeLastChange, ...past];
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
