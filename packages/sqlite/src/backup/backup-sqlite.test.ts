import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createPointbook, type Pointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { describe, expect, test } from 'vitest';
import { backupSqlite, type BackupSqliteOptions } from './backup-sqlite.ts';
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
const sale = (invoiceId: string) => ({ invoiceId, memberId: 'C-17', currency: 'EUR', total: 10 }) as const;

async function sell(ledger: Pointbook, ...invoiceIds: readonly string[]): Promise<void> {
  for (const invoiceId of invoiceIds) (await ledger.saveInvoice(sale(invoiceId)))._unsafeUnwrap();
}

describe.each(drivers)('a backup with %s', (driver, openDatabase) => {
  /** A ledger of one member and three sales, and a place for its backup. */
  async function soldLedger() {
    const from = temporaryFile();
    const store = sqliteStore(from, { driver });
    const ledger = on(store);
    (await ledger.enrolMember({ memberId: 'C-17' }))._unsafeUnwrap();
    await sell(ledger, 'INV-1', 'INV-2', 'INV-3');
    const to = join(temporaryFolder(), 'points.backup');
    const back = (changes: Partial<BackupSqliteOptions> = {}) => backupSqlite({ from, to, check, driver, ...changes });
    return { from, store, ledger, to, back, left: () => readdirSync(dirname(to)) };
  }

  async function invoicesIn(file: string): Promise<unknown> {
    const database = openDatabase(file);
    try {
      const rows = database.prepare('SELECT key FROM pointbook_invoice_view ORDER BY key').all();
      return (rows as { key: string }[]).map(({ key }) => key);
    } finally {
      database.close();
    }
  }

  test('is one file with the whole ledger, which goes on where that was', async () => {
    const { ledger, to, back, left } = await soldLedger();
    expect((await back())._unsafeUnwrap()).toEqual({ file: to, bytes: statSync(to).size, members: 1, entries: 3 });
    expect(left()).toEqual(['points.backup']);
    await sell(ledger, 'INV-4');
    await ledger.close();

    const restored = on(sqliteStore(to, { driver }));
    expect((await restored.getBalance({ memberId: 'C-17' }))._unsafeUnwrap().balance).toBe(30);
    await sell(restored, 'INV-1', 'INV-5');
    expect((await restored.getBalance({ memberId: 'C-17' }))._unsafeUnwrap().balance).toBe(40);
    await restored.close();
    expect(await invoicesIn(to)).toEqual(['INV-1', 'INV-2', 'INV-3', 'INV-5']);
  });

  test('reports its progress, and is of the moment at which it began, while others write between its steps', async () => {
    const { from, ledger, to, back } = await soldLedger();
    const busy = openDatabase(from);
    busy.exec('CREATE TABLE filler (text)');
    busy.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
      INSERT INTO filler SELECT hex(randomblob(500)) FROM n`);
    const steps: (string | number)[] = [];
    const onProgress: BackupSqliteOptions['onProgress'] = ({ step, share }) => {
      steps.push(share ?? step);
      // A backup that begins anew at each write would never come to its end.
      if (steps.length > 100) throw new Error('It begins anew, again and again.');
      busy.prepare('INSERT INTO filler VALUES (?)').run(`after ${steps.length}`);
    };
    expect((await back({ onProgress })).isOk()).toBe(true);
    const shares = steps.filter((step) => typeof step === 'number');
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(steps.slice(-2)).toEqual(['restoring', 'checking']);
    busy.close();
    await ledger.close();
    const copy = openDatabase(to);
    expect(copy.prepare("SELECT count(*) AS later FROM filler WHERE text LIKE 'after%'").get()).toEqual({ later: 0 });
    copy.close();
  });

  test('of a database that the host has open has nothing of its open transaction, and leaves that as it is', async () => {
    const { from, store, back, to } = await soldLedger();
    const host = openDatabase(from);
    host.exec('BEGIN IMMEDIATE');
    createPointbook({ program, store }).within(host).saveInvoice(sale('INV-4'))._unsafeUnwrap();
    expect((await back({ from: host }))._unsafeUnwrap().entries).toBe(3);
    host.exec('COMMIT');
    host.close();
    await store.close();
    expect(await invoicesIn(from)).toEqual(['INV-1', 'INV-2', 'INV-3', 'INV-4']);
    expect(await invoicesIn(to)).toEqual(['INV-1', 'INV-2', 'INV-3']);
  });

  test('is not what the check looked at: what that writes is in its copy', async () => {
    const { back, to, ledger } = await soldLedger();
    const taken = await back({
      check: (restored) =>
        on(restored)
          .saveInvoice(sale('INV-9'))
          .mapErr((error) => error as never)
          .andThen(() => check(restored)),
    });
    expect(taken._unsafeUnwrap().entries).toBe(4);
    await ledger.close();
    expect(await invoicesIn(to)).toEqual(['INV-1', 'INV-2', 'INV-3']);
  });

  test('of a ledger that was changed by hand fails', async () => {
    const { from, back, left, ledger } = await soldLedger();
    const hand = openDatabase(from);
    hand.exec(`UPDATE pointbook_accounts SET account = json_insert(account, '$[1][0][1]', 1900000000000)`);
    hand.close();
    const error = (await back())._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'backup-not-verified', findings: [{ memberId: 'C-17' }] });
    expect(left()).toEqual([]);
    await ledger.close();
  });

  test('of a damaged database fails, also where no balance is wrong', async () => {
    const { from, back, left, ledger } = await soldLedger();
    await ledger.close();
    const hand = openDatabase(from);
    const index = hand
      .prepare("SELECT rootpage AS page FROM sqlite_schema WHERE name = 'pointbook_entries_date'")
      .get();
    const { page_size: pageSize } = hand.prepare('PRAGMA page_size').get() as { page_size: number };
    hand.close();
    // The number of the index's cells, after its header: one less than there are.
    const file = openSync(from, 'r+');
    writeSync(file, Buffer.from([0, 2]), 0, 2, ((index as { page: number }).page - 1) * pageSize + 3);
    closeSync(file);
    const error = (await back())._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'backup-not-verified', findings: [] });
    expect(error.message).toMatch(
      /is damaged, so it was deleted\. The database .+ is damaged too \(.+ page \d+\)\. Restore an earlier backup\./,
    );
    expect(left()).toEqual([]);
  });

  test('of a file without a ledger fails, and makes no ledger', async () => {
    const { back, left, ledger } = await soldLedger();
    const nowhere = join(temporaryFolder(), 'none.db');
    expect((await back({ from: nowhere }))._unsafeUnwrapErr().message).toContain('There is no file');
    expect(existsSync(nowhere)).toBe(false);
    const memory = openDatabase(':memory:');
    expect((await back({ from: memory }))._unsafeUnwrapErr().message).toContain('in memory');
    memory.close();
    const others = temporaryFile();
    openDatabase(others).close();
    expect((await back({ from: others }))._unsafeUnwrapErr()).toMatchObject({ kind: 'store-path-unusable' });
    expect((await back({ tablePrefix: 'other_' }))._unsafeUnwrapErr().message).toContain('no tables other_*');
    writeFileSync(others, 'not a database, though long enough to be taken for one at the first glance'.repeat(20));
    expect((await back({ from: others }))._unsafeUnwrapErr().kind).toBe('store-corrupt');
    expect(left()).toEqual([]);
    await ledger.close();
  });

  test('of a newer Pointbook is left to that', async () => {
    const { from, back, left, ledger } = await soldLedger();
    const hand = openDatabase(from);
    hand.exec("INSERT INTO pointbook_migrations VALUES (999, 'later', 0)");
    hand.close();
    expect((await back())._unsafeUnwrapErr().kind).toBe('store-schema-newer');
    expect(left()).toEqual([]);
    await ledger.close();
  });

  test('takes the place of nothing', async () => {
    const { back, to, ledger } = await soldLedger();
    writeFileSync(to, 'older');
    expect((await back())._unsafeUnwrapErr().kind).toBe('backup-exists');
    expect(readFileSync(to, 'utf8')).toBe('older');
    await ledger.close();
  });

  test('whose check fails or throws makes no file', async () => {
    const { back, left, ledger } = await soldLedger();
    const closed = (restored: SqliteStore) => restored.close().andThen(() => check(restored));
    expect((await back({ check: closed }))._unsafeUnwrapErr().kind).toBe('store-closed');
    const mistaken = () => {
      throw new Error('a mistake in check');
    };
    await expect(back({ check: mistaken })).rejects.toThrow('a mistake in check');
    expect(left()).toEqual([]);
    await ledger.close();
  });
});

test('wrong options throw', () => {
  expect(() => backupSqlite({ from: '', to: 'a', check })).toThrow('`from` must name a file');
  expect(() => backupSqlite({ from: {} as never, to: 'a', check })).toThrow('`from` must name a file');
  expect(() => backupSqlite({ from: 'a', to: '', check })).toThrow('`to` must name the file');
  expect(() => backupSqlite({ from: 'a', to: 'b', check: undefined as never })).toThrow('`check` must be a function');
  expect(() => backupSqlite({ from: 'a', to: 'b', check, tablePrefix: 'no good' })).toThrow('tablePrefix');
});
