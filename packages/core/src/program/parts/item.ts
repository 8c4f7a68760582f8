import { productOf } from '../../values/product.ts';
import { decimalOf, millionths } from '../../values/quantity.ts';
import type { SaleLine } from '../sale.ts';
import { whole } from '../../schemas/fields.ts';
import { object } from '../../schemas/objects.ts';
import { earnKind } from './earn-kind.ts';

/** `points` a piece of the lines that count. */
export interface EarnPerItem {
  /** The earn kind. */
  readonly per: 'item';
  /** Whole points for a piece, 1 or more. */
  readonly points: number;
}

/** Points for pieces. */
export const item = earnKind({
  kind: 'item',
  version: 1,
  fields: object<Omit<EarnPerItem, 'per'>>({ points: whole(1) }),
  reads: [],
  withoutLines: () => null,
  count({ points }, _, { lines }) {
    const pieces = piecesOf(lines);
    const size = pieces <= Number.MAX_SAFE_INTEGER ? Number(pieces) : pieces;
    return { base: decimalOf(pieces), points: productOf([size, points]), of: 1_000_000, paidWithPoints: 0 };
  },
});

/** In millionths. Lines of returned pieces can outweigh the others; then the result is 0. */
function piecesOf(lines: readonly SaleLine[]): bigint {
  let pieces = 0n;
  for (const { quantity } of lines) pieces += millionths(quantity);
  return pieces > 0n ? pieces : 0n;
}
