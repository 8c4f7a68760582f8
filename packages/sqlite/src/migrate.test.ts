import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { ledgerView, noChanges } from '@pointbook/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ayu, errorOf, load, memberWith, shop, valueOf, write } from '@pointbook/testing/sample-ledger';
import { drivers, joined, temporaryFile } from './sample-ledger-testing.ts';
import { sqliteStore } from './sqlite-store.ts';

/** Opens the file that it is told, enrols a member there, closes, and answers what went wrong, if anything. */
const opener = `
  import { sqliteStore } from '@pointbook/sqlite';
  import { emptyAccount } from '@pointbook/core';
  import { nothingToLoad, nothingToStore, storedAccount } from '@pointbook/core/store';
  process.on('message', async ({ file, driver, memberId }) => {
    const store = sqliteStore(file, { driver, lockTimeoutMs: 20_000 });
    const account = storedAccount({ account: emptyAccount(memberId), activity: { days: [] } });
    const changes = { ...nothingToStore, accounts: [{ isNew: true, dueWas: undefined, account }] };
    const done = await store.open()
      .andThen(() => store.transact('shop', nothingToLoad, () => ({ changes, value: null })))
      .andThen(() => store.close());
    process.send(done.isOk() ? 'done' : done.error.kind + ' ' + done.error.message);
  });
  process.send('ready');
`;

test('eight processes open one empty file at once', { timeout: 600_000 }, async () => {
  const execArgv = ['--conditions=@pointbook/source', '--input-type=module', '--eval', opener];
  const members = Array.from({ length: 8 }, (_, index) => `C-${index}`);
  const children = members.map(() =>
    spawn(process.execPath, execArgv, { cwd: import.meta.dirname, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  );
  const answers = () => Promise.all(children.map(async (child) => (await once(child, 'message'))[0] as unknown));
  onTestFinished(() => children.forEach((child) => child.disconnect()));
  await answers();
  for (const [driver] of drivers) {
    for (let round = 0; round < 5; round++) {
      const file = temporaryFile();
      const answered = answers();
      for (const [index, child] of children.entries()) child.send({ file, driver, memberId: members[index] });
      expect(await answered).toEqual(members.map(() => 'done'));
      const store = sqliteStore(file, { driver });
      const scanned = valueOf(await ledgerView(store).reader.scanMembers(shop, null, 99));
      expect(scanned.map(({ account }) => account.memberId)).toEqual(members);
      await store.close();
    }
  }
});

describe.each(drivers)('the tables make themselves, with %s', (driver, openDatabase) => {
  test('a newer schema is refused and left as it is', async () => {
    const file = temporaryFile();
    const database = openDatabase(file);
    database.exec('CREATE TABLE pointbook_migrations (number INTEGER PRIMARY KEY, more TEXT)');
    database.exec('INSERT INTO pointbook_migrations (number) VALUES (99)');
    const before = database.prepare('SELECT * FROM sqlite_schema').all();
    const store = sqliteStore(file, { driver });
    expect(errorOf(await store.open())).toMatchObject({ kind: 'store-schema-newer', written: 'no' });
    expect(database.prepare('SELECT * FROM sqlite_schema').all()).toEqual(before);
    database.close();
  });

  test('those that were made before the first release are named as that, and what to do with them is told', async () => {
    const file = temporaryFile();
    const store = sqliteStore(file, { driver });
    valueOf(await store.open());
    await store.close();
    const database = openDatabase(file);
    // The views came with the tables.
    database.exec('DELETE FROM pointbook_migrations WHERE number > 1');
    const before = database.prepare('SELECT * FROM sqlite_schema').all();
    const error = errorOf(await sqliteStore(file, { driver }).open());
    expect(error).toMatchObject({ kind: 'store-schema-older', written: 'no', retryable: false });
    expect(error.message).toContain('never published');
    expect(error.message).toContain('import that file as opening balances into a new ledger');
    expect(database.prepare('SELECT * FROM sqlite_schema').all()).toEqual(before);
    database.close();
  });

  test('with migrate: false they are neither made nor touched, in a file that is somebody else’s', async () => {
    const file = temporaryFile();
    const database = openDatabase(file);
    database.exec('CREATE TABLE notes (text)');
    const told = () => [
      database.prepare('SELECT * FROM sqlite_schema').all(),
      database.prepare('PRAGMA journal_mode').get(),
    ];
    const before = told();
    const error = errorOf(await sqliteStore(file, { driver, migrate: false }).open());
    expect(error).toMatchObject({ kind: 'store-schema-older', written: 'no' });
    expect(error.message).toContain('migrate: true');
    expect(told()).toEqual(before);
    database.exec('BEGIN');
    const within = joined(sqliteStore(database, { migrate: false }), database);
    expect(errorOf(within.transact(shop, {}, () => ({ changes: noChanges, value: null })))).toMatchObject({
      kind: 'store-schema-older',
    });
    database.exec('ROLLBACK');
    expect(told()).toEqual(before);
    database.close();
    valueOf(await sqliteStore(file, { driver }).open());
    valueOf(await sqliteStore(file, { driver, migrate: false }).open());
  });

  test('two ledgers with different prefixes share a file', async () => {
    const file = temporaryFile();
    const [kopi, teh] = [
      sqliteStore(file, { driver, tablePrefix: 'kopi_' }),
      sqliteStore(file, { driver, tablePrefix: 'teh_' }),
    ];
    await write(kopi, { members: [memberWith(ayu, 5)] });
    expect((await load(teh, { members: [ayu] })).members.get(ayu)).toBeNull();
    expect((await load(kopi, { members: [ayu] })).members.get(ayu)).toEqual(memberWith(ayu, 5));
    await kopi.close();
    await teh.close();
  });

  test('a file of our own is set up for safety, the settings of the host stay', async () => {
    const file = temporaryFile();
    const store = sqliteStore(file, { driver });
    await write(store, {});
    const database = openDatabase(file);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    await store.close();
    database.close();
    const host = openDatabase(temporaryFile());
    const settings = () =>
      ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map((name) =>
        host.prepare(`PRAGMA ${name}`).get(),
      );
    const before = settings();
    await write(sqliteStore(host), {});
    expect(settings()).toEqual(before);
    host.close();
  });
});

test.each(['', 'a b', '1a', 'a"', 'sqlite_', 'é', 'x'.repeat(49)])('no table can be named after %j', (tablePrefix) => {
  expect(() => sqliteStore(':memory:', { tablePrefix })).toThrow(RangeError);
});

test('what is no database is no target', () => {
  for (const target of ['', null, 5, {}, { prepare() {}, exec() {} }])
    expect(() => sqliteStore(target as never)).toThrow(TypeError);
});

test('a database of another driver is named as what it is', () => {
  class Database {
    readonly inTransaction = false;
    prepare(): void {}
    exec(): void {}
  }
  expect(() => sqliteStore(new Database() as never)).toThrow('not an object of the class Database');
  expect(() => sqliteStore(Promise.resolve('points.db') as never)).toThrow('not a promise: await it first');
  expect(() => sqliteStore('postgres://pos:secret@localhost/shop')).toThrow(/^(?!.*secret).*not a URL of postgres\./);
  expect(() => sqliteStore(':memory:').join(new Database() as never)).toThrow('not an object of the class Database');
});

test('opening is one act, however often it is asked for, and can be tried again', async () => {
  const database = new DatabaseSync(':memory:');
  database.exec('PRAGMA query_only = ON');
  const store = sqliteStore(database);
  expect((await Promise.all([store.open(), store.open()])).every((result) => result.isErr())).toBe(true);
  database.exec('PRAGMA query_only = OFF');
  valueOf(await store.open());
  database.close();
});
