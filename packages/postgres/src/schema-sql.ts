import type { AnyRecordKind } from '@pointbook/core/store';
import { createRecordViews, createTables, createViews, type Migration, type ViewName } from '@pointbook/sql';
import { dialect } from './dialect.ts';
import { tablesIn, type SchemaTables } from './tables.ts';

/**
 * The first tables, and the words that core names.
 *
 * @remarks Entries refer to no row of the accounts: that foreign key would cost every sale a lookup and a lock. Nor does a
 * trigger add up the lots and holds in an account's text: an UPDATE of 1,000 members took 2 to 4 times as long with one.
 * An entry's position is that of its transaction, or of the member's entry before it where that one is later, for a
 * transaction may get its number before it waits for a member.
 */
export const initial = {
  number: 1,
  name: 'initial',
  sql: (tables: SchemaTables) => createTables(tables, dialect) + triggers(tables),
};

/** What people who read by SQL use. */
const views = {
  number: 2,
  name: 'views',
  sql: (tables: SchemaTables) => createViews(tables, dialect, viewIn(tables)),
};

/** Views for kinds of records of plugins. */
export function pluginViews(tables: SchemaTables, kinds: readonly AnyRecordKind[]): string {
  return createRecordViews(tables, dialect, viewIn(tables), kinds);
}

/** How statements name a view. */
export function viewIn({ schema }: SchemaTables): ViewName {
  return (name) => `${schema}.${name}`;
}

/** What must never be done by hand either. */
function triggers({ schema, entries, accounts, records, words, programs, versions }: SchemaTables): string {
  const refuse = (name: string, when: string, why: string) =>
    `CREATE TRIGGER ${name} BEFORE ${when} EXECUTE FUNCTION ${schema}.refuse('${why}');\n`;
  const kept = (name: string, table: string, why: string) => refuse(name, `DELETE OR TRUNCATE ON ${table}`, why);
  const unchanged = (name: string, table: string, why: string) =>
    refuse(name, `UPDATE OR DELETE OR TRUNCATE ON ${table}`, why);
  return `
CREATE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$;
${unchanged('entries_unchanged', entries, 'entries are never changed or deleted: a correction is another entry')}
${kept('accounts_kept', accounts, 'an account is never deleted: the entries would belong to nobody')}
${kept('records_kept', records, 'a record is never deleted: what was removed keeps its row, without a body')}
${unchanged('words_unchanged', words, 'a word is never changed or deleted: rows have its number')}
${kept('programs_kept', programs, 'a program is never deleted: rows have its number')}
${refuse('programs_unchanged', `UPDATE OF program, program_id ON ${programs}`, 'a program is never changed: rows have its number')}
${kept('versions_kept', versions, 'a version of a program is never deleted: entries were posted under it')}
${refuse('versions_unchanged', `UPDATE ON ${versions} FOR EACH ROW WHEN (OLD.definition IS NOT NULL)`, 'a version of a program is never changed: save another one')}
`;
}

/** All changes of the schema, in order. */
const migrations: readonly (Omit<Migration, 'sql'> & { sql(tables: SchemaTables): string })[] = [initial, views];

/** The number of the last of them: what this package works with. */
export const newestSchema = migrations.length;

/** Everything that comes after a migration, each with its row in the table of migrations; 0 for all. */
export function migrationsAfter(tables: SchemaTables, from: number): string {
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
  {
    from = 0,
    kinds = [],
  }: { readonly from?: number | undefined; readonly kinds?: readonly AnyRecordKind[] | undefined } = {},
): string {
  const tables = tablesIn(schema);
  if (!Number.isInteger(from) || from < 0 || from > newestSchema)
    throw new RangeError(`from must be the number of a migration, 0 to ${newestSchema}.`);
  const what = from === 0 ? `to schema ${newestSchema}` : `from schema ${from} to ${newestSchema}`;
  const head = `-- Pointbook's tables ${what}. Run this in one transaction (psql -v ON_ERROR_STOP=1 --single-transaction).\n`;
  return head + (from === 0 ? createSchema(tables) : '') + migrationsAfter(tables, from) + pluginViews(tables, kinds);
}

/** Makes the schema where it is not there. IF NOT EXISTS would ask for the right to create one even where it is. */
export function createSchema({ schema }: SchemaTables): string {
  return `
DO $$ BEGIN
  IF to_regnamespace('${schema}') IS NULL THEN CREATE SCHEMA ${schema}; END IF;
END $$;
`;
}
