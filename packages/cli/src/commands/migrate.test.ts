import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { done, openShop } from '../cli-testing.ts';

const tables = 'The tables are as this version of Pointbook needs them.\n';
const formats =
  'Records are written in the formats of this version from now on. Processes that do not know them are refused.\n';

/** A ledger whose profiles an older library wrote, and the format that the ledger has for them now. */
async function olderShop() {
  const shop = await openShop({ 'C-17': 5 });
  const database = () => new DatabaseSync(shop.path('points.db'));
  const older = database();
  older.exec(`UPDATE pointbook_records SET body = json_set(body, '$[1].profile', 0) WHERE key = 'ledger'`);
  older.close();
  const format = () => {
    const opened = database();
    const [row] = opened
      .prepare(`SELECT body ->> '$[1].profile' AS format FROM pointbook_records WHERE key = 'ledger'`)
      .all();
    opened.close();
    return row?.['format'];
  };
  return { shop, format };
}

test('migrate leaves the formats of a ledger as they are, for processes of an older version', async () => {
  const { shop, format } = await olderShop();
  expect(await shop.run('migrate')).toEqual({ code: 0, stdout: '', stderr: tables });
  expect(format()).toBe(0);
});

test('migrate --finish raises the formats, and says what that means', async () => {
  const { shop, format } = await olderShop();
  expect(await shop.run('migrate', '--finish')).toEqual({ code: 0, stdout: '', stderr: `${tables}${formats}` });
  expect(format()).toBe(1);
  expect(await shop.run('migrate', '--finish')).toEqual({ code: 0, stdout: '', stderr: `${tables}${formats}` });
});

test('migrate --finish needs the rules, and leaves the tables made where there are none', async () => {
  const shop = await openShop();
  expect(await shop.run('migrate', '--finish', '--program', 'none.json')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`${tables}file-unreadable: none.json cannot be read`) as string,
  });
});

test('migrate --print writes the SQL that would be run, which makes the ledger, and runs nothing', async () => {
  const shop = await openShop();
  const other = shop.path('other.db');
  const { stdout } = await done(shop.run('migrate', '--print', '--db', other));
  expect(existsSync(other)).toBe(false);
  const database = new DatabaseSync(other);
  database.exec(`BEGIN; ${stdout} COMMIT`);
  database.close();
  expect(await shop.json('verify', '--db', other)).toMatchObject({ members: 0, findings: [] });
  const nothing = 'The tables are as this version of Pointbook needs them: nothing would be run.\n';
  expect(await shop.run('migrate', '--print', '--db', other)).toEqual({ code: 0, stdout: '', stderr: nothing });
  expect(await shop.run('migrate', '--print', '--finish')).toMatchObject({ code: 2 });
});

test('the help of migrate says when to finish', async () => {
  const shop = await openShop();
  const { stdout } = await done(shop.runAt({ columns: 200 }, 'migrate', '--help'));
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'which an older version may not know; use it once every process runs this version or a newer one',
  );
});
