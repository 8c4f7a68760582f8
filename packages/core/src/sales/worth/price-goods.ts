import { type Fraction, fraction, one } from '../../values/fraction.ts';
import { names } from '../../program/evaluating/line-filter.ts';
import type { Sale, SaleLine } from '../../program/sale.ts';

/** What the lines of a sale are worth within its total, before anything came back. Figures are minor units. */
export interface PricedGoods {
  /** The lines of goods at their own prices. */
  readonly goods: bigint;
  /** Other lines below 0, such as the returned piece of an exchange. */
  readonly exchanged: bigint;
  /** What was taken off the whole sale; never more than the goods. */
  readonly orderDiscount: bigint;
  /** What of its own price each line of goods is worth, after the order discount. */
  readonly share: Fraction;
  /** The charges. Beside them there is a rounding in the total, so it may be less than they are. */
  readonly charges: number;
  /** The part of the total that is goods, with the rounding in it. */
  readonly goodsTotal: number;
}

/** What a line is: goods, a discount on the whole sale, or below 0 for another reason, such as an exchange. */
export type LineRole = 'goods' | 'order-discount' | 'exchanged';

/**
 * Below 0, only a line with no article at all, or one of the program's `discountSkus`, is a discount on the whole sale.
 */
export function roleOf({ net, tax, sku, category }: SaleLine, discountSkus: readonly string[]): LineRole {
  if (net + tax >= 0) return 'goods';
  return (sku === null && category === null) || names(discountSkus, sku) ? 'order-discount' : 'exchanged';
}

/** A line's own price, in minor units. */
export function lineValue({ net, tax }: SaleLine): bigint {
  return BigInt(net) + BigInt(tax);
}

/** Whether all lines are goods that earn at their own prices: then nothing needs to be shared. */
export function isPlain({ total, rounding = 0, lines }: Sale): boolean {
  if (rounding !== 0) return false;
  let sum = 0;
  for (const { net, tax } of lines) {
    const value = net + tax;
    if (value < 0) return false;
    sum += value;
  }
  // A sum that lost digits is far above any total.
  return sum <= total;
}

/** Prices the lines: order discounts are shared, and what the total holds beyond the lines is charges. */
export function priceGoods(sale: Sale, discountSkus: readonly string[]): PricedGoods {
  const beforeRounding = BigInt(sale.total) - BigInt(sale.rounding ?? 0);
  if (sale.lines.length === 0)
    return pricedAs(sale, { goods: beforeRounding, exchanged: 0n, orderDiscount: 0n, charges: 0n });
  const sums = { goods: 0n, 'order-discount': 0n, exchanged: 0n };
  for (const line of sale.lines) sums[roleOf(line, discountSkus)] += lineValue(line);
  const { goods, exchanged } = sums;
  const gap = beforeRounding - goods - exchanged - sums['order-discount'];
  const discount = (gap < 0n ? -gap : 0n) - sums['order-discount'];
  // What exceeds the goods lowers the charges.
  const orderDiscount = discount > goods ? goods : discount;
  const charges = (gap > 0n ? gap : 0n) - (discount - orderDiscount);
  return pricedAs(sale, { goods, exchanged, orderDiscount, charges });
}

function pricedAs(
  { total, rounding = 0 }: Sale,
  priced: Pick<PricedGoods, 'goods' | 'exchanged' | 'orderDiscount'> & { readonly charges: bigint },
): PricedGoods {
  const { goods, orderDiscount } = priced;
  const share = goods > 0n ? fraction(goods - orderDiscount, goods) : one;
  // Where a returned piece outweighs the goods, all that is to be paid is charges.
  const charges = Math.min(Number(priced.charges), total - rounding);
  return { ...priced, share, charges, goodsTotal: Math.max(0, total - charges) };
}
