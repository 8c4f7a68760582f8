import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineTable } from './line-table.ts';
import { hashText } from './text-hash.ts';

test('a table tells the first line of a text, however many it keeps', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 5 }), { maxLength: 300 }),
      (texts) => {
        const table = lineTable();
        const first = new Map<string, number>();
        for (const [index, text] of texts.entries()) {
          expect(table.keep(text, index + 1)).toBe(first.get(text) ?? 0);
          if (!first.has(text)) first.set(text, index + 1);
        }
      },
    ),
  );
});

test('a table grows without losing or inventing anything', () => {
  const table = lineTable();
  const numbers = Array.from({ length: 200_000 }, (_, index) => index);
  expect(numbers.filter((index) => table.keep(`+62812${10_000_000 + index}`, index + 1) !== 0)).toEqual([]);
  expect(numbers.filter((index) => table.keep(`+62812${10_000_000 + index}`, -1) !== index + 1)).toEqual([]);
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
      hashText(write(index), into);
      const [a = 0, b = 0, c = 0] = into;
      for (const [at, word] of [a, b, c].entries()) seen[at]?.add(word);
      for (const [at, pair] of [`${a} ${b}`, `${b} ${c}`, `${a} ${c}`].entries()) pairs[at]?.add(pair);
    }
    // Of 200,000 chance makes 4.7 pairs collide; 20 has odds of one in ten million.
    for (const words of seen) expect(count - words.size).toBeLessThan(20);
    for (const words of pairs) expect(words.size).toBe(count);
  }
});
