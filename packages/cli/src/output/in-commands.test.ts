import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { verbsOf } from '@pointbook/core/plugin';
import { describe, expect, test } from 'vitest';
import { done, openShop, type Shop } from '../cli-testing.ts';
import { inCommands } from './in-commands.ts';
import { plugins } from '../ledger/plugins.ts';

const names = verbsOf(plugins).map(({ path }) => path.at(-1) ?? '');
/** Verbs of the library, but for those that are words of any language. */
const verbs = new RegExp(
  `\\b(${names.filter((name) => /[A-Z]/.test(name)).join('|')}|createPointbook|defineProgram)\\b`,
);

async function errorOf(shop: Shop, ...args: readonly string[]): Promise<string> {
  const { code, stderr } = await shop.run(...args);
  expect(code).not.toBe(0);
  expect(stderr.replace(/`pointbook call [\w.]+`/g, '')).not.toMatch(verbs);
  return stderr;
}

describe('An error says what to do on the command line, and names no verb of the library', () => {
  test('of a sale that is another member’s', async () => {
    const shop = await openShop({ 'C-17': 0, 'C-18': 0 });
    await done(shop.run('earn', 'INV-1', '--member', 'C-17', '--total', '1000'));
    expect(await errorOf(shop, 'earn', 'INV-1', '--member', 'C-18', '--total', '1000')).toContain(
      'move it by `pointbook move`',
    );
  });

  test('of a member who is enrolled, or whose phone and card are taken', async () => {
    const shop = await openShop();
    await done(shop.run('member', 'add', 'C-17', '--phone', '+628111000111', '--card', 'K-1'));
    expect(await errorOf(shop, 'member', 'add', 'C-17', '--name', 'Ayu')).toContain(
      'change them by `pointbook call updateMember`',
    );
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
    expect(await errorOf(shop, 'report', 'status')).toContain('Add it to `plugins` of pointbook.config.ts.');
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

const message = 'The library says this in other words now.';

test.each([
  [{ kind: 'invoice-has-member', invoiceId: 'INV-1' }, 'Invoice "INV-1" belongs to a member already'],
  [{ kind: 'unknown-reward', rewardId: 'tea' }, 'no reward "tea"'],
  [{ kind: 'code-required', points: 600 }, 'to redeem 600 points'],
  [{ kind: 'job-running', jobId: 'J-1' }, 'stop it with `pointbook job stop`'],
  [{ kind: 'unknown-job', jobId: 'J-1' }, '`pointbook job list` has them'],
  [{ kind: 'phone-taken' }, '`pointbook member find` tells who'],
  [{ kind: 'idempotency-key-reused', field: 'memberId', id: 'C-17' }, 'Member "C-17" is enrolled already'],
  [{ kind: 'backup-not-verified', findings: [{}, {}] }, 'there are 2 findings in it'],
  [{ kind: 'backup-tool-missing', tool: 'pg_dump', path: '/opt/pg_dump' }, 'There is no program /opt/pg_dump'],
  [
    { kind: 'store-other-program', remedied: { problem: 'It has others.', remedy: 'new-program' as const } },
    'It has others. Correct the programId, or give --new-program',
  ],
  [
    { kind: 'store-corrupt', remedied: { problem: 'A row is damaged.', remedy: 'verify' as const } },
    'A row is damaged. `pointbook verify` lists what is',
  ],
])('%o is told by its kind and its fields, whatever the library says of it', (error, said) => {
  expect(inCommands({ ...error, message })).toContain(said);
  expect(inCommands({ ...error, message })).not.toContain(message);
});

test.each([
  { kind: 'insufficient-points', requested: 5 },
  { kind: 'idempotency-key-reused', field: 'idempotencyKey', id: 'K-1' },
  { kind: 'backup-not-verified', findings: [] },
  { kind: 'toString' },
])('%o is told as the library tells it', (error) => {
  expect(inCommands({ ...error, message })).toBe(message);
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
