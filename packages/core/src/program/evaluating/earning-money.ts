import {
  dividedBy,
  floorOf,
  type Fraction,
  fraction,
  isMore,
  minus,
  one,
  plus,
  times,
  zero,
} from '../../values/fraction.ts';
import type { Whole } from '../../values/product.ts';
import type { CountedLines } from '../parts/earn-kind.ts';
import type { KeptWorth, Occasion, SaleLine } from '../sale.ts';

/** Which money earns: lines with tax, lines without, or the invoice's own total (delivery and tip too). */
export type EarnBase = 'with-tax' | 'without-tax' | 'total';

/** The money of a sale that earns by a rule, in minor units. `amount / of` is exact; the rest tells of it. */
export interface EarningMoney {
  /** The money rounded down, to be shown. Not a safe integer where the lines add up to more than 2^53 − 1. */
  readonly money: number;
  /** What was paid with points and so earns nothing, to be shown. */
  readonly lost: number;
  /** The numerator of the exact money: what is to be reckoned with. */
  readonly amount: number | bigint;
  /** The denominator of the exact money, 1 or more. */
  readonly of: number | bigint;
}

/**
 * The money that earns, exactly: what the counted lines are worth after the order discount and what came back, by the
 * share of the sale that points do not pay.
 *
 * @remarks A sale without lines counts as one line of its total, less its tax where the base is without tax; it has
 * nothing that a rule's `only` could name.
 */
export function earningMoney(base: EarnBase, occasion: Occasion, counted: CountedLines): EarningMoney {
  const { kept } = occasion;
  if (kept.worth === null) return plainMoney(base, occasion, counted);
  const sold = soldMoney(base, occasion, counted, kept.worth);
  const all = isMore(sold, zero) ? sold : zero;
  const earning = times(all, unpaidShare(occasion, kept.worth));
  const money = Number(floorOf(earning));
  const lost = Number(floorOf(all)) - money;
  return { money, lost, amount: earning.numerator, of: earning.denominator };
}

/** All that was sold is kept, for its full price. */
function plainMoney(base: EarnBase, { kept: { sale } }: Occasion, { lines, areNamed }: CountedLines): EarningMoney {
  const hasLines = sale.lines.length > 0;
  const whole =
    base === 'total'
      ? sale.total
      : hasLines
        ? valueOf(lines, base)
        : areNamed
          ? 0
          : sale.total - (base === 'with-tax' ? 0 : sale.tax);
  const amount = whole > 0 ? whole : 0;
  return { money: Number(amount), lost: 0, amount, of: 1 };
}

/** The share of what is kept that points do not pay. */
function unpaidShare({ kept, paidWithPoints }: Occasion, worth: KeptWorth): Fraction {
  if (paidWithPoints === 0 || kept.total <= 0) return one;
  const total = fraction(kept.total);
  return dividedBy(minus(total, worth.paidWithPoints), total);
}

function soldMoney(
  base: EarnBase,
  { kept: { sale } }: Occasion,
  { lines, areNamed }: CountedLines,
  worth: KeptWorth,
): Fraction {
  if (base === 'total') return worth.earningTotal;
  if (sale.lines.length === 0) {
    return areNamed
      ? zero
      : times(fraction(worth.withoutLines - (base === 'with-tax' ? 0n : BigInt(sale.tax))), worth.goods);
  }
  let goods = 0n;
  let exchanged = 0n;
  let partly = zero;
  for (const line of lines) {
    const kept = worth.kept.get(line.lineId);
    const { net, tax } = kept?.sold ?? line;
    const money = BigInt(net) + (base === 'with-tax' ? BigInt(tax) : 0n);
    if (kept !== undefined) partly = plus(partly, times(fraction(money), kept.share));
    else if (net + tax < 0) exchanged += money;
    else goods += money;
  }
  return plus(times(plus(fraction(goods), partly), worth.goods), times(fraction(exchanged), worth.exchanged));
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
