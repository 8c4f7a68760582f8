import { type AnyRecordKind, StoreFailure } from '@pointbook/core/store';
import type { LedgerSchema } from './ledger-schema.ts';
import { createTables } from './schema.ts';
import { rowsOf, script, type Steps } from './steps.ts';
import { createRecordViews, createViews, kindsWithoutView } from './views.ts';

/** All changes of the schema, in order; each is made once. */
const migrations: readonly { readonly name: string; sql(schema: LedgerSchema): string }[] = [
  { name: 'initial', sql: ({ tables, dialect, guards }) => createTables(tables, dialect) + guards },
  { name: 'views', sql: createViews },
  { name: 'free-notes', sql: ({ tables, dialect }) => dialect.freeNotes(tables.notes) },
];

/** The number of the last of them: what this package works with. */
export const newestSchema = migrations.length;

/**
 * The number of the last migration that was made; 0 where there is none.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook made the tables.
 */
export function* schemaNumber({ name, tables, dialect }: LedgerSchema): Steps<number> {
  const [found] = yield* rowsOf(dialect.hasTable, tables.migrations);
  if (found === undefined) return 0;
  const [row] = yield* rowsOf(`SELECT max(number) AS number FROM ${tables.migrations}`);
  const present = Number(row?.['number'] ?? 0);
  if (present <= newestSchema) return present;
  throw new StoreFailure(
    'store-schema-newer',
    `${name} have schema ${present}, and this Pointbook knows ${newestSchema}: update it. Nothing was changed.`,
  );
}

/** Whether the tables are there as this package knows them, with a view for each of these kinds of records. */
export function* isUpToDate(schema: LedgerSchema, kinds: readonly AnyRecordKind[]): Steps<boolean> {
  if ((yield* schemaNumber(schema)) < newestSchema) return false;
  return (yield* kindsWithoutView(kinds, schema)).length === 0;
}

/** Brings tables and views up to date, in a transaction that keeps all others from doing so. */
export function* migrate(schema: LedgerSchema, kinds: readonly AnyRecordKind[]): Steps<void> {
  const sql = yield* migrationSql(schema, kinds);
  if (sql !== '') yield [script(sql)];
}

/** What brings tables and views up to date; '' where they are. */
export function* migrationSql(schema: LedgerSchema, kinds: readonly AnyRecordKind[]): Steps<string> {
  const present = yield* schemaNumber(schema);
  // Before the first release, the views came with the tables.
  const { dialect, viewOf } = schema;
  if (present === 1 && (yield* rowsOf(dialect.hasTable, viewOf('account_view'))).length > 0) throw unpublished(schema);
  const missing = yield* kindsWithoutView(kinds, schema);
  return `${present < newestSchema ? migrationsAfter(schema, present) : ''}${createRecordViews(schema, missing)}`;
}

function unpublished({ name }: LedgerSchema): StoreFailure {
  return new StoreFailure(
    'store-schema-older',
    `${name} were made by a Pointbook that was never published, and no release brings them up to date: export the members and their points with it (\`pointbook export\`), and import that file as opening balances into a new ledger. Nothing was changed.`,
  );
}

/** All that comes after a migration, each with its row in the table of migrations; 0 for all, from nothing on. */
export function migrationsAfter(schema: LedgerSchema, from: number): string {
  const { tables, dialect, place } = schema;
  const { number, text } = dialect.types;
  const first = `${place}
CREATE TABLE IF NOT EXISTS ${tables.migrations} (
  number ${number} NOT NULL PRIMARY KEY,
  name ${text} NOT NULL,
  applied_at ${dialect.appliedAt}
)${dialect.options('migrations')};
`;
  const steps = migrations
    .map(({ name, sql }, index) => {
      const applied = `INSERT INTO ${tables.migrations} (number, name) VALUES (${index + 1}, '${name}');`;
      return `${sql(schema)}\n${applied}\n`;
    })
    .slice(from);
  return [...(from === 0 ? [first] : []), ...steps].join('');
}
