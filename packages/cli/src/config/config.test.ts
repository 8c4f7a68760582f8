import { mkdirSync, writeFileSync } from 'node:fs';
import { createPointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { defineConfig } from '@pointbook/core/config';
import { sqliteStore } from '@pointbook/sqlite';
import { describe, expect, test } from 'vitest';
import { done, openFolder, openShop, type Shop } from '../cli-testing.ts';
import { findConfig } from './find-config.ts';
import { loadConfig } from './load-config.ts';

const warung = {
  programId: 'warung',
  name: 'Warung',
  timeZone: 'UTC',
  currency: 'IDR',
  earn: { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1000 } }] },
} as const;
const code = JSON.stringify(warung);

/** Runs a command with a configuration file, where the environment says nothing of the ledger. */
function configured(shop: Shop, name: string, text: string) {
  const file = shop.path(name);
  writeFileSync(file, text);
  const env = { POINTBOOK_DB: '', POINTBOOK_ACTOR: '' };
  return async (...args: readonly string[]) => shop.runAt({ env }, ...args, '--config', file);
}

describe('A configuration file', () => {
  test.each([
    ['ts', `const db: string = 'shop.db';\nexport default { db, program: ${code}, actor: 'back office' };`],
    ['mjs', `export default { db: 'shop.db', program: ${code}, actor: 'back office' };`],
    ['json', JSON.stringify({ db: 'shop.db', program: 'rules.json', actor: 'back office' })],
  ])('in %s says where the ledger is, what its rules are, and who works on it', async (end, text) => {
    const shop = openFolder();
    writeFileSync(shop.path('rules.json'), code);
    const run = configured(shop, `pointbook.config.${end}`, text);
    await done(run('migrate'));
    await done(run('member', 'add', 'C-17'));
    await done(run('adjust', 'C-17', 'add', '5', '--reason', 'gift'));
    expect((await done(run('find', '--json'))).stdout).toContain('"actor":"back office"');
    const rulesFile = ['--program', shop.path('rules.json')];
    expect(await shop.json('verify', '--db', shop.path('shop.db'), ...rulesFile)).toMatchObject({ members: 1 });
  });

  test('yields to the environment, and both to the options', async () => {
    const shop = await openShop({ 'C-17': 5 });
    const file = shop.path('another.json');
    writeFileSync(file, JSON.stringify({ db: 'none.db', tablePrefix: 'other_', actor: 'nobody' }));
    const args = ['--config', file, '--table-prefix', 'pointbook_', '--json'];
    const gift = await shop.run('adjust', 'C-17', 'add', '5', '--reason', 'gift', ...args);
    expect(gift).toMatchObject({ code: 0, stdout: expect.stringContaining('"balance": 10') as string });
    const [entry] = await shop.json<{ actor: string }[]>('find', '--kind', 'adjustment');
    expect(entry?.actor).toBe('staff-3');
  });

  test('brings plugins, whose verbs can be called', async () => {
    const shop = openFolder();
    const plugin = `{
      name: 'greeting', verbs: { hello: Object.assign(() => () => 'never', {
        verb: 'hello', type: 'query', input: { schema: { json: { properties: {} } } }, failures: [], writes: false, sends: false }) },
    }`;
    const run = configured(
      shop,
      'pointbook.config.mjs',
      `export default { db: 'shop.db', program: ${code}, plugins: [${plugin}] };`,
    );
    const { stdout } = await done(run('call', '--list', '--json'));
    const names = (JSON.parse(stdout) as { verb: string }[]).map(({ verb }) => verb);
    expect(names).toEqual(expect.arrayContaining(['greeting.hello', 'reports.status', 'codes.requestRedemption']));
    await done(run('migrate'));
    await done(run('verify'));
  });
});

test('a ledger is made of what a configuration says, with the verbs of its plugins', async () => {
  const { plugins, program: rules } = defineConfig({
    program: { ...warung, redeem: { rate: { points: 1, money: 10 } }, plugins: { codes: {} } },
    plugins: [codes()],
  });
  const pointbook = createPointbook({ program: rules, plugins, store: sqliteStore(':memory:') });
  const asked = await pointbook.codes.requestRedemption({ memberId: 'C-17', redemptionId: 'R-1', points: 10 });
  (await pointbook.close())._unsafeUnwrap();
  expect(asked.isErr() && asked.error.kind).toBe('no-otp-secret');
});

test('the next configuration upward is read', () => {
  const { path } = openFolder();
  mkdirSync(path('shop/till/src'), { recursive: true });
  expect(findConfig(undefined, path('shop/till/src'))).toBe(null);
  writeFileSync(path('pointbook.config.json'), '{}');
  writeFileSync(path('shop/pointbook.config.ts'), '');
  expect(findConfig(undefined, path('shop/till/src'))).toBe(path('shop/pointbook.config.ts'));
  expect(findConfig('pointbook.config.json', path('.'))).toBe(path('pointbook.config.json'));
  writeFileSync(path('shop/pointbook.config.json'), '{}');
  expect(() => findConfig(undefined, path('shop/till'))).toThrow('has pointbook.config.ts and pointbook.config.json');
});

describe('What is wrong with a configuration is told by name:', () => {
  test.each([
    ['json', '{', 'invalid-json', 'is not JSON'],
    ['json', '[]', 'invalid-config', 'must hold an object'],
    ['json', '{ "dbs": "x.db" }', 'invalid-config', 'did you mean "db"?'],
    ['json', '{ "db": 5 }', 'invalid-config', '`db` of the configuration must be a text, such as "points.db"'],
    ['json', '{ "plugins": ["codes"] }', 'invalid-config', '`plugins` of the configuration must be a list of plugins'],
    ['json', '{ "parts": {} }', 'invalid-config', '`parts` of the configuration must be a list of parts'],
    ['json', '{ "program": 5 }', 'invalid-config', '`program` of the configuration must be the definition'],
    ['json', '{ "program": { "programId": "x" } }', 'invalid-program', 'pointbook.config.json: The program has'],
    ['mjs', 'export default', 'config-unreadable', 'cannot be loaded'],
    ['mjs', 'throw new Error("No secret here.");', 'config-unreadable', 'No secret here.'],
    ['mjs', 'import "../none.mjs";', 'config-unreadable', 'none.mjs'],
    ['mjs', 'export const config = {};', 'invalid-config', 'exports nothing by default'],
  ])('in %s: %s', async (end, text, kind, said) => {
    const shop = openFolder();
    const { code: exitCode, stdout, stderr } = await configured(shop, `pointbook.config.${end}`, text)('verify');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`${kind}: `);
    expect(stderr).toContain(said);
  });

  test('that it is not there', async () => {
    const shop = openFolder();
    expect(await shop.run('verify', '--config', shop.path('none.json'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no-config: ') as string,
    });
  });

  test('that it is in TypeScript, where Node does not run that', async () => {
    const { path } = openFolder();
    writeFileSync(path('pointbook.config.ts'), 'export default {};');
    await expect(loadConfig(path('pointbook.config.ts'), false)).rejects.toMatchObject({
      kind: 'config-needs-types',
      message: expect.stringContaining('use Node 22.18 or later, or write the file as .mjs or .json') as string,
    });
  });
});

test('plugins of the configuration stand in for those of the same name', async () => {
  const { pluginsWith } = await import('../ledger/plugins.ts');
  const own = codes({ secret: 'x'.repeat(32) });
  expect(pluginsWith([own]).filter(({ name }) => name === 'codes')).toEqual([own]);
});
