import { expect, test } from 'vitest';
import { defineProgram, parseProgram } from './parse-program.ts';
import { full } from './program-testing.ts';

const nothing = [undefined, null, '', 'x', 0, -1, 1.5, Number.NaN, true, 5n, [], {}, new Date(Number.NaN), () => 1];
const oddities = [...nothing, ...nothing.map((value) => [value]), ...nothing.map((value) => ({ per: value, odd: 1 }))];

test('every mistake in a program has a message of Pointbook’s own', () => {
  const whole = defineProgram(full);
  for (const odd of oddities) {
    for (const input of [odd, ...withOddityAt(whole, odd)]) {
      const parsed = parseProgram(input);
      for (const { problem, fix } of parsed.isErr() ? parsed.error.problems : []) {
        expect(problem).toMatch(/^(must|is|has|names|takes|or|over|does|counts) /);
        expect(fix).not.toBe('');
      }
    }
  }
});

/** The value with an oddity in each of its places, one at a time. */
function withOddityAt(value: unknown, odd: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    [odd, ...withOddityAt(inner, odd)].map((changed) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
    ),
  );
}
