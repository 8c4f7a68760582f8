import { transform } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { withDroppableValues } from '../../scripts/droppable-values.ts';

/** What a bundler leaves of a module of which it needs what the module itself uses. */
async function leftOf(text: string): Promise<string> {
  const { code } = await transform(text, { loader: 'ts', format: 'esm', treeShaking: true, minifyWhitespace: true });
  return code.trim();
}

describe('a value of a module that nobody uses', () => {
  test.each([
    ['a call made', 'const verb = command({ name: "sell", input: shape<Sale>()(strict({ total: whole(1) })) });'],
    ['a class made', 'const known = new Map([["sale", sales]]);'],
    ['is read off something', 'const limit = limits.most;'],
    ['is made of others', 'const verbs = { ...ofMembers, ...ofSales };'],
    ['is a list of others', 'const all = [...some, ...others];'],
    ['has a computed name', 'const checks = { [sales.kind]: [] } as const;'],
    ['one of two in a statement', 'const one = two(), three = `${four()}`;'],
  ])('is dropped where it %s', async (_, text) => {
    expect(await leftOf(text)).not.toBe('');
    expect(await leftOf(withDroppableValues(text))).toBe('');
  });

  test('is what it was where somebody does, on the same lines', async () => {
    const text = `// first
      export const words = [
        // as they are written
        'a',
        'b',
      ].map((word) => word.toUpperCase()) satisfies string[];
      export const { length } = words;`;
    const droppable = withDroppableValues(text);
    expect(droppable.split('\n').length).toBe(text.split('\n').length);
    const code = `data:text/javascript,${encodeURIComponent(await leftOf(droppable))}`;
    expect(await import(code)).toMatchObject({ words: ['A', 'B'], length: 2 });
  });
});

test('a value that is only written down stays as it is', () => {
  const text = `
    const most = 10;
    const words = ['a', { b: [/c/u, most] }];
    const later = (given: number) => Math.min(given, most);
    function of() {
      const made = new Map();
      return made;
    }`;
  expect(withDroppableValues(text)).toBe(text);
});
