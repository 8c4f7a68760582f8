import type { InvalidCommand } from '../../values/errors.ts';
import { invalidCommand } from '../../values/failures.ts';
import type { Sale } from '../../program/sale.ts';
import { isWhole, sumOf } from '../../values/points.ts';
import { roleOf } from './price-goods.ts';
import type { WorthRules } from './worth.ts';

const tooMuch = 'adds up to more than 2^53 − 1 minor units, which no sale can hold';

/** Figures that no sale has: more rounding than is owed, a discount on no goods, or sums past 2^53 − 1. */
export function checkSale({ total, rounding = 0, lines }: Sale, { earn }: WorthRules): InvalidCommand | null {
  if (rounding > total) {
    return invalidCommand('rounding', 'is more than the total, which it is a part of; write 0.02 of 2.00 as 2 of 200');
  }
  if (!isWhole(total - rounding)) return invalidCommand('rounding', `${tooMuch}, with the total`);
  for (const sign of [1, -1]) {
    // A sum that lost digits is too much in any case.
    if (!isWhole(sumOf(lines, ({ net, tax }) => Math.max(0, sign * (net + tax)))))
      return invalidCommand('lines', tooMuch);
  }
  // Lines without a price below 0 are most of all lines.
  const discount = lines.findIndex(
    (line) => line.net + line.tax < 0 && roleOf(line, earn.discountSkus) !== 'exchanged',
  );
  if (discount === -1 || lines.some(({ net, tax }) => net + tax > 0)) return null;
  return invalidCommand(
    `lines[${discount}].net`,
    'is a discount on the whole sale, but no line has a price that it could lower; name its sku or category if it is goods that came back',
  );
}
