import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import type { Databases } from '../postgres/databases.ts';
import { rowsOf as postgresRows } from '../postgres/prove-equal.ts';
import { openPool } from '../postgres/raw-ledger.ts';
import type { Row } from '../same-rows.ts';
import { shop } from '../shop.ts';
import { rowsOf as sqliteRows } from '../sqlite/prove-equal.ts';
import { valueOf } from '../../support/value-of.ts';
import { asAnother, readMember, writeCopies } from '../write-copies.ts';
import { giftedId } from './gift-file.ts';
import { importRawPostgres } from './raw-postgres.ts';
import { importRawSqlite } from './raw-sqlite.ts';

/** Where files are imported to. */
export interface ImportStore {
  readonly name: 'sqlite' | 'postgres';
  /** The baseline, and where it stands. */
  readonly importRaw: typeof importRawSqlite;
  readonly baseline: string;
  /** Makes a ledger of so many members, who have no points. */
  prepare(name: string, members: number): Promise<void>;
  /** A copy of a prepared ledger: where it is. */
  copy(prepared: string, name: string): Promise<string>;
  remove(name: string): Promise<void>;
  /** What an import writes. */
  rowsOf(location: string): Promise<Readonly<Record<string, readonly Row[]>>>;
}

/** What both sides write: the job, and what the ledger says of its plugins, are records of ours alone. */
const tables = ['versions', 'accounts', 'entries', 'notes'] as const;

/** A SQLite file in a folder. */
export function sqliteImports(folder: string): ImportStore {
  const fileOf = (name: string) => join(folder, `${name}.db`);
  return {
    name: 'sqlite',
    importRaw: importRawSqlite,
    baseline: 'csv/raw-sqlite.ts',
    prepare: async (name, members) => {
      await enrol(sqliteStore(fileOf(name)), members);
    },
    copy: async (prepared, name) => {
      copyFileSync(fileOf(prepared), fileOf(name));
      return fileOf(name);
    },
    remove: async (name) => {
      for (const end of ['', '-wal', '-shm']) rmSync(`${fileOf(name)}${end}`, { force: true });
    },
    rowsOf: async (location) => {
      const database = new Database(location, { readonly: true });
      const rows = Object.fromEntries(tables.map((table) => [table, sqliteRows(database, table)]));
      database.close();
      return rows;
    },
  };
}

/** Databases of a PostgreSQL. */
export function postgresImports(databases: Databases): ImportStore {
  return {
    name: 'postgres',
    importRaw: importRawPostgres,
    baseline: 'csv/raw-postgres.ts',
    prepare: async (name, members) => {
      const url = await databases.create(name);
      await enrol(postgresStore(url), members);
      const pool = openPool(url, 1);
      await pool.query('VACUUM ANALYZE');
      await pool.end();
    },
    copy: async (prepared, name) => {
      const url = await databases.copy(prepared, name);
      await databases.settle();
      return url;
    },
    remove: async () => {},
    rowsOf: async (location) => {
      const rows = await postgresRows(location);
      return Object.fromEntries(tables.map((table) => [table, rows[table] ?? []]));
    },
  };
}

/** A call enrols the first member, and the store writes the same of the others. */
async function enrol(store: RecordStore, members: number): Promise<void> {
  const pointbook = createPointbook({ program: shop, store });
  valueOf(await pointbook.enrolMember({ memberId: giftedId(0), name: 'Customer', actor: 'staff-1' }));
  const first = await readMember(store, giftedId(0));
  await writeCopies(store, members, (index) => asAnother(first, giftedId(index), index));
  valueOf(await pointbook.close());
}
