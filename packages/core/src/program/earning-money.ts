import { isWhole } from '../values/points.ts';
import { productOf, quotientOf, type Whole } from '../values/product.ts';
import type { CountedLines } from './parts/earn-kind.ts';
import type { Occasion, SaleLine } from './sale.ts';

/** Which money earns: lines with tax, lines without, or the invoice's own total (delivery, tip and rounding too). */
export type EarnBase = 'with-tax' | 'without-tax' | 'total';

/** The money of a sale that earns by a rule, in minor units. */
export interface EarningMoney {
  /** Not a safe integer where the lines add up to more than 2^53 − 1. */
  readonly money: number;
  /** What was paid with points and so earns nothing. */
  readonly lost: number;
}

/**
 * `floor(base × kept share × share not paid with points)`, rounded down once.
 *
 * @remarks The kept share spreads refunds that named no line over all lines: what is kept of what the lines have
 * left. A sale without lines counts by its total, less its tax where the base is without tax; it has nothing that a
 * rule's `only` could name.
 */
export function earningMoney(
  base: EarnBase,
  { kept, paidWithPoints }: Occasion,
  { lines, areNamed }: CountedLines,
): EarningMoney {
  const { sale, total } = kept;
  const unpaid: Share = [sale.total - paidWithPoints, sale.total];
  if (base === 'total') return moneyOf(total, whole, unpaid);
  if (sale.lines.length > 0) {
    return moneyOf(valueOf(lines, base), [total, total + kept.refundedWithoutLine], unpaid);
  }
  if (areNamed) return { money: 0, lost: 0 };
  return moneyOf(base === 'with-tax' ? sale.total : sale.total - sale.tax, [total, sale.total], unpaid);
}

/** A part as numerator and denominator. */
type Share = readonly [number, number];
const whole: Share = [1, 1];

function moneyOf(base: Whole, keptShare: Share, unpaid: Share): EarningMoney {
  if (base <= 0) return { money: 0, lost: 0 };
  const keptMoney = shareOf(base, keptShare, whole);
  if (unpaid[0] === unpaid[1]) return { money: keptMoney, lost: 0 };
  const money = shareOf(base, keptShare, unpaid);
  return { money: isWhole(keptMoney) ? money : keptMoney, lost: keptMoney - money };
}

function shareOf(base: Whole, a: Share, b: Share): number {
  if (a[0] === a[1] && b[0] === b[1]) return Number(base);
  return quotientOf(productOf([base, a[0], b[0]]), productOf([a[1], b[1]]), 'floor');
}

/** Exact in any order of the lines: a sum that passes the safe integers on its way is made with bigint. */
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
