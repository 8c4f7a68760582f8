import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '@pointbook/sqlite';
import { expect, test } from 'vitest';
import { done, openShop } from '../cli-testing.ts';

/** A ledger of 50 points that was backed up, and has 55 now. */
async function backedUp() {
  const shop = await openShop({ 'C-17': 50 });
  const backup = shop.path('before.db');
  await done(shop.run('backup', backup));
  await done(shop.run('adjust', 'C-17', 'add', '5', '--reason', 'later'));
  return { ...shop, backup };
}

test('a backup takes the place of the ledger, and the ledger is kept beside it', async () => {
  const shop = await backedUp();
  const answer = await shop.json<{ replaced: string }>('restore', shop.backup, '--yes');
  expect(answer).toMatchObject({ file: shop.path('points.db'), members: 1, entries: 1 });
  expect(await shop.json('member', 'show', 'C-17')).toMatchObject({ balance: 50 });
  expect(await shop.json('member', 'show', 'C-17', '--db', answer.replaced)).toMatchObject({ balance: 55 });
});

test('it says what it would do, and asks', async () => {
  const shop = await backedUp();
  const refused = await shop.run('restore', shop.backup);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('What was written since that backup is in the file that is kept beside it');
  expect(refused.stderr).toContain('--yes');
  expect(await shop.runAt({ columns: 80, typed: 'no\n' }, 'restore', shop.backup)).toMatchObject({ code: 2 });
  expect(await shop.json('member', 'show', 'C-17')).toMatchObject({ balance: 55 });
  expect(await shop.runAt({ columns: 80, typed: 'y\n' }, 'restore', shop.backup)).toMatchObject({ code: 0 });
});

test('it is refused while anyone has the ledger open', async () => {
  const shop = await backedUp();
  const till = sqliteStore(shop.path('points.db'));
  (await till.open())._unsafeUnwrap();
  expect(await shop.run('restore', shop.backup, '--yes')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('ledger-in-use: ') as string,
  });
  (await till.close())._unsafeUnwrap();
});

test('a backup that does not add up, or is of another program, restores nothing and leaves nothing', async () => {
  const shop = await backedUp();
  const files = () => readdirSync(dirname(shop.backup)).toSorted();
  const before = files();
  const other = await shop.run('init', '--name', 'Other', '--currency', 'IDR', '--program', shop.path('other.json'));
  expect(other.code).toBe(0);
  const strange = await shop.run('restore', shop.backup, '--yes', '--program', shop.path('other.json'));
  expect(strange).toMatchObject({ code: 5, stderr: expect.stringContaining('store-other-program') as string });
  const database = new DatabaseSync(shop.backup);
  database.exec(
    'DROP TRIGGER pointbook_entries_no_update; UPDATE pointbook_entries SET delta = 51, balance_after = 51',
  );
  database.close();
  const { code, stderr } = await shop.run('restore', shop.backup, '--yes');
  expect({ code, stderr }).toMatchObject({ code: 6, stderr: expect.stringMatching(/^.+\nC-17, entry 1: /) as string });
  expect(files()).toEqual([...before, 'other.json'].toSorted());
  expect(await shop.json('member', 'show', 'C-17')).toMatchObject({ balance: 55 });
});

test('without a ledger it makes one, and without a backup nothing', async () => {
  const shop = await backedUp();
  const elsewhere = shop.path('new.db');
  expect(await shop.run('restore', shop.path('none.db'), '--db', elsewhere)).toMatchObject({ code: 5 });
  expect(existsSync(elsewhere)).toBe(false);
  expect(await shop.json('restore', shop.backup, '--db', elsewhere)).toMatchObject({ replaced: null });
  expect(await shop.json('member', 'show', 'C-17', '--db', elsewhere)).toMatchObject({ balance: 50 });
});

test('of a ledger on PostgreSQL it says what to do instead', async () => {
  const shop = await openShop();
  const { code, stderr } = await shop.run('restore', 'points.dump', '--db', 'postgres://pos:secret@localhost/shop');
  expect(code).toBe(2);
  expect(stderr).toContain('pg_restore --exit-on-error --single-transaction');
  expect(stderr).not.toContain('secret');
});
