import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { verbsOf } from '@pointbook/core/plugin';
import { describe, expect, test } from 'vitest';
import { done, openShop, type Shop } from '../cli-testing.ts';
import { plugins } from '../ledger/plugins.ts';

const names = verbsOf(plugins).map(({ path }) => path.at(-1) ?? '');
/** Verbs of the library, but for those that are words of any language. */
const verbs = new RegExp(
  `\\b(${names.filter((name) => /[A-Z]/.test(name)).join('|')}|createPointbook|defineProgram)\\b`,
);

async function errorOf(shop: Shop, ...args: readonly string[]): Promise<string> {
  const { code, stderr } = await shop.run(...args);
  expect(code).not.toBe(0);
  expect(stderr).not.toMatch(verbs);
  return stderr;
}

describe('An error says what to do on the command line, and names no verb of the library', () => {
  test('of a sale that is another member’s', async () => {
    const shop = await openShop({ 'C-17': 0, 'C-18': 0 });
    await done(shop.run('earn', 'INV-1', '--member', 'C-17', '--total', '1000'));
    expect(await errorOf(shop, 'earn', 'INV-1', '--member', 'C-18', '--total', '1000')).toContain(
      'move it by a program of your own',
    );
  });

  test('of a member who is enrolled, or whose phone and card are taken', async () => {
    const shop = await openShop();
    await done(shop.run('member', 'add', 'C-17', '--phone', '+628111000111', '--card', 'K-1'));
    expect(await errorOf(shop, 'member', 'add', 'C-17', '--name', 'Ayu')).toContain('by a program of your own');
    for (const taken of [
      ['--phone', '+628111000111'],
      ['--card', 'K-1'],
    ])
      expect(await errorOf(shop, 'member', 'add', 'C-18', ...taken)).toContain('`pointbook member find` tells who');
  });

  test('of a reward that the program does not have', async () => {
    const shop = await openShop({ 'C-17': 100 });
    expect(await errorOf(shop, 'redeem', 'C-17', '--reward', 'none')).toContain('the file of the program lists them');
  });

  test('of rules for a plugin that the command line does not have', async () => {
    const shop = await openShop();
    const file = shop.path('pointbook.json');
    const rules = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...rules, plugins: { stamps: {} } }));
    expect(await errorOf(shop, 'report', 'status')).toContain('The rules are for a program of your own, which has it.');
  });

  test('of a row that is damaged', async () => {
    const shop = await openShop({ 'C-17': 100 });
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
    const database = new DatabaseSync(shop.path('points.db'));
    database.exec("UPDATE pointbook_records SET body = '{' || body WHERE key = 'C-17'");
    database.close();
    expect(await errorOf(shop, 'member', 'show', 'C-17')).toContain('`pointbook verify` lists what is');
  });
});

test('what is no regular file is named as what it is, where a ledger was meant', async () => {
  const shop = await openShop();
  const makePipe = 'mkfifo';
  execFileSync(makePipe, [shop.path('pipe')]);
  for (const [place, what] of [
    ['pipe', 'a pipe'],
    ['.', 'a folder'],
  ] as const)
    expect(await shop.run('report', 'status', '--db', shop.path(place))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`is ${what}: a ledger is in a regular file, or on PostgreSQL.`) as string,
    });
});

test('a list of invoices is no invoice, and an empty one is nothing to do', async () => {
  const shop = await openShop();
  for (const [content, said] of [
    ['[]', 'has no invoice: there is nothing to do'],
    ['[{}, {}]', 'has a list of 2: give one invoice'],
  ] as const)
    expect(await shop.runAt({ piped: content }, 'earn', '--file', '-')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(said) as string,
    });
});
