import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstLines, hashText } from './first-lines.ts';

test('the first line of a text is found, however many texts are kept and however many are taken at once', () => {
  const text = fc.option(fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 5 }), { freq: 10 });
  const files = fc.array(text, { maxLength: 300 });
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 50 }), (texts, many) => {
      const lines = firstLines();
      const first = new Map<string, number>();
      for (let from = 0; from < texts.length; from += many) {
        const taken = texts.slice(from, from + many);
        lines.take(taken);
        for (const [index, each] of taken.entries()) {
          if (each === null) continue;
          const line = from + index + 1;
          expect(lines.keep(index, line)).toBe(first.get(each) ?? 0);
          if (!first.has(each)) first.set(each, line);
        }
      }
    }),
  );
});

test('a table grows without losing or inventing anything', () => {
  const lines = firstLines();
  // It grows at 6,144, 24,576 and 98,304 texts, also while some that were taken are not kept yet.
  const numbers = Array.from({ length: 120_000 }, (_, index) => index);
  const texts = numbers.map((index) => `+62812${10_000_000 + index}`);
  lines.take(texts);
  expect(numbers.filter((index) => lines.keep(index, index + 1) !== 0)).toEqual([]);
  lines.take(texts);
  expect(numbers.filter((index) => lines.keep(index, -1) !== index + 1)).toEqual([]);
});

test('each 32 bits of a hash collide as seldom as chance would have it, and no two hashes are equal', () => {
  const into = new Int32Array(2);
  const count = 200_000;
  const written: readonly ((index: number) => string)[] = [
    (index) => `M-${index}`,
    (index) => `+62812${10_000_000 + index}`,
    (index) => `${index}`.padStart(16, '0'),
    (index) =>
      String.fromCharCode(97 + (index % 26)).repeat(1 + (Math.trunc(index / 26) % 90)) + Math.trunc(index / 2340),
    (index) => `row ${index.toString(2)}`,
  ];
  for (const write of written) {
    const firsts = new Set<number>();
    const seconds = new Set<number>();
    const both = new Set<number>();
    for (let index = 0; index < count; index += 1) {
      hashText(write(index), into, 0);
      const [first = 0, second = 0] = into;
      firsts.add(first);
      seconds.add(second);
      // 52 of the 64 bits, which a number holds exactly.
      both.add((first >>> 0) * 2 ** 20 + (second & 0xfffff));
    }
    // Of 200,000 chance makes 4.7 pairs collide; 20 has odds of one in ten million.
    for (const words of [firsts, seconds]) expect(count - words.size).toBeLessThan(20);
    expect(both.size).toBe(count);
  }
});
