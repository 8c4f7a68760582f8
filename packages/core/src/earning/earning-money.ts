import { isWhole } from '../values/points.ts';
import { productOf, quotientOf, type Whole } from '../values/product.ts';
import type { EarnBase, EarnRule } from '../program/earn-rule.ts';
import type { KeptSale, SaleLine } from '../records/invoice.ts';
import { type ExcludedLine, sortLines } from './line-filter.ts';

/**
 * The money of a sale that earns by a rule, what of it was lost to payment with points, and the lines left out.
 * `money` is no safe integer where the lines add up to more than 2^53 − 1.
 */
export interface EarningMoney {
  readonly money: number;
  readonly lost: number;
  readonly excluded: readonly ExcludedLine[];
}

/**
 * `floor(base × kept share × share not paid with points)`, rounded down once.
 *
 * @remarks The kept share spreads refunds that named no line over all lines: what is kept of what the lines have
 * left. A sale without lines counts by its total, less its tax where the base is without tax; it has nothing that a
 * rule's `only` could name.
 */
export function earningMoney(rule: EarnRule, base: EarnBase, kept: KeptSale, paidWithPoints: number): EarningMoney {
  const { sale, total } = kept;
  const unpaid: Share = [sale.total - paidWithPoints, sale.total];
  if (base === 'total') return moneyOf(total, whole, unpaid, []);
  if (sale.lines.length > 0) {
    const { counted, excluded } = sortLines(rule, kept.lines);
    return moneyOf(valueOf(counted, base), [total, total + kept.refundedWithoutLine], unpaid, excluded);
  }
  if (rule.only !== null) return { money: 0, lost: 0, excluded: [] };
  return moneyOf(base === 'with-tax' ? sale.total : sale.total - sale.tax, [total, sale.total], unpaid, []);
}

/** A part as numerator and denominator. */
type Share = readonly [number, number];
const whole: Share = [1, 1];

function moneyOf(base: Whole, keptShare: Share, unpaid: Share, excluded: readonly ExcludedLine[]): EarningMoney {
  if (base <= 0) return { money: 0, lost: 0, excluded };
  const keptMoney = shareOf(base, keptShare, whole);
  if (unpaid[0] === unpaid[1]) return { money: keptMoney, lost: 0, excluded };
  const money = shareOf(base, keptShare, unpaid);
  return { money: isWhole(keptMoney) ? money : keptMoney, lost: keptMoney - money, excluded };
}

function shareOf(base: Whole, a: Share, b: Share): number {
  if (a[0] === a[1] && b[0] === b[1]) return Number(base);
  return quotientOf(productOf([base, a[0], b[0]]), productOf([a[1], b[1]]), 'floor');
}

/** Exact, whatever the order of the lines: a sum that leaves the safe integers on its way is made with bigint. */
function valueOf(lines: readonly SaleLine[], base: EarnBase): Whole {
  let sum = 0;
  for (const { net, tax } of lines) {
    sum += net;
    if (!Number.isSafeInteger(sum)) return bigValueOf(lines, base);
    if (base === 'with-tax') sum += tax;
    if (!Number.isSafeInteger(sum)) return bigValueOf(lines, base);
  }
  return sum;
}

function bigValueOf(lines: readonly SaleLine[], base: EarnBase): Whole {
  let sum = 0n;
  for (const { net, tax } of lines) sum += BigInt(net) + (base === 'with-tax' ? BigInt(tax) : 0n);
  return sum;
}
