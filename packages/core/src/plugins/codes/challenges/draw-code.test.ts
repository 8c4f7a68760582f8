import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawCode } from './draw-code.ts';

const all = 2 ** 48;

/** Six bytes that make this number. */
function bytesOf(number: number): Uint8Array {
  return Uint8Array.from({ length: 6 }, (_, index) => Math.floor(number / 256 ** (5 - index)) % 256);
}

/** Gives these numbers in turn, and counts how many were asked for. */
function scripted(...numbers: readonly number[]) {
  const asked: number[] = [];
  const draw = (count: number) => {
    asked.push(count);
    const number = numbers[asked.length - 1];
    if (number === undefined) throw new Error('nothing more is drawn');
    return bytesOf(number);
  };
  return { draw, asked };
}

describe('a drawn code', () => {
  test.each([
    [[]],
    [[1, 2, 3]],
    [[1, 2, 3, 4, 5, 6, 7]],
    [[1, 2, 3, 4, 5, 256]],
    [[1, 2, 3, 4, 5, 0.5]],
    [['1', 2, 3, 4, 5, 6]],
  ])('is not made of %j', (bytes) => {
    expect(() => drawCode(() => bytes as never, 6)).toThrow('as many bytes as it is asked for');
  });

  test('keeps its leading zeros', () => {
    expect(drawCode(scripted(0).draw, 6)).toBe('000000');
    expect(drawCode(scripted(42).draw, 6)).toBe('000042');
    expect(drawCode(scripted(1_000_042).draw, 6)).toBe('000042');
  });

  test.each([6, 7, 8, 9, 10])('has %i digits', (digits) => {
    const codes = 10 ** digits;
    expect(drawCode(scripted(codes - 1).draw, digits)).toBe('9'.repeat(digits));
    expect(drawCode(scripted(codes).draw, digits)).toBe('0'.repeat(digits));
    expect(drawCode(scripted(codes + 7).draw, digits)).toBe('7'.padStart(digits, '0'));
  });

  test.each([6, 7, 8, 9, 10])(
    'of %i digits is as likely as any other: the last, broken round is drawn again',
    (digits) => {
      const fair = all - (all % 10 ** digits);
      expect(fair).toBeLessThan(all);
      const last = scripted(fair - 1);
      expect(drawCode(last.draw, digits)).toBe('9'.repeat(digits));
      expect(last.asked).toEqual([6]);
      const broken = scripted(fair, all - 1, fair, 5);
      expect(drawCode(broken.draw, digits)).toBe('5'.padStart(digits, '0'));
      expect(broken.asked).toEqual([6, 6, 6, 6]);
    },
  );

  test('is the rest of what was drawn: each code has equally many numbers below the boundary', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 10 }), fc.nat(2 ** 40), (digits, number) => {
        const code = drawCode(scripted(number).draw, digits);
        expect(code).toHaveLength(digits);
        expect(Number(code)).toBe(number % 10 ** digits);
      }),
    );
  });
});
