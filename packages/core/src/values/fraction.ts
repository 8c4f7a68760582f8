import type { Rounding } from './points.ts';

/** An exact, reduced fraction, because 1/3 has no float. The denominator is more than 0. */
export interface Fraction {
  /** Signed. */
  readonly numerator: bigint;
  /** More than 0, without a common factor with the numerator. */
  readonly denominator: bigint;
}

/** Nothing. */
export const zero: Fraction = { numerator: 0n, denominator: 1n };

/** All of it. */
export const one: Fraction = { numerator: 1n, denominator: 1n };

/** A fraction of two whole numbers; the denominator is not 0. */
export function fraction(numerator: number | bigint, denominator: number | bigint = 1n): Fraction {
  const above = BigInt(numerator);
  const below = BigInt(denominator);
  const divisor = below < 0n ? -commonDivisor(above, below) : commonDivisor(above, below);
  return { numerator: above / divisor, denominator: below / divisor };
}

/** The sum. */
export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** The difference. */
export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** The product. */
export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** The quotient; `b` is not 0. */
export function dividedBy(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Whether `a` is the greater one. */
export function isMore(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator > b.numerator * a.denominator;
}

/** The greatest whole number that is not above it. */
export function floorOf({ numerator, denominator }: Fraction): bigint {
  const whole = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? whole - 1n : whole;
}

/** The least whole number that is not below it. */
export function ceilOf({ numerator, denominator }: Fraction): bigint {
  return -floorOf({ numerator: -numerator, denominator });
}

/** Rounds a fraction of 0 or more to a whole number. */
export function round(of: Fraction, rounding: Rounding): bigint {
  if (rounding === 'floor') return floorOf(of);
  if (rounding === 'ceil') return ceilOf(of);
  return floorOf({ numerator: of.numerator * 2n + of.denominator, denominator: of.denominator * 2n });
}

/** A fraction as text, such as "2/3". */
export function textOf({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`;
}

/** A fraction that `textOf` wrote. */
export function fractionOf(text: string): Fraction {
  const [above = '0', below = '1'] = text.split('/');
  return { numerator: BigInt(above), denominator: BigInt(below) };
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [greater, less] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (less !== 0n) [greater, less] = [less, greater % less];
  return greater === 0n ? 1n : greater;
}
