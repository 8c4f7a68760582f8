import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineTable } from './line-table.ts';
import { hashText } from './text-hash.ts';

test('a table tells the first line of a text, however many it keeps and however many it takes at once', () => {
  const text = fc.option(fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 5 }), { freq: 10 });
  const files = fc.array(text, { maxLength: 300 });
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 50 }), (texts, many) => {
      const table = lineTable();
      const first = new Map<string, number>();
      for (let from = 0; from < texts.length; from += many) {
        const taken = texts.slice(from, from + many);
        table.take(taken);
        for (const [index, each] of taken.entries()) {
          if (each === null) continue;
          const line = from + index + 1;
          expect(table.keep(index, line)).toBe(first.get(each) ?? 0);
          if (!first.has(each)) first.set(each, line);
        }
      }
    }),
  );
});

test('a table grows without losing or inventing anything', () => {
  const table = lineTable();
  // Past each size that it grows at, also while some that were taken are not kept yet.
  const numbers = Array.from({ length: 250_000 }, (_, index) => index);
  const texts = numbers.map((index) => `+62812${10_000_000 + index}`);
  table.take(texts);
  expect(numbers.filter((index) => table.keep(index, index + 1) !== 0)).toEqual([]);
  table.take(texts);
  expect(numbers.filter((index) => table.keep(index, -1) !== index + 1)).toEqual([]);
});

test('each 32 bits of a hash alone collide as seldom as chance would have it, and no two together', () => {
  const into = new Int32Array(3);
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
    const seen = [new Set<number>(), new Set<number>(), new Set<number>()];
    const pairs = [new Set<string>(), new Set<string>(), new Set<string>()];
    for (let index = 0; index < count; index += 1) {
      hashText(write(index), into, 0);
      const [a = 0, b = 0, c = 0] = into;
      for (const [at, word] of [a, b, c].entries()) seen[at]?.add(word);
      for (const [at, pair] of [`${a} ${b}`, `${b} ${c}`, `${a} ${c}`].entries()) pairs[at]?.add(pair);
    }
    // Of 200,000 chance makes 4.7 pairs collide; 20 has odds of one in ten million.
    for (const words of seen) expect(count - words.size).toBeLessThan(20);
    for (const words of pairs) expect(words.size).toBe(count);
  }
});
