import { runInNewContext } from 'node:vm';
import { CommitFailure } from '@pointbook/core';
import { ledgerView } from '@pointbook/testing';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ayu,
  budi,
  changes,
  errorOf,
  memberWith,
  profile,
  shop,
  valueOf,
  write,
} from '@pointbook/testing/sample-ledger';
import { openerOf, openFile } from './open-file.ts';
import { drivers, temporaryFile, temporaryFolder } from './sample-ledger-testing.ts';
import { sqliteStore } from './sqlite-store.ts';
import { sqliteErrorOf } from './store-errors.ts';

describe.each(drivers)('what cannot be done is said by its kind, with %s', (driver, openDatabase) => {
  const give = (points: number) => () => ({ changes: changes({ members: [memberWith(ayu, points)] }), value: points });

  test('another connection holds the lock for too long', async () => {
    const file = temporaryFile();
    const store = sqliteStore(file, { driver, lockTimeoutMs: 60 });
    await write(store, {});
    const other = openDatabase(file);
    other.exec('BEGIN IMMEDIATE');
    const error = errorOf(await ledgerView(store).transact(shop, {}, give(5)));
    expect(error).toMatchObject({ kind: 'store-locked', written: 'no', retryable: true });
    other.exec('ROLLBACK');
    expect(valueOf(await ledgerView(store).transact(shop, {}, give(5)))).toBe(5);
    other.close();
    await store.close();
  });

  test('a full database takes nothing of the batch, and all of it once there is more room', async () => {
    const database = openDatabase(temporaryFile());
    const store = sqliteStore(database);
    await write(store, {});
    database.exec('PRAGMA max_page_count = 60');
    const many = Array.from({ length: 5000 }, (_, index) => memberWith(`C-${index}` as typeof ayu, 1));
    const fill = () => ({ changes: changes({ members: many }), value: null });
    expect(errorOf(await ledgerView(store).transact(shop, {}, fill))).toMatchObject({
      kind: 'store-full',
      written: 'no',
    });
    expect(valueOf(await ledgerView(store).reader.scanMembers(shop, null, 9))).toEqual([]);
    database.exec('PRAGMA max_page_count = 100000');
    valueOf(await ledgerView(store).transact(shop, {}, fill));
    database.close();
  });

  test('a database that is open for reading only can be read', async () => {
    const file = temporaryFile();
    const writer = sqliteStore(file, { driver });
    await write(writer, { members: [memberWith(ayu, 5)] });
    const database = openDatabase(file, { readOnly: true });
    const store = sqliteStore(database);
    expect(valueOf(await ledgerView(store).reader.member(shop, ayu))).toEqual(memberWith(ayu, 5));
    expect(errorOf(await ledgerView(store).transact(shop, {}, give(6)))).toMatchObject({
      kind: 'store-read-only',
      written: 'no',
    });
    database.close();
    await writer.close();
  });

  test('a connection that may only query', async () => {
    const database = openDatabase(temporaryFile());
    database.exec('PRAGMA query_only = ON');
    expect(errorOf(await sqliteStore(database).open()).kind).toBe('store-read-only');
    database.close();
  });

  test.each([
    ['a file that is no database', 'It was never a database, only words. '.repeat(40)],
    ['a header and nothing more', `SQLite format 3\0${'\xff'.repeat(5000)}`],
  ])('%s', async (_, content) => {
    const file = temporaryFile();
    writeFileSync(file, content, 'latin1');
    const error = errorOf(await sqliteStore(file, { driver }).open());
    expect(error).toMatchObject({ kind: 'store-corrupt', written: 'no' });
    expect(error.message).toContain(file);
  });

  test('a folder in place of a file, and a folder that is not there', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'points.db'));
    for (const path of [join(folder, 'points.db'), join(folder, 'nowhere', 'points.db')]) {
      const error = errorOf(await sqliteStore(path, { driver }).open());
      expect(error).toMatchObject({ kind: 'store-path-unusable', written: 'no' });
      expect(error.message).toContain(`${path}: the path given to sqliteStore() must name a file`);
    }
  });

  test('a value that the database refuses', async () => {
    const store = sqliteStore(':memory:', { driver });
    const same = [profile(ayu, { phone: '+1' }), profile(budi, { phone: '+1' })];
    const error = errorOf(
      await ledgerView(store).transact(shop, {}, () => ({ changes: changes({ profiles: same }), value: null })),
    );
    expect(error).toMatchObject({ kind: 'store-rejected', written: 'no' });
    const half = { ...memberWith(ayu, 0.5) };
    expect(
      errorOf(
        await ledgerView(store).transact(shop, {}, () => ({ changes: changes({ members: [half] }), value: null })),
      ).kind,
    ).toBe('store-rejected');
  });

  test('a store that was closed, and a database that the host closed', async () => {
    const store = sqliteStore(temporaryFile(), { driver });
    await write(store, {});
    valueOf(await store.close());
    valueOf(await store.close());
    expect(errorOf(await ledgerView(store).transact(shop, {}, give(5))).kind).toBe('store-closed');
    expect(errorOf(await store.open()).kind).toBe('store-closed');
    const database = openDatabase(':memory:');
    const shared = sqliteStore(database);
    await write(shared, {});
    database.close();
    expect(errorOf(await ledgerView(shared).reader.member(shop, ayu)).kind).toBe('store-closed');
  });

  test('tables that somebody dropped', async () => {
    const database = openDatabase(':memory:');
    const store = sqliteStore(database);
    await write(store, {});
    database.exec('DROP TABLE pointbook_accounts');
    const error = errorOf(await ledgerView(store).reader.member(shop, ayu));
    expect(error.kind).toBe('store-corrupt');
    expect(error.message).toContain('restore a backup');
  });

  test('a record that a newer Pointbook wrote', async () => {
    const database = openDatabase(':memory:');
    const store = sqliteStore(database);
    await write(store, { members: [memberWith(ayu, 5)] });
    database.exec(`UPDATE pointbook_accounts SET format = 2`);
    expect(errorOf(await ledgerView(store).reader.member(shop, ayu)).kind).toBe('store-schema-newer');
  });

  test('a COMMIT that failed otherwise than by a lock may have been written', () => {
    const full = Object.assign(new Error('disk is full'), { code: 'SQLITE_FULL' });
    expect(sqliteErrorOf(new CommitFailure('', { cause: full }), 'x')).toMatchObject({
      kind: 'store-full',
      written: 'unknown',
      retryable: false,
    });
  });
});

test.each(['near "STRICT": syntax error', 'no such function: json_each', 'too many SQL variables'])(
  'a statement that this SQLite refuses (%s) is no reason to restore a backup',
  (message) => {
    for (const code of [{ code: 'SQLITE_ERROR' }, { code: 'ERR_SQLITE_ERROR', errcode: 1 }]) {
      const error = sqliteErrorOf(Object.assign(new Error(message), code), 'points.db');
      expect(error).toMatchObject({ kind: 'store-driver-missing', written: 'no', retryable: false });
      expect(error.message).toContain('use a newer driver');
      expect(error.message).not.toContain('backup');
    }
  },
);

test('no driver at all, or not the one that is asked for', async () => {
  const none = { 'better-sqlite3': async () => null, 'node:sqlite': async () => null };
  await expect(openFile(':memory:', undefined, none)).rejects.toMatchObject({ kind: 'store-driver-missing' });
  await expect(openFile(':memory:', 'better-sqlite3', none)).rejects.toThrow('npm install better-sqlite3');
});

test('a Node that is too old is told, before a driver is loaded that would end it', async () => {
  for (const old of ['20.20.2', '22.13.1']) {
    await expect(openerOf('better-sqlite3', undefined, old)).rejects.toMatchObject({
      kind: 'store-driver-missing',
      message: `Use Node 22.14 or later: this is Node ${old}.`,
    });
  }
  for (const current of ['22.14.0', '26.0.0'])
    expect(await openerOf('better-sqlite3', undefined, current)).toBeTypeOf('function');
});

test('a failure of another realm is one, as in Jest', () => {
  const thrown: unknown = runInNewContext("Object.assign(new Error('full'), { code: 'SQLITE_FULL', errcode: 13 })");
  expect(sqliteErrorOf(thrown, 'x')).toMatchObject({ kind: 'store-full' });
});

test('what is no failure of storage is thrown', async () => {
  const mistake = new TypeError('a mistake');
  expect(() => sqliteErrorOf(mistake, 'x')).toThrow(mistake);
  const store = sqliteStore(':memory:');
  await expect(ledgerView(store).transact(shop, {}, () => ({ changes: null as never, value: null }))).rejects.toThrow(
    TypeError,
  );
  valueOf(await store.close());
});
