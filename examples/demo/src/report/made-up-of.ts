import type { TotalExplanation } from '@pointbook/core';
import { pounds } from './figures.ts';

/** What the total of a sale is made of, where it is not the sum of its lines. */
export function madeUpOf(parts: TotalExplanation): string {
  const figures = [
    ['goods', parts.goods],
    ['discount on the whole sale', -parts.orderDiscount],
    ['charges', parts.charges],
    ['rounding', parts.rounding],
    ['goods that came back', -parts.goodsBack],
    ['fees', parts.fees],
    ['goodwill', -parts.goodwill],
  ] as const;
  const told = figures.filter(([, figure]) => figure !== 0).map(([what, figure]) => `${what} ${pounds(figure)}`);
  return `Kept are ${pounds(parts.kept)}: ${told.join(', ')}.`;
}
