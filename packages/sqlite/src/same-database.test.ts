import { relative } from 'node:path';
import { noChanges } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { shop, valueOf } from '@pointbook/testing/sample-ledger';
import { drivers, joined, temporaryFile } from './sample-ledger-testing.ts';
import { sqliteStore } from './sqlite-store.ts';

describe.each(drivers)('joining, with %s', (driver, openDatabase) => {
  test('another database than the ledger is in throws, and makes no tables there', () => {
    const store = sqliteStore(temporaryFile(), { driver });
    for (const other of [openDatabase(temporaryFile()), openDatabase(':memory:')]) {
      other.exec('BEGIN');
      expect(() => store.join(other)).toThrow('another database');
      other.exec('COMMIT');
      expect(other.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()).toEqual({ tables: 0 });
      other.close();
    }
  });

  test('another connection to the same file may be joined, however the file is named', async () => {
    const file = temporaryFile();
    const host = openDatabase(file);
    const store = sqliteStore(relative(process.cwd(), file), { driver });
    host.exec('BEGIN');
    expect(valueOf(joined(store, host).transact(shop, {}, () => ({ changes: noChanges, value: 1 })))).toBe(1);
    host.exec('COMMIT');
    host.close();
    await store.close();
  });

  test('what is no database is told so', () => {
    expect(() => sqliteStore(temporaryFile(), { driver }).join({} as never)).toThrow('Join an open database');
  });
});
