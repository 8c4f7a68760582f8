import { round } from './fraction.ts';
import type { Rounding } from './points.ts';

/** A whole number: a `number` while that is exact, a `bigint` beyond. */
export type Whole = number | bigint;

/** The product of whole numbers, exact. Plain numbers are tried first, because they are ten times faster. */
export function productOf(factors: readonly Whole[]): Whole {
  let product = 1;
  for (const factor of factors) {
    if (typeof factor === 'bigint') return bigProductOf(factors);
    product *= factor;
    // Each step is checked: a later zero would hide a step that lost digits.
    if (!Number.isSafeInteger(product)) return bigProductOf(factors);
  }
  return product;
}

function bigProductOf(factors: readonly Whole[]): bigint {
  return factors.reduce<bigint>((product, factor) => product * BigInt(factor), 1n);
}

/** A non-negative fraction rounded to whole, exact up to 2^53 − 1; beyond that the answer is not a safe integer. */
export function quotientOf(numerator: Whole, denominator: Whole, rounding: Rounding): number {
  if (typeof numerator === 'bigint' || typeof denominator === 'bigint') {
    return Number(round({ numerator: BigInt(numerator), denominator: BigInt(denominator) }, rounding));
  }
  const rest = numerator % denominator;
  // Only `rest / denominator` could need rounding by the machine, so the division is done without it.
  const whole = (numerator - rest) / denominator;
  if (rest === 0 || rounding === 'floor') return whole;
  return rounding === 'ceil' || rest * 2 >= denominator ? whole + 1 : whole;
}
