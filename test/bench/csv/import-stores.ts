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
import { valueOf } from '../value-of.ts';
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

const tables = ['versions', 'accounts', 'entries', 'notes'] as const;

/** A SQLite file in a folder. */
export function sqliteImports(folder: string): ImportStore {
  const fileOf = (name: string) => join(folder, `${name}.db`);
  return {
    name: 'sqlite',
    importRaw: importRawSqlite,
    baseline: 'csv/raw-sqlite.ts',
    prepare: async (name, members) => {
      await enrolFirst(sqliteStore(fileOf(name)));
      const database = new Database(fileOf(name));
      const others = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${members - 1})`;
      database.exec(
        `INSERT INTO pointbook_accounts SELECT sequence, balance, lot_points, held, debt, last_instant, due_at, program,
           format, printf('C-%07d', i), account, activity
         FROM (${others} SELECT i FROM n), pointbook_accounts WHERE i < ${members};
         INSERT INTO pointbook_records SELECT program, kind, format, printf('C-%07d', i),
           json_set(body, '$.memberId', printf('C-%07d', i))
         FROM (${others} SELECT i FROM n), pointbook_records WHERE i < ${members};
         INSERT INTO pointbook_lists SELECT program, kind, list, rank, printf('C-%07d', i), printf('C-%07d', i)
         FROM (${others} SELECT i FROM n), pointbook_lists WHERE i < ${members}`,
      );
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
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
      await enrolFirst(postgresStore(url));
      const pool = openPool(url, 1);
      const others = `generate_series(1, ${members - 1}) AS i`;
      const other = `'C-' || lpad(i::text, 7, '0')`;
      await pool.query(
        `INSERT INTO pointbook.accounts (program, member_id, sequence, balance, lot_points, held, debt, last_instant,
           position, format, account, activity)
         SELECT program, ${other}, sequence, balance, lot_points, held, debt, last_instant, position, format, account,
           activity FROM pointbook.accounts, ${others}`,
      );
      await pool.query(
        `INSERT INTO pointbook.records (program, kind, key, format, body)
         SELECT program, kind, ${other}, format, jsonb_set(body::jsonb, '{memberId}', to_jsonb(${other}))::text
         FROM pointbook.records, ${others}`,
      );
      await pool.query(
        `INSERT INTO pointbook.lists (program, kind, list, value, rank, key)
         SELECT program, kind, list, ${other}, rank, ${other} FROM pointbook.lists, ${others}`,
      );
      await pool.query('VACUUM ANALYZE');
      await pool.end();
    },
    copy: async (prepared, name) => {
      const url = await databases.copy(prepared, name);
      await databases.settle();
      return url;
    },
    remove: async () => {},
    rowsOf: postgresRows,
  };
}

async function enrolFirst(store: RecordStore): Promise<void> {
  const pointbook = createPointbook({ program: shop, store });
  valueOf(await pointbook.enrolMember({ memberId: giftedId(0), name: 'Customer', actor: 'staff-1' }));
  valueOf(await pointbook.close());
}
