import { existsSync } from 'node:fs';
import type { AnyRecordKind, StoreError } from '@pointbook/core/store';
import { checkOptionNames } from '@pointbook/core/store';
import { migrationSql, runNow } from '@pointbook/sql';
import { ResultAsync } from 'neverthrow';
import type { SqliteDriver } from './driver.ts';
import { openFile } from './open-file.ts';
import { schemaWith } from './sqlite-schema.ts';
import { sqliteErrorOf } from './store-errors.ts';

/** Which tables are meant, and what opens the file. */
export interface PendingMigrationOptions {
  /** As in the options of the store. */
  readonly tablePrefix?: string | undefined;
  /** Kinds of records of plugins, such as `codes().records`, which have views. */
  readonly kinds?: readonly AnyRecordKind[] | undefined;
  /** As in the options of the store. */
  readonly driver?: SqliteDriver | undefined;
}

/**
 * The SQL that a store would run to make the tables of a ledger, or to bring them up to date; `''` where they are.
 * Nothing is run, and no file is made.
 *
 * @param file - the file that the ledger is in, or would be in.
 * @throws RangeError for a prefix that cannot be.
 * @example
 * ```ts
 * import { pendingMigration } from '@pointbook/sqlite';
 *
 * const sql = await pendingMigration('points.db');
 * if (sql.isOk()) print(sql.value);
 * ```
 */
export function pendingMigration(file: string, options: PendingMigrationOptions = {}): ResultAsync<string, StoreError> {
  checkOptionNames('pendingMigration()', options, { tablePrefix: false, kinds: false, driver: false }, TypeError);
  const { tablePrefix = 'pointbook_', kinds = [], driver } = options;
  const schema = schemaWith(tablePrefix);
  const read = async (): Promise<string> => {
    const connection = await openFile(existsSync(file) ? file : ':memory:', driver);
    try {
      return runNow(migrationSql(schema, kinds), connection.ask);
    } finally {
      connection.close();
    }
  };
  return ResultAsync.fromPromise(read(), (thrown) => sqliteErrorOf(thrown, file));
}
