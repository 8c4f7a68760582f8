import { StoreFailure } from '@pointbook/core';
import type { Connection } from './driver.ts';
import { initial } from './migrations/0001-initial.ts';
import { isTableMissing } from './store-errors.ts';
import type { Tables } from './tables.ts';

/** All changes of the schema, in order. */
const migrations = [initial];
const newest = migrations.length;

/**
 * Whether the tables are there as this package knows them.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook made them.
 */
export function isMigrated(connection: Connection, tables: Tables): boolean {
  return schemaNumber(connection, tables) === newest;
}

/**
 * Whether there is a ledger, be its tables older than this package.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook made them.
 */
export function isLedger(connection: Connection, tables: Tables): boolean {
  return schemaNumber(connection, tables) > 0;
}

/** Brings the schema up to date, inside a transaction that is open and holds the write lock. */
export function migrate(connection: Connection, tables: Tables): void {
  const present = schemaNumber(connection, tables);
  if (present === 0) {
    connection.exec(
      `CREATE TABLE IF NOT EXISTS ${tables.migrations} (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT`,
    );
  }
  for (const { number, name, sql } of migrations.slice(present)) {
    connection.exec(sql(tables));
    connection.prepare(`INSERT INTO ${tables.migrations} VALUES (?, ?, ?)`).run(number, name, Date.now());
  }
}

/** The number of the last migration; 0 where there is none. */
function schemaNumber(connection: Connection, tables: Tables): number {
  const present = lastApplied(connection, tables);
  if (present > newest) {
    throw new StoreFailure(
      'store-schema-newer',
      `The tables ${tables.prefix}* have schema ${present}, and this Pointbook knows ${newest}: update it. Nothing was changed.`,
    );
  }
  return present;
}

function lastApplied(connection: Connection, tables: Tables): number {
  try {
    const row = connection.prepare(`SELECT max(number) AS number FROM ${tables.migrations}`).get();
    return (row as { number: number | null }).number ?? 0;
  } catch (thrown) {
    if (isTableMissing(thrown)) return 0;
    throw thrown;
  }
}
