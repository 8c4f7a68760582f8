import { err, ok, type Result } from 'neverthrow';
import { floorOf, fraction } from '../../values/fraction.ts';
import { isPart, sumOf } from '../../values/points.ts';
import { decimalOf, millionths } from '../../values/quantity.ts';
import type { SaleLine } from '../../program/sale.ts';
import type { InvoiceRecord, RefundedLine } from '../invoice/invoice-record.ts';
import { noRefunds, type RefundFigures, withRefund } from '../worth/refund-sums.ts';
import type { InvalidCommand, Named } from '../../values/errors.ts';
import { invalidCommand } from '../../values/failures.ts';
import { quoted } from '../../values/quoted.ts';
import { roleOf } from '../worth/price-goods.ts';
import { piecesBack, type Worth, worthOf, type WorthRules } from '../worth/worth.ts';

/** What a refund names of a line. An amount is a stated value: so much of the sale is taken back for these goods. */
interface RefundLine {
  readonly lineId: string;
  readonly quantity?: string | undefined;
  readonly net?: number | undefined;
  readonly tax?: number | undefined;
}

type Failure = InvalidCommand | RefundExceedsInvoice | UnknownLine;

/** Everything that is left of a sale: goods, charges and fees. */
export function allThatIsLeft(record: InvoiceRecord, rules: WorthRules): RefundFigures {
  const lines = record.sale.lines.filter((line) => roleOf(line, rules.earn.discountSkus) === 'goods');
  return {
    value: worthOf(record, rules).kept,
    lines: lines.map((line) => ({ lineId: line.lineId, quantity: decimalOf(piecesLeft(record, line)) })),
    all: true,
  };
}

/**
 * The figures of a refund in full, none of them more than what is left.
 *
 * @remarks Goods without a stated value take what they are worth: the rise of the worth of all that came back, at most
 * what is left but for charges and fees. Goods with a stated value count as brought back before those without.
 */
export function resolveRefund(
  record: InvoiceRecord,
  asked: { readonly value?: number | undefined; readonly lines?: readonly RefundLine[] | undefined },
  rules: WorthRules,
): Result<RefundFigures, Failure> {
  const { kept } = worthOf(record, rules);
  const named = asked.lines ?? [];
  const lines: RefundedLine[] = [];
  for (const [index, part] of named.entries()) {
    const resolved = resolveLine(record, part, index, rules);
    if (resolved.isErr()) return err(resolved.error);
    lines.push(resolved.value);
  }
  const stated = statedOf(record, named);
  if (asked.value !== undefined && disagrees(asked.value, stated)) {
    return err(invalidCommand('value', `is ${asked.value}, but its lines state ${sumOf(stated, (each) => each ?? 0)}`));
  }
  const value = asked.value ?? valueOfLines(record, stated, lines, rules);
  return value > kept ? err(refundExceedsInvoice('value', kept)) : ok({ value, lines });
}

/** What of a line comes back: these pieces, or all that are left. */
function resolveLine(
  record: InvoiceRecord,
  { lineId, quantity }: RefundLine,
  index: number,
  { earn: { discountSkus } }: WorthRules,
): Result<RefundedLine, Failure> {
  const sold = record.sale.lines.find((line) => line.lineId === lineId);
  if (sold === undefined) return err(unknownLine(lineId));
  if (roleOf(sold, discountSkus) !== 'goods') return err(refundExceedsInvoice(`lines[${index}]`, 0));
  const left = piecesLeft(record, sold);
  if (quantity !== undefined && !isPart(millionths(quantity), left)) {
    return err(refundExceedsInvoice(`lines[${index}].quantity`, decimalOf(left)));
  }
  return ok({ lineId, quantity: quantity ?? decimalOf(left) });
}

function piecesLeft({ refundSums = noRefunds }: InvoiceRecord, { lineId, quantity }: SaleLine): bigint {
  return millionths(quantity) - (piecesBack(lineId, refundSums) ?? 0n);
}

/** The value that each line states; null where a line states none. */
function statedOf(record: InvoiceRecord, named: readonly RefundLine[]): readonly (number | null)[] {
  return named.map((part) => statedValue(record, part));
}

/** Whether lines state more than the value, or, where all of them state something, anything else. */
function disagrees(value: number, stated: readonly (number | null)[]): boolean {
  const sum = sumOf(stated, (each) => each ?? 0);
  return stated.length > 0 && !stated.includes(null) ? sum !== value : sum > value;
}

/** What is stated of some of the lines, and what the others are worth after that. */
function valueOfLines(
  record: InvoiceRecord,
  values: readonly (number | null)[],
  lines: readonly RefundedLine[],
  rules: WorthRules,
): number {
  const stated = sumOf(values, (each) => each ?? 0);
  const first = lines.filter((_, index) => values[index] !== null);
  if (first.length === lines.length) return stated;
  const before = first.length === 0 ? record : refunded(record, { value: stated, lines: first });
  const after = refunded(record, { value: stated, lines });
  return stated + worthOfPieces(worthOf(before, rules), worthOf(after, rules));
}

/** `min(b after − b before, K − charges − fees)`, and never less than nothing. */
function worthOfPieces({ priced, kept, goodsBack, fees }: Worth, after: Worth): number {
  return Math.max(0, Math.min(after.goodsBack - goodsBack, kept - priced.charges - fees));
}

function refunded(record: InvoiceRecord, figures: RefundFigures): InvoiceRecord {
  return { ...record, refundSums: withRefund(record.refundSums ?? noRefunds, figures) };
}

/** What is stated of a line; the tax that belongs to a net amount is its share of the line's, where it is left out. */
function statedValue({ sale }: InvoiceRecord, { lineId, net, tax }: RefundLine): number | null {
  if (net === undefined && tax === undefined) return null;
  const sold = sale.lines.find((line) => line.lineId === lineId);
  if (net === undefined || tax !== undefined || sold === undefined || sold.net === 0) return (net ?? 0) + (tax ?? 0);
  return net + Number(floorOf(fraction(BigInt(sold.tax) * BigInt(net), sold.net)));
}

/** The invoice has no such line. */
export interface UnknownLine extends Named<'unknown-line'> {
  /** The id that the command names. */
  readonly lineId: string;
}

function unknownLine(lineId: string): UnknownLine {
  return {
    kind: 'unknown-line',
    message: `The invoice has no line ${quoted(lineId)}; name a line of the sale, or refund by value a sale that has no lines.`,
    lineId,
  };
}

/** More would be refunded than is left. */
export interface RefundExceedsInvoice extends Named<'refund-exceeds-invoice'> {
  /** Where the refund is too high: `value`, or a path such as `lines[2].quantity`. */
  readonly field: string;
  /** What is left to refund of it, in minor units or as a decimal text for quantities. */
  readonly left: number | string;
}

function refundExceedsInvoice(field: string, left: number | string): RefundExceedsInvoice {
  return {
    kind: 'refund-exceeds-invoice',
    message: `${field} is more than the ${left} that is left to refund, or has the wrong sign; refund no more than that.`,
    field,
    left,
  };
}
