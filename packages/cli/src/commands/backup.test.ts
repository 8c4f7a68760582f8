import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { done, openShop } from '../cli-testing.ts';

test('a backup is there once it was restored and adds up, and is never written over another', async () => {
  const shop = await openShop({ 'C-17': 50 });
  const copy = shop.path('before.db');
  expect(await shop.json('backup', copy)).toMatchObject({ file: copy, members: 1, entries: 1 });
  await done(shop.run('adjust', 'C-17', 'add', '5', '--reason', 'later'));
  expect(await shop.json('member', 'show', 'C-17', '--db', copy)).toMatchObject({ balance: 50 });
  expect(await shop.run('backup', copy)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('backup-exists') as string,
  });
});

test('what does not add up leaves no file, and ends with 6', async () => {
  const shop = await openShop({ 'C-17': 50 });
  const database = new DatabaseSync(shop.path('points.db'));
  database.exec(
    'DROP TRIGGER pointbook_entries_no_update; UPDATE pointbook_entries SET delta = 51, balance_after = 51',
  );
  database.close();
  const copy = shop.path('before.db');
  const { code, stdout, stderr } = await shop.run('backup', copy);
  expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
  expect(stderr).toMatch(/^C-17, entry 1: .+\nbackup-not-verified: /);
  expect(existsSync(copy)).toBe(false);
  expect(readdirSync(dirname(copy)).filter((name) => name.includes('partial'))).toEqual([]);
});

test('without a ledger, or without the folder, there is none', async () => {
  const shop = await openShop();
  expect(await shop.run('backup', shop.path('x.db'), '--db', shop.path('typo.db'))).toMatchObject({ code: 5 });
  expect(await shop.run('backup', shop.path('no-folder/x.db'))).toMatchObject({ code: 5 });
  expect([existsSync(shop.path('x.db')), existsSync(shop.path('typo.db'))]).toEqual([false, false]);
});
