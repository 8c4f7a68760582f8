import { err, ok, type Result } from 'neverthrow';
import { isPart, sumOf } from '../values/points.ts';
import { millionths } from '../values/quantity.ts';
import type { SaleLine } from '../program/sale.ts';
import type { InvoiceRecord, Refund, RefundedLine } from './invoice-record.ts';
import { keptSale } from './kept-sale.ts';
import type { Named } from '../values/errors.ts';
import { quoted } from '../values/quoted.ts';

/** What a refund names of a line; figures that are left out follow from the others. */
interface RefundLine {
  readonly lineId: string;
  readonly quantity?: string | undefined;
  readonly net?: number | undefined;
  readonly tax?: number | undefined;
}

type Figures = Pick<Refund, 'total' | 'lines'>;
type Failure = RefundExceedsInvoice | UnknownLine;

/** Everything that is left of a sale. */
export function allThatIsLeft(record: InvoiceRecord): Figures {
  const kept = keptSale(record);
  return { total: kept.total, lines: kept.lines.map(whole) };
}

/** The figures of a refund in full, none of them more than what is left. */
export function resolveRefund(
  record: InvoiceRecord,
  asked: { readonly total?: number | undefined; readonly lines?: readonly RefundLine[] | undefined },
): Result<Figures, Failure> {
  const kept = keptSale(record);
  const lines: RefundedLine[] = [];
  for (const [index, part] of (asked.lines ?? []).entries()) {
    const sold = record.sale.lines.find((line) => line.lineId === part.lineId);
    const left = kept.lines.find((line) => line.lineId === part.lineId);
    if (sold === undefined || left === undefined) return err(unknownLine(part.lineId));
    const resolved = resolveLine(part, sold, left);
    const wrong = fieldAbove(resolved, left);
    if (wrong) return err(refundExceedsInvoice(`lines[${index}].${wrong}`, left[wrong]));
    lines.push(resolved);
  }
  const total = asked.total ?? sumOf(lines, (line) => line.net + line.tax);
  return total < 0 || total > kept.total ? err(refundExceedsInvoice('total', kept.total)) : ok({ total, lines });
}

/** Figures left out take their share: of the pieces first, else of the net amount. Shares add up over many refunds. */
function resolveLine(part: RefundLine, sold: SaleLine, left: SaleLine): RefundedLine {
  if (part.quantity === undefined && part.net === undefined && part.tax === undefined) return whole(left);
  const pieces = part.quantity === undefined ? null : millionths(part.quantity);
  const soldPieces = millionths(sold.quantity);
  const keptPieces = millionths(left.quantity) - (pieces ?? 0n);
  const byPieces = (figure: 'net' | 'tax'): number =>
    partOf(left[figure], left[figure] - share(sold[figure], keptPieces, soldPieces));
  const net = part.net ?? (pieces === null ? 0 : byPieces('net'));
  const byNet = partOf(left.tax, left.tax - share(sold.tax, BigInt(left.net - net), BigInt(sold.net)));
  const tax = part.tax ?? (pieces !== null && part.net === undefined ? byPieces('tax') : byNet);
  const quantity = part.quantity ?? (net === left.net && tax === left.tax ? left.quantity : '0');
  return { lineId: part.lineId, quantity, net, tax };
}

/** A share of what was sold is no more than what is left, where a refund of money alone took more than its share. */
function partOf(left: number, figure: number): number {
  return left < 0 ? Math.min(0, Math.max(left, figure)) : Math.max(0, Math.min(left, figure));
}

/** What `kept` of `sold` keeps of a figure, rounded towards keeping. */
function share(figure: number, kept: bigint, sold: bigint): number {
  if (sold === 0n) return 0;
  const product = BigInt(figure) * kept;
  const quotient = product / sold;
  return Number(product % sold === 0n ? quotient : quotient + (product > 0n === sold > 0n ? 1n : -1n));
}

function whole({ lineId, quantity, net, tax }: SaleLine): RefundedLine {
  return { lineId, quantity, net, tax };
}

function fieldAbove(part: RefundedLine, left: SaleLine): 'quantity' | 'net' | 'tax' | null {
  if (!isPart(millionths(part.quantity), millionths(left.quantity))) return 'quantity';
  if (!isPart(BigInt(part.net), BigInt(left.net))) return 'net';
  return isPart(BigInt(part.tax), BigInt(left.tax)) ? null : 'tax';
}

/** The invoice has no such line. */
export interface UnknownLine extends Named<'unknown-line'> {
  /** The id that the command names. */
  readonly lineId: string;
}

function unknownLine(lineId: string): UnknownLine {
  return {
    kind: 'unknown-line',
    message: `The invoice has no line ${quoted(lineId)}; name a line of the sale, or refund by total a sale that has no lines.`,
    lineId,
  };
}

/** More would be refunded than is left. */
export interface RefundExceedsInvoice extends Named<'refund-exceeds-invoice'> {
  /** Where the refund is too high: `total`, or a path such as `lines[2].net`. */
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
