import { isWhole } from '../values/points.ts';
import { productOf, quotientOf, type Whole } from '../values/product.ts';
import { decimalOf, millionths } from '../values/quantity.ts';
import type { EarnRule, Multiplier } from '../program/earn-rule.ts';
import type { KeptSale, SaleLine } from '../records/invoice.ts';
import type { RuleExplanation } from '../records/explanation.ts';
import { earningMoney } from './earning-money.ts';
import { sortLines } from './line-filter.ts';

/** What a rule counted, the exact fraction of points and the whole points; past 2^53 − 1 they are no safe integer. */
export function exactPointsOf(
  rule: EarnRule,
  kept: KeptSale,
  paidWithPoints: number,
  multipliers: readonly Multiplier[],
): Pick<RuleExplanation, 'base' | 'excluded' | 'paidWithPoints' | 'exact' | 'points'> {
  const { earn } = rule;
  if (earn.per === 'visit') {
    return { base: null, excluded: [], paidWithPoints: 0, ...multiplied(rule, 1, earn.points, 1, multipliers) };
  }
  if (earn.per === 'item') {
    const { counted, excluded } = sortLines(rule, kept.lines);
    const pieces = piecesOf(counted);
    const size = pieces <= Number.MAX_SAFE_INTEGER ? Number(pieces) : pieces;
    const how = multiplied(rule, size, earn.points, 1_000_000, multipliers);
    return { base: decimalOf(pieces), excluded, paidWithPoints: 0, ...how };
  }
  const { money, lost, excluded } = earningMoney(rule, earn.base, kept, paidWithPoints);
  if (!isWhole(money)) return { base: money, excluded, paidWithPoints: lost, exact: '', points: money };
  return { base: money, excluded, paidWithPoints: lost, ...multiplied(rule, money, earn.points, earn.of, multipliers) };
}

/** Rounded once, after the multipliers. */
function multiplied(
  { rounding }: EarnRule,
  amount: Whole,
  points: number,
  of: number,
  multipliers: readonly Multiplier[],
): { exact: string; points: number } {
  const numerator = productOf([amount, points, ...multipliers.map(({ times }) => times)]);
  const denominator = productOf([of, ...multipliers.map(({ per }) => per)]);
  return { exact: `${numerator}/${denominator}`, points: quotientOf(numerator, denominator, rounding) };
}

/** In millionths; lines of pieces brought back can outweigh the others, but never take points. */
function piecesOf(lines: readonly SaleLine[]): bigint {
  let pieces = 0n;
  for (const { quantity } of lines) pieces += millionths(quantity);
  return pieces > 0n ? pieces : 0n;
}
