import { coreWords } from '@pointbook/core/store';
import {
  appliedNumber,
  checkNumber,
  createViews,
  dropViews,
  runNow,
  type Dialect,
  type Names,
  type Tables,
} from '@pointbook/sql';
import type { Connection } from './driver.ts';
import { initial } from './migrations/0001-initial.ts';

/** All changes of the schema, in order. */
const migrations = [initial];
const newest = migrations.length;

/** What migrating needs to know of a ledger. */
export interface Migrated {
  readonly tables: Tables;
  readonly dialect: Dialect;
}

/**
 * The number of the last migration; 0 where there is no ledger.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook made the tables.
 */
export function schemaNumber(connection: Connection, { tables, dialect }: Migrated): number {
  const present = runNow(appliedNumber(tables, dialect.hasTable), connection.ask);
  return checkNumber(`The tables ${dialect.index('*')} have`, present, newest);
}

/** Whether the tables are there as this package knows them. */
export function isMigrated(connection: Connection, ledger: Migrated): boolean {
  return schemaNumber(connection, ledger) === newest;
}

/** Brings the schema up to date, inside a transaction that is open and holds the write lock. */
export function migrate(connection: Connection, ledger: Migrated, names: Names): void {
  const { tables, dialect } = ledger;
  const present = schemaNumber(connection, ledger);
  if (present === 0) {
    connection.exec(
      `CREATE TABLE IF NOT EXISTS ${tables.migrations} (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT`,
    );
  }
  for (const { number, name, sql } of migrations.slice(present)) {
    connection.exec(sql(tables));
    connection.prepare(`INSERT INTO ${tables.migrations} VALUES (?, ?, ?)`).run(number, name, Date.now());
  }
  runNow(names.giveWords(coreWords), connection.ask);
  connection.exec(dropViews(dialect.index));
  connection.exec(createViews(tables, dialect, dialect.index));
}
