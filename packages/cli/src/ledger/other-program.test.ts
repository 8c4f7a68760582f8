import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openShop } from '../cli-testing.ts';

test.each([
  ['currency', (rules: string) => rules.replace('"IDR"', '"EUR"'), 'currency IDR'],
  ['time zone', (rules: string) => rules.replace('Asia/Jakarta', 'Asia/Makassar'), 'time zone Asia/Jakarta'],
  ['mistyped id', (rules: string) => rules.replace('"warung-ayu"', '"warung"'), '--new-program'],
])('a program with another %s reads nothing and writes nothing', async (_what, change, words) => {
  const shop = await openShop({ 'C-17': 50 });
  const other = shop.path('other.json');
  writeFileSync(other, change(readFileSync(shop.path('pointbook.json'), 'utf8')));
  for (const command of [
    ['member', 'show', 'C-17'],
    ['report', 'liability'],
    ['adjust', 'C-17', 'add', '5'],
  ]) {
    const refused = await shop.run(...command, '--program', other);
    expect(refused).toMatchObject({ code: 5, stdout: '' });
    expect(refused.stderr.replace(/\s+/g, ' ')).toMatch(/^store-other-program: /);
    expect(refused.stderr).toContain(words);
  }
  expect(await shop.json('member', 'show', 'C-17')).toMatchObject({ balance: 50 });
});
