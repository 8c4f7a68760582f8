import fc from 'fast-check';
import { expect, test } from 'vitest';
import { productOf, quotientOf } from './product.ts';

const wholes = fc.oneof(
  fc.maxSafeNat(),
  fc.nat(1000),
  fc.integer({ min: Number.MAX_SAFE_INTEGER - 10, max: Number.MAX_SAFE_INTEGER }),
);

test('a product is exact, whatever its size', () => {
  fc.assert(
    fc.property(fc.array(wholes, { maxLength: 4 }), (factors) => {
      expect(BigInt(productOf(factors))).toBe(factors.reduce((product, factor) => product * BigInt(factor), 1n));
    }),
  );
});

test('a quotient is rounded exactly', () => {
  fc.assert(
    fc.property(wholes, wholes, fc.constantFrom('floor', 'half-up', 'ceil'), (a, b, rounding) => {
      const [n, d] = [BigInt(a), BigInt(b || 1)];
      const expected = { floor: n / d, 'half-up': (2n * n + d) / (2n * d), ceil: (n + d - 1n) / d }[rounding];
      expect(BigInt(quotientOf(a, b || 1, rounding))).toBe(expected);
    }),
  );
});
