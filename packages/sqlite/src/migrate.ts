import { type AnyRecordKind, tillKinds } from '@pointbook/core/store';
import {
  appliedNumber,
  checkNumber,
  createRecordViews,
  createViews,
  dropViews,
  kindsWithoutView,
  runNow,
  type Dialect,
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
  /** Kinds of records of plugins, which have views, too. */
  readonly kinds: readonly AnyRecordKind[];
}

/**
 * The number of the last migration; 0 where there is no ledger.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook made the tables.
 */
export function schemaNumber(connection: Connection, { tables, dialect }: Omit<Migrated, 'kinds'>): number {
  const present = runNow(appliedNumber(tables, dialect.hasTable), connection.ask);
  return checkNumber(`The tables ${dialect.index('*')} have`, present, newest);
}

/** Whether the tables and views are there as this package knows them. */
export function isMigrated(connection: Connection, ledger: Migrated): boolean {
  if (schemaNumber(connection, ledger) < newest) return false;
  return runNow(kindsWithoutView(ledger.kinds, ledger.dialect, ledger.dialect.index), connection.ask).length === 0;
}

/** Brings the schema up to date, inside a transaction that is open and holds the write lock. */
export function migrate(connection: Connection, ledger: Migrated): void {
  const { tables, dialect, kinds } = ledger;
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
  connection.exec(dropViews(dialect.index, [...tillKinds, ...kinds]));
  connection.exec(createViews(tables, dialect, dialect.index));
  connection.exec(createRecordViews(tables, dialect, dialect.index, kinds));
}
