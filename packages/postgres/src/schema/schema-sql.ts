import { type AnyRecordKind, checkOptionNames } from '@pointbook/core/store';
import { createRecordViews, type LedgerSchema, migrationsAfter, newestSchema, refusals } from '@pointbook/sql';
import { dialect } from '../statements/dialect.ts';
import { tablesIn, type SchemaTables } from './tables.ts';

/** The tables and views in a schema of PostgreSQL. */
export interface PostgresSchema extends LedgerSchema {
  readonly tables: SchemaTables;
}

/**
 * The tables and views in a schema.
 *
 * @remarks Entries refer to no row of the accounts: that foreign key would cost every sale a lookup and a lock. Notes
 * refer to no entry: where there were few entries when a session first looked, it went through all of them for each
 * note ever after, and an import of 100,000 rows took twenty times as long. The statement that writes a note writes its
 * entry, and `verify` finds a note that has none. Nor does a trigger add up the lots and holds in an account's text: an
 * UPDATE of 1,000 members took 2 to 4 times as long with one. An entry's position is that of its transaction, or of the
 * member's entry before it where that one is later, for a transaction may get its number before it waits for a member.
 * @throws RangeError when the schema has no plain name.
 */
export function schemaIn(schema: string): PostgresSchema {
  const tables = tablesIn(schema);
  return {
    name: `The tables in ${tables.schema}`,
    tables,
    viewOf: (name) => `${tables.schema}.${name}`,
    dialect,
    place: createSchema(tables),
    guards: guards(tables),
  };
}

/**
 * The SQL that makes the tables, for those whose migrations are run by a tool of their own: the store then finds
 * everything done, and needs no right to alter it. Run it in one transaction.
 *
 * @param schema - the schema that holds the tables, as in the options of the store.
 * @param options - `from`: the number of the last migration that is there already, for the SQL of those after it only;
 * `kinds`: kinds of records of plugins, such as `codes().records`, which get views that are not there already.
 * @throws RangeError for a name that cannot be a schema's, or a number that no migration has.
 * @example
 * ```ts
 * import { postgresSchema } from '@pointbook/postgres';
 *
 * print(postgresSchema('loyalty')); // from nothing
 * print(postgresSchema('loyalty', { from: 1 })); // from the first version to this one
 * ```
 */
export function postgresSchema(
  schema = 'pointbook',
  options: { readonly from?: number | undefined; readonly kinds?: readonly AnyRecordKind[] | undefined } = {},
): string {
  checkOptionNames('postgresSchema()', options, { from: false, kinds: false }, TypeError);
  const { from = 0, kinds = [] } = options;
  const ledger = schemaIn(schema);
  if (!Number.isInteger(from) || from < 0 || from > newestSchema)
    throw new RangeError(`from must be the number of a migration, 0 to ${newestSchema}.`);
  const what = from === 0 ? `to schema ${newestSchema}` : `from schema ${from} to ${newestSchema}`;
  const head = `-- Pointbook's tables ${what}. Run this in one transaction (psql -v ON_ERROR_STOP=1 --single-transaction).\n`;
  return head + migrationsAfter(ledger, from) + createRecordViews(ledger, kinds);
}

/** Makes the schema where it is not there. IF NOT EXISTS would ask for the right to create one even where it is. */
function createSchema({ schema }: SchemaTables): string {
  return `
DO $$ BEGIN
  IF to_regnamespace('${schema}') IS NULL THEN CREATE SCHEMA ${schema}; END IF;
END $$;
`;
}

/** A trigger for each thing that must never be done; none for each row of the hot path. */
function guards(tables: SchemaTables): string {
  const triggers = refusals.map(([table, act, why, when]) => {
    // Of a program, the base of its feed is changed.
    const acts = {
      UPDATE: table === 'programs' ? 'UPDATE OF program, program_id' : 'UPDATE',
      DELETE: 'DELETE OR TRUNCATE',
    };
    return `CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${acts[act]} ON ${tables[table]} ${
      when === undefined ? '' : `FOR EACH ROW WHEN (${when}) `
    }EXECUTE FUNCTION ${tables.schema}.refuse('${why}');\n`;
  });
  return `
CREATE FUNCTION ${tables.schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$;
${triggers.join('')}`;
}
