import { type AnyRecordKind, checkOptionNames, type StoreError } from '@pointbook/core/store';
import { migrationSql, runLater } from '@pointbook/sql';
import { ResultAsync } from 'neverthrow';
import { ownConnections } from '../connections/connections.ts';
import { schemaIn } from './schema-sql.ts';
import { asking } from '../connections/session.ts';
import { postgresErrorOf } from '../store-errors.ts';

/**
 * The SQL that a store would run to make the tables of a ledger, or to bring them up to date; `''` where they are.
 * Nothing is run. `postgresSchema` answers the same without looking at a database.
 *
 * @param url - the connection string of the database.
 * @param options - `schema`: as in the options of the store; `kinds`: kinds of records of plugins, which have views.
 * @throws RangeError for a name that cannot be a schema's.
 * @example
 * ```ts
 * import { pendingMigration } from '@pointbook/postgres';
 *
 * const sql = await pendingMigration('postgres://pos@localhost/shop');
 * if (sql.isOk()) print(sql.value);
 * ```
 */
export function pendingMigration(
  url: string,
  options: { readonly schema?: string | undefined; readonly kinds?: readonly AnyRecordKind[] | undefined } = {},
): ResultAsync<string, StoreError> {
  checkOptionNames('pendingMigration()', options, { schema: false, kinds: false }, TypeError);
  const { schema = 'pointbook', kinds = [] } = options;
  const ledger = schemaIn(schema);
  const read = async (): Promise<string> => {
    const connections = ownConnections(url, { connections: 1 });
    try {
      return await runLater(migrationSql(ledger, kinds), asking(connections.pool));
    } finally {
      await connections.close();
    }
  };
  return ResultAsync.fromPromise(read(), postgresErrorOf);
}
