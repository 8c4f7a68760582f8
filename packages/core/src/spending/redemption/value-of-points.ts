import { invariant } from '../../values/invariant.ts';
import { isWhole } from '../../values/points.ts';
import { productOf, quotientOf } from '../../values/product.ts';

/** `points` are worth `money` minor units. */
export interface RedemptionRate {
  readonly points: number;
  readonly money: number;
}

/** What points are worth in minor units, rounded down, exact. */
export function valueOfPoints(rate: RedemptionRate, points: number): number {
  const value = quotientOf(productOf([points, rate.money]), rate.points, 'floor');
  invariant(isWhole(value), 'the value of points is at most 2^53 − 1');
  return value;
}

/** The fewest points that are worth at least so much; no safe integer where no number of points is. */
export function fewestPointsWorth(rate: RedemptionRate, value: number): number {
  return quotientOf(productOf([value, rate.points]), rate.money, 'ceil');
}

/** The most points that are worth at most so much. */
export function mostPointsWorth(rate: RedemptionRate, value: number): number {
  // floor(p × money ÷ points) ≤ value is p × money < (value + 1) × points.
  const above = BigInt(value) + 1n;
  const points = (above * BigInt(rate.points) - 1n) / BigInt(rate.money);
  return points > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(points);
}
