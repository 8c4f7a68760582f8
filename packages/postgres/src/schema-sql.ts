import { initial } from './migrations/0001-initial.ts';
import { feed } from './migrations/0002-feed.ts';
import { tablesIn, type Tables } from './tables.ts';

/** All changes of the schema, in order. */
const migrations = [initial, feed];

/** The number of the last of them: what this package works with. */
export const newestSchema = migrations.length;

/** Everything that comes after a migration, each with its row in the table of migrations; 0 for all. */
export function migrationsAfter(tables: Tables, from: number): string {
  const memory = `
CREATE TABLE IF NOT EXISTS ${tables.migrations} (
  number integer NOT NULL PRIMARY KEY,
  name text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
`;
  const steps = migrations
    .slice(from)
    .map(
      ({ number, name, sql }) =>
        `${sql(tables)}\nINSERT INTO ${tables.migrations} (number, name) VALUES (${number}, '${name}');\n`,
    );
  return [...(from === 0 ? [memory] : []), ...steps].join('');
}

/**
 * The SQL that makes the tables, for those whose migrations are run by a tool of their own: the store then finds
 * everything done, and needs no right to alter it. Run it in one transaction.
 *
 * @param schema - the schema that holds the tables, as in the options of the store.
 * @param options - `from`: the number of the last migration that is there already, for the SQL of those after it only.
 * @throws RangeError for a name that cannot be a schema's, or a number that no migration has.
 * @example
 * ```ts
 * import { postgresSchema } from '@pointbook/postgres';
 *
 * print(postgresSchema('loyalty')); // from nothing
 * print(postgresSchema('loyalty', { from: 1 })); // from the first version to this one
 * ```
 */
export function postgresSchema(schema = 'pointbook', { from = 0 }: { readonly from?: number } = {}): string {
  const tables = tablesIn(schema);
  if (!Number.isInteger(from) || from < 0 || from > newestSchema)
    throw new RangeError(`from must be the number of a migration, 0 to ${newestSchema}.`);
  const what = from === 0 ? `to schema ${newestSchema}` : `from schema ${from} to ${newestSchema}`;
  const head = `-- Pointbook's tables ${what}. Run this in one transaction (psql -v ON_ERROR_STOP=1 --single-transaction).\n`;
  // IF NOT EXISTS would ask for the right to create one where it is there already.
  const create = `
DO $$ BEGIN
  IF to_regnamespace('${tables.schema}') IS NULL THEN CREATE SCHEMA ${tables.schema}; END IF;
END $$;
`;
  return head + (from === 0 ? create : '') + migrationsAfter(tables, from);
}
