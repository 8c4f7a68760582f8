import { existsSync } from 'node:fs';
import type { LedgerStore } from '@pointbook/core';
import { CliFailure, failureOf } from './cli-failure.ts';
import { exitCodes } from './exit-codes.ts';

/** Where a ledger is. */
export type Database =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'sqlite'; readonly file: string };

/** Which database a text names. */
export function databaseOf(db: string | null): Database {
  if (db === null) throw noDatabase('Which database? Say --db points.db or --db postgres://…, or set POINTBOOK_DB.');
  if (/^postgres(ql)?:\/\//.test(db)) return { kind: 'postgres', url: db };
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(db)?.[1];
  if (scheme !== undefined) throw noDatabase(`--db names a file or a postgres:// URL, and this is one of ${scheme}.`);
  if (db === ':memory:') throw noDatabase('A ledger in memory would be gone at once: name a file.');
  return { kind: 'sqlite', file: db };
}

/** Opens the store of a ledger that is there. */
export async function openStore(database: Database): Promise<LedgerStore> {
  if (database.kind === 'sqlite' && !existsSync(database.file)) throw notMigrated(`There is no file ${database.file}`);
  const store = await storeOn(database, false);
  const opened = await store.open();
  if (opened.isOk()) return store;
  await store.close();
  throw opened.error.kind === 'store-schema-older'
    ? notMigrated('The database has no ledger of this version')
    : failureOf(opened.error);
}

/** Makes the tables of a ledger, or brings them up to date. */
export async function migrateStore(database: Database): Promise<void> {
  const store = await storeOn(database, true);
  const opened = await store.open();
  await store.close();
  if (opened.isErr()) throw failureOf(opened.error);
}

/** What is not used is not loaded. */
async function storeOn(database: Database, migrate: boolean): Promise<LedgerStore> {
  if (database.kind === 'sqlite') {
    const { sqliteStore } = await import('@pointbook/sqlite');
    return sqliteStore(database.file, { migrate });
  }
  const { postgresStore } = await import('@pointbook/postgres');
  return postgresStore(database.url, { migrate });
}

function noDatabase(message: string): CliFailure {
  return new CliFailure('no-database', message);
}

function notMigrated(what: string): CliFailure {
  return new CliFailure('store-schema-older', `${what}: \`pointbook migrate\` makes one.`, exitCodes.store);
}
