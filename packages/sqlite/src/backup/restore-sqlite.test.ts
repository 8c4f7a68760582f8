import {
  chmodSync,
  existsSync,
  linkSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { describe, expect, test } from 'vitest';
import { backupSqlite } from './backup-sqlite.ts';
import { restoreSqlite, type RestoreSqliteOptions } from './restore-sqlite.ts';
import { drivers, temporaryFile, temporaryFolder } from '../sample-ledger-testing.ts';
import { sqliteStore, type SqliteStore } from '../sqlite-store.ts';

const program = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }] },
} as const;

const on = (store: SqliteStore) => createPointbook({ program, store });
const check = (restored: SqliteStore) => verify(on(restored));

describe.each(drivers)('a restore with %s', (driver, openDatabase) => {
  /** A ledger that sold once, was backed up, and sold again. */
  async function backedUp() {
    const to = temporaryFile();
    const from = join(temporaryFolder(), 'points.backup');
    const ledger = on(sqliteStore(to, { driver }));
    const sell = async (invoiceId: string) =>
      (await ledger.saveInvoice({ invoiceId, memberId: 'C-17', currency: 'EUR', total: 10 }))._unsafeUnwrap();
    (await ledger.enrolMember({ memberId: 'C-17' }))._unsafeUnwrap();
    await sell('INV-1');
    (await backupSqlite({ from: to, to: from, check, driver }))._unsafeUnwrap();
    await sell('INV-2');
    const restore = (changes: Partial<RestoreSqliteOptions> = {}) =>
      restoreSqlite({ from, to, check, driver, ...changes });
    return { from, to, ledger, restore, left: () => readdirSync(dirname(to)).toSorted() };
  }

  async function closed() {
    const shop = await backedUp();
    (await shop.ledger.close())._unsafeUnwrap();
    return shop;
  }

  async function balanceIn(file: string): Promise<number> {
    const ledger = on(sqliteStore(file, { driver }));
    const { balance } = (await ledger.getBalance({ memberId: 'C-17' }))._unsafeUnwrap();
    (await ledger.close())._unsafeUnwrap();
    return balance;
  }

  test('puts the backup in the place of the ledger, and keeps that beside it', async () => {
    const { from, to, restore, left } = await closed();
    chmodSync(to, 0o640);
    const steps: string[] = [];
    const onProgress: RestoreSqliteOptions['onProgress'] = ({ step }) => {
      if (steps.at(-1) !== step) steps.push(step);
    };
    const receipt = (await restore({ onProgress }))._unsafeUnwrap();
    const replaced = String(receipt.replaced);
    expect(receipt).toEqual({ file: to, replaced, members: 1, entries: 1 });
    // Of a small one, not every driver tells how far the copy is.
    expect(steps.filter((step) => step !== 'copying')).toEqual(['restoring', 'checking', 'keeping', 'replacing']);
    expect([await balanceIn(to), await balanceIn(replaced), await balanceIn(from)]).toEqual([10, 20, 10]);
    expect(left()).toEqual(['points.db', replaced.slice(dirname(to).length + 1)].toSorted());
    expect([to, replaced].map((file) => statSync(file).mode & 0o777)).toEqual([0o640, 0o640]);
    expect((await restore())._unsafeUnwrap().replaced).toBe(`${replaced}-2`);
  });

  test('refuses while another connection has the ledger open, whether it works or not', async () => {
    const { to, ledger, restore, left } = await backedUp();
    const before = left();
    expect((await restore())._unsafeUnwrapErr()).toMatchObject({ kind: 'ledger-in-use', file: to });
    expect(left()).toEqual(before);
    expect((await ledger.getBalance({ memberId: 'C-17' }))._unsafeUnwrap().balance).toBe(20);
    (await ledger.close())._unsafeUnwrap();
    expect((await restore()).isOk()).toBe(true);
  });

  test('lets nobody open the ledger until it is done', async () => {
    const { to, restore } = await closed();
    const refused: unknown[] = [];
    const open = () => {
      const database = openDatabase(to);
      try {
        database.prepare('SELECT count(*) FROM pointbook_entries').get();
        refused.push('nothing');
      } catch (thrown) {
        refused.push((thrown as Error).message);
      } finally {
        database.close();
      }
    };
    const during: RestoreSqliteOptions['check'] = (restored) => {
      open();
      return check(restored);
    };
    expect((await restore({ check: during })).isOk()).toBe(true);
    open();
    expect(refused).toEqual(['database is locked', 'nothing']);
  });

  test('a connection that had opened the ledger and not looked at it is told, and harms neither', async () => {
    const { to, restore } = await closed();
    const early = openDatabase(to);
    const { replaced } = (await restore())._unsafeUnwrap();
    expect(() => early.exec('PRAGMA journal_mode = WAL')).toThrow(/not a database/);
    expect(() => early.prepare('SELECT count(*) FROM pointbook_entries').get()).toThrow(/not a database/);
    early.close();
    expect([await balanceIn(to), await balanceIn(String(replaced))]).toEqual([10, 20]);
  });

  test('another name of the old ledger keeps what it had', async () => {
    const { to, restore } = await closed();
    const other = `${to}.mine`;
    linkSync(to, other);
    (await restore())._unsafeUnwrap();
    expect([await balanceIn(to), await balanceIn(other)]).toEqual([10, 20]);
  });

  test('a name that leads to the ledger leads to the restored one', async () => {
    const { to, restore } = await closed();
    const link = join(temporaryFolder(), 'link.db');
    symlinkSync(to, link);
    expect((await restore({ to: link }))._unsafeUnwrap().file).toBe(to);
    expect(await balanceIn(link)).toBe(10);
  });

  test('restores to where there is nothing', async () => {
    const { to, restore, left } = await closed();
    renameSync(to, `${to}.away`);
    expect((await restore())._unsafeUnwrap()).toMatchObject({ file: to, replaced: null });
    expect(await balanceIn(to)).toBe(10);
    expect(left()).toEqual(['points.db', 'points.db.away']);
  });

  test('leaves the ledger as it is where there is no backup, or one that does not add up', async () => {
    const { from, to, restore, left } = await closed();
    expect((await restore({ from: to }))._unsafeUnwrapErr().message).toContain('is the ledger itself');
    expect((await restore({ from: `${from}.none` }))._unsafeUnwrapErr().kind).toBe('store-path-unusable');
    const hand = openDatabase(from);
    hand.exec(`UPDATE pointbook_accounts SET account = json_insert(account, '$[1][0][1]', 1900000000000)`);
    hand.close();
    expect((await restore())._unsafeUnwrapErr()).toMatchObject({
      kind: 'backup-not-verified',
      findings: [{ memberId: 'C-17' }],
    });
    writeFileSync(from, 'no database at all, and long enough to be read as one'.repeat(20));
    expect((await restore())._unsafeUnwrapErr().kind).toBe('store-corrupt');
    expect([await balanceIn(to), left()]).toEqual([20, ['points.db']]);
  });

  test('replaces no database of somebody else, and nothing that it cannot lock', async () => {
    const { restore } = await closed();
    const others = temporaryFile();
    const database = openDatabase(others);
    database.exec('CREATE TABLE theirs (text)');
    database.close();
    expect((await restore({ to: others }))._unsafeUnwrapErr().message).toContain('has no tables pointbook_*');
    const text = temporaryFile();
    writeFileSync(text, 'a text that somebody needs'.repeat(40));
    expect((await restore({ to: text }))._unsafeUnwrapErr()).toMatchObject({ kind: 'store-corrupt' });
    expect((await restore({ to: temporaryFolder() }))._unsafeUnwrapErr().message).toContain('is no file');
    const empty = temporaryFile();
    openDatabase(empty).close();
    expect((await restore({ to: empty })).isOk()).toBe(true);
  });

  test('applies no log of a ledger that was moved away', async () => {
    const { to, restore } = await closed();
    renameSync(to, `${to}.away`);
    writeFileSync(`${to}-wal`, 'a log');
    expect((await restore())._unsafeUnwrapErr().message).toContain('belongs to a ledger that was moved away');
    expect(existsSync(to)).toBe(false);
  });

  test('takes the options that it has', () => {
    const options = { from: 'a', to: 'b', check } as const;
    expect(() => restoreSqlite({ ...options, from: '' })).toThrow('`from` must name a file.');
    expect(() => restoreSqlite({ ...options, tablePrefix: 'a b' })).toThrow(RangeError);
    expect(() => restoreSqlite({ ...options, form: 'a' } as never)).toThrow('has no option "form"');
  });
});
