import { existsSync, statSync } from 'node:fs';
import type { AnyPlugin } from '@pointbook/core/plugin';
import type { RecordStore } from '@pointbook/core/store';
import { CliFailure, failureOf, valueOf } from '../cli-failure.ts';
import { exitCodes } from '../exit-codes.ts';
import { recordKindsOf } from './plugins.ts';
import { kindOf } from '../files/source-of.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { StorePlace } from '../options/settings.ts';

/** Where a ledger is. */
export type Database =
  | { readonly kind: 'postgres'; readonly url: string; readonly options: { readonly schema?: string } }
  | { readonly kind: 'sqlite'; readonly file: string; readonly options: { readonly tablePrefix?: string } };

/** Which database is named. */
export function databaseOf({ db, schema, tablePrefix }: StorePlace): Database {
  if (db === undefined)
    throw misplaced('No database is named. Give --db points.db or --db postgres://…, or set POINTBOOK_DB.');
  if (/^postgres(ql)?:\/\//.test(db)) {
    if (tablePrefix !== undefined) throw misplaced('--table-prefix is for SQLite: on PostgreSQL it is --schema.');
    return { kind: 'postgres', url: db, options: withoutUndefined({ schema }) };
  }
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(db)?.[1];
  if (scheme !== undefined) throw misplaced(`--db names a file or a postgres:// URL, and this is one of ${scheme}.`);
  if (db === ':memory:') throw misplaced('A ledger in memory would end with the command: name a file.');
  if (schema !== undefined) throw misplaced('--schema is for PostgreSQL: in a SQLite file it is --table-prefix.');
  return { kind: 'sqlite', file: db, options: withoutUndefined({ tablePrefix }) };
}

/** Opens the store of a ledger that is there. */
export async function openStore(database: Database): Promise<RecordStore> {
  if (database.kind === 'sqlite' && !existsSync(database.file))
    throw notMigrated('no-ledger', `There is no file ${database.file}`);
  const store = await storeOn(database, null);
  const opened = await store.open();
  if (opened.isOk()) return store;
  await store.close();
  throw opened.error.kind === 'store-schema-older'
    ? notMigrated(opened.error.kind, 'The database has no ledger of this version')
    : failureOf(opened.error);
}

/** Makes the tables of a ledger with these plugins, or brings them up to date. */
export async function migrateStore(database: Database, plugins: readonly AnyPlugin[]): Promise<void> {
  const store = await storeOn(database, plugins);
  const opened = await store.open();
  await store.close();
  if (opened.isErr()) throw failureOf(opened.error);
}

/** The SQL that `migrateStore` would run; '' where all is up to date. */
export async function sqlOfMigration(database: Database, plugins: readonly AnyPlugin[]): Promise<string> {
  const kinds = recordKindsOf(plugins);
  if (database.kind === 'sqlite') {
    checkPlace(database.file);
    const { pendingMigration } = await import('@pointbook/sqlite');
    return valueOf(await withOptions(() => pendingMigration(database.file, { ...database.options, kinds })));
  }
  const { pendingMigration } = await import('@pointbook/postgres');
  return valueOf(await withOptions(() => pendingMigration(database.url, { ...database.options, kinds })));
}

/** What is not used is not loaded. */
async function storeOn(database: Database, migratedFor: readonly AnyPlugin[] | null): Promise<RecordStore> {
  const migrate = migratedFor !== null;
  const kinds = recordKindsOf(migratedFor ?? []);
  if (database.kind === 'sqlite') {
    checkPlace(database.file);
    const { sqliteStore } = await import('@pointbook/sqlite');
    return withOptions(() => sqliteStore(database.file, { ...database.options, migrate, kinds }));
  }
  const { postgresStore } = await import('@pointbook/postgres');
  return withOptions(() => postgresStore(database.url, { ...database.options, migrate, kinds }));
}

/** SQLite would only say that it cannot open it. */
function checkPlace(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined || stats.isFile()) return;
  throw misplaced(`--db ${file} is ${kindOf(stats)}: a ledger is in a regular file, or on PostgreSQL.`);
}

/** Begins what takes options that came from the command line: those that cannot be are a mistake there. */
export function withOptions<T>(begin: () => T): T {
  try {
    return begin();
  } catch (thrown) {
    if (thrown instanceof TypeError || thrown instanceof RangeError) throw misplaced(thrown.message);
    throw thrown;
  }
}

function misplaced(message: string): CliFailure {
  return new CliFailure('no-database', message);
}

function notMigrated(kind: string, what: string): CliFailure {
  return new CliFailure(kind, `${what}: \`pointbook migrate\` makes one.`, exitCodes.store);
}
