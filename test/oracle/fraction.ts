/** An exact number: a numerator over a denominator above 0. Plain data, so that a shop can be copied whole. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const zero: Fraction = { n: 0n, d: 1n };
export const one: Fraction = { n: 1n, d: 1n };

export function fraction(numerator: number | bigint, denominator: number | bigint = 1): Fraction {
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  if (d === 0n) throw new RangeError('a fraction over 0');
  const common = greatestDivisor(n < 0n ? -n : n, d < 0n ? -d : d);
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / common, d: (sign * d) / common };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a || 1n : greatestDivisor(b, a % b);
}

/** A decimal text such as "1.25". */
export function decimal(text: string): Fraction {
  const [whole = '0', part = ''] = text.split('.');
  return fraction(BigInt(whole + part), 10n ** BigInt(part.length));
}

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
export const sum = (all: readonly Fraction[]): Fraction => all.reduce(plus, zero);
export const isLess = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;
export const isZero = (a: Fraction): boolean => a.n === 0n;

export function floor({ n, d }: Fraction): number {
  return Number(n < 0n && n % d !== 0n ? n / d - 1n : n / d);
}

export function ceil(a: Fraction): number {
  return -floor({ n: -a.n, d: a.d });
}
