import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { done, openShop } from '../cli-testing.ts';
import { programChanges } from '../ledger/program-changes.ts';

/** A ledger with an entry, and a way to change the file of the rules. */
async function openChanging() {
  const shop = await openShop({ 'C-17': 5 });
  const file = shop.path('pointbook.json');
  const change = (from: string, to: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  return { ...shop, change };
}

interface Listed {
  readonly version: string;
  readonly ofFile: boolean;
  readonly ofNewestEntry: boolean;
}

test('rules that were changed are compared with those of the newest entry, published once, and listed', async () => {
  const shop = await openChanging();
  const [first] = await shop.json<Listed[]>('program', 'list');
  expect(first).toMatchObject({ name: 'Warung Ayu', ofFile: true, ofNewestEntry: true });
  expect(await shop.json('program', 'diff')).toEqual([]);

  shop.change('"of": 1000', '"of": 500');
  expect(await shop.json('program', 'diff')).toEqual([
    { path: 'earn.rules[base].earn.of', before: '1000', after: '500' },
  ]);
  const published = await shop.json<{ version: string }>('program', 'publish');
  expect(published).toMatchObject({ isNew: true });
  expect(await shop.json('program', 'publish')).toEqual({ ...published, isNew: false });
  const versions = await shop.json<Listed[]>('program', 'list');
  expect(versions).toHaveLength(2);
  expect(versions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ version: first?.version, ofFile: false, ofNewestEntry: true }),
      expect.objectContaining({ version: published.version, ofFile: true, ofNewestEntry: false }),
    ]),
  );
  const between = await shop.json('program', 'diff', published.version, String(first?.version));
  expect(between).toEqual([{ path: 'earn.rules[base].earn.of', before: '500', after: '1000' }]);
});

test('the rules of the file and of a version are shown as JSON', async () => {
  const shop = await openChanging();
  const shown = JSON.parse((await done(shop.run('program', 'show'))).stdout) as { version: string; name: string };
  expect(shown).toMatchObject({ programId: 'warung-ayu', name: 'Warung Ayu' });
  shop.change('Warung Ayu', 'Warung Budi');
  const before = await done(shop.run('program', 'show', shown.version.slice(0, 12)));
  expect(JSON.parse(before.stdout)).toEqual(shown);
  expect(await shop.run('program', 'show', 'v-none')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('unknown-version: ') as string,
  });
});

test('rules of another currency are not published', async () => {
  const shop = await openChanging();
  shop.change('"IDR"', '"EUR"');
  expect(await shop.run('program', 'publish')).toMatchObject({
    code: 5,
    stderr: expect.stringContaining('store-other-program: ') as string,
  });
});

test('a ledger without an entry has nothing to compare with', async () => {
  const shop = await openShop();
  expect(await shop.run('program', 'diff')).toMatchObject({ code: 3 });
});

test('what was added and taken away is told by its path, and what did not change is not', () => {
  const old = {
    version: 'a',
    earn: {
      rules: [
        { ruleId: 'base', of: 1 },
        { ruleId: 'old', of: 2 },
      ],
    },
    days: [1, 2],
  };
  const now = {
    version: 'b',
    earn: {
      rules: [
        { ruleId: 'base', of: 1 },
        { ruleId: 'new', of: 2 },
      ],
    },
    days: [1, 3],
  };
  expect(programChanges(old, now)).toEqual([
    { path: 'days[1]', before: '2', after: '3' },
    { path: 'earn.rules[new].of', before: null, after: '2' },
    { path: 'earn.rules[new].ruleId', before: null, after: '"new"' },
    { path: 'earn.rules[old].of', before: '2', after: null },
    { path: 'earn.rules[old].ruleId', before: '"old"', after: null },
  ]);
});
