import type { RefundedLine, RefundSums } from '../invoice/invoice-record.ts';
import type { Refund } from '../invoice/refund-record.ts';
import { decimalOf, millionths } from '../../values/quantity.ts';

// An invoice keeps the sums of its refunds, so that one more of them costs what the first one did.

/** What a refund takes back: how much of the sale, and which goods. */
export type RefundFigures = Pick<Refund, 'value' | 'lines' | 'all'>;

/** Before the first refund. */
export const noRefunds: RefundSums = { count: 0, standing: 0, value: 0, forGoods: 0, voids: 0, named: 0, lines: [] };

/** The sums with one more refund. */
export function withRefund(sums: RefundSums, { value, lines, all }: RefundFigures): RefundSums {
  return {
    count: sums.count + 1,
    standing: sums.standing + 1,
    value: sums.value + value,
    forGoods: sums.forGoods + (all === true || lines.length > 0 ? value : 0),
    voids: sums.voids + (all === true ? 1 : 0),
    named: sums.named + lines.length,
    lines: lines.length === 0 ? sums.lines : linesWith(sums.lines, lines),
  };
}

/** The sums of all refunds of an invoice; of those that were taken back only their number. */
export function refundSumsOf(refunds: readonly Pick<Refund, 'value' | 'lines' | 'all' | 'reinstated'>[]): RefundSums {
  const standing = refunds.filter(({ reinstated }) => reinstated === undefined);
  return { ...standing.reduce(withRefund, noRefunds), count: refunds.length };
}

function linesWith(before: readonly RefundedLine[], more: readonly RefundedLine[]): readonly RefundedLine[] {
  const pieces = new Map(before.map(({ lineId, quantity }) => [lineId, quantity]));
  for (const { lineId, quantity } of more) {
    const known = pieces.get(lineId);
    pieces.set(lineId, known === undefined ? quantity : decimalOf(millionths(known) + millionths(quantity)));
  }
  return Array.from(pieces, ([lineId, quantity]) => ({ lineId, quantity }));
}
