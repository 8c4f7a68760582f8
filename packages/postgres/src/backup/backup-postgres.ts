import * as files from 'node:fs/promises';
import { StoreFailure, type StoreError } from '@pointbook/core';
import type { Verification } from '@pointbook/core/verify';
import { checkOptionNames, type OptionNames } from '@pointbook/core/store';
import {
  backupFailed,
  takeBackup,
  type BackupFailure,
  type BackupPlace,
  type BackupProgress,
  type BackupReceipt,
} from '@pointbook/core/backup';
import { runLater, schemaNumber } from '@pointbook/sql';
import { err, ResultAsync, type Result } from 'neverthrow';
import { Pool } from 'pg';
import { environmentFor, serverOf, type Server } from './libpq.ts';
import { ignore } from '../connections/postgres-pool.ts';
import { postgresStore, type PostgresStore } from '../postgres-store.ts';
import { runTool, type Tool } from './run-tool.ts';
import { inScratchDatabase } from './scratch-database.ts';
import { schemaIn } from '../schema/schema-sql.ts';
import { asking } from '../connections/session.ts';
import { postgresErrorOf } from '../store-errors.ts';

/** What is to be backed up, and where to. */
export interface BackupPostgresOptions {
  /** The connection string of the ledger's database, for a role that may read all of the schema. */
  readonly from: string;
  /** The file to be made, on this machine. Nothing may be there yet; its folder must be. */
  readonly to: string;
  /**
   * Checks what was restored, mostly with `verify()` of a Pointbook on it: one for each program that is in the schema.
   * It may write there, for the scratch database is dropped afterwards.
   */
  readonly check: (restored: PostgresStore) => ResultAsync<Verification, StoreError>;
  /**
   * As in the options of the store: the whole of it is backed up.
   *
   * @defaultValue 'pointbook'
   */
  readonly schema?: string | undefined;
  /**
   * The connection string of a database on the server where the backup is restored to be checked, for a role with
   * CREATEDB. It is connected to and left as it is. Without it this is done beside the ledger.
   */
  readonly scratch?: string | undefined;
  /** Where PostgreSQL's programs are; without it they are looked for in PATH. */
  readonly tools?: { readonly pgDump?: string | undefined; readonly pgRestore?: string | undefined } | undefined;
  /** Is told what it is at. */
  readonly onProgress?: ((progress: BackupProgress) => void) | undefined;
}

const names: OptionNames<BackupPostgresOptions> = {
  from: false,
  to: false,
  check: false,
  schema: false,
  scratch: false,
  tools: false,
  onProgress: false,
};

/**
 * Backs a ledger up into one file with `pg_dump`, which sees the schema as it is at one moment while others write.
 *
 * The file is then restored with `pg_restore` into a scratch database, brought up to date there, and checked: only when
 * `check` has no findings does it get its name. Its format is pg_dump's `custom`: `pg_restore` puts it where the ledger
 * is to be. The programs are best those of the server's version; older ones refuse.
 *
 * @returns `backup-tool-missing` where a program is not there, `backup-tool-failed` with what it says, errors of the
 * store: `store-forbidden` where the role may not create a database.
 * @throws TypeError or RangeError for options that cannot be.
 * @example
 * ```ts
 * import { createPointbook, type Program } from '@pointbook/core';
 * import { backupPostgres } from '@pointbook/postgres/backup';
 *
 * async function backUp(program: Program) {
 *   const taken = await backupPostgres({
 *     from: 'postgres://backup@localhost/shop',
 *     to: 'backups/points-2026-11-22.dump',
 *     check: (restored) => verify(createPointbook({ program, store: restored })),
 *   });
 *   print(taken.isOk() ? `${taken.value.entries} entries are safe.` : taken.error.message);
 * }
 * ```
 */
export function backupPostgres(options: BackupPostgresOptions): ResultAsync<BackupReceipt, BackupFailure> {
  checkOptionNames('backupPostgres()', options, names, TypeError);
  const { from, to, check, schema = 'pointbook', scratch = from, tools = {}, onProgress = ignore } = options;
  for (const [name, value] of Object.entries({ from, scratch }))
    if (typeof value !== 'string' || value === '')
      throw new TypeError(`\`${name}\` must be a string like postgres://user:password@host:5432/database.`);
  if (typeof check !== 'function')
    throw new TypeError('`check` must be a function: a backup counts once it was checked.');
  schemaIn(schema);
  const pgDump: Tool = { name: 'pg_dump', path: tools.pgDump ?? 'pg_dump' };
  const pgRestore: Tool = { name: 'pg_restore', path: tools.pgRestore ?? 'pg_restore' };

  const write = async ({ file, folder }: BackupPlace): Promise<Result<void, BackupFailure>> => {
    const env = environmentFor(from, serverOf(from));
    onProgress({ step: 'copying', share: null, folder });
    // A long dump is not made in vain.
    return runTool(pgRestore, ['--version'], env).andThen(() =>
      runTool(pgDump, ['--format=custom', `--schema=${schema}`, `--file=${file}`, '--no-password'], env),
    );
  };

  const verify = async ({ file, folder }: BackupPlace): Promise<Result<Verification, BackupFailure>> =>
    inScratchDatabase(serverOf(scratch), async (server) => {
      onProgress({ step: 'restoring', share: null, folder });
      // Roles need not exist where it is only looked at.
      const args = ['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges', '--no-password'];
      const restored = await runTool(
        pgRestore,
        [...args, `--dbname=${server.database}`, file],
        environmentFor(scratch, server),
      );
      if (restored.isErr()) return err(restored.error);
      onProgress({ step: 'checking', share: null, folder });
      return withStore(server, schema, check);
    });

  const attempt = <T>(work: Promise<Result<T, BackupFailure>>): ResultAsync<T, BackupFailure> =>
    ResultAsync.fromPromise(work, failureOf).andThen((result) => result);
  return takeBackup({
    to,
    files,
    write: (place) => attempt(write(place)),
    verify: (place) => attempt(verify(place)),
  });
}

/** Checks what lies in a database, on connections that are closed afterwards. */
async function withStore(
  server: Server,
  schema: string,
  check: BackupPostgresOptions['check'],
): Promise<Result<Verification, BackupFailure>> {
  const pool = new Pool({ ...server, max: 3, application_name: 'pointbook backup' });
  // Its connections may end later than it does, when their database is dropped; nobody else would listen by then.
  pool.on('error', ignore);
  const store = postgresStore(pool, { schema });
  try {
    // The store would make the tables, and find nothing wrong in them.
    if ((await runLater(schemaNumber(schemaIn(schema)), asking(pool))) === 0) throw noLedger(schema);
    return await check(store);
  } finally {
    await store.close();
    await pool.end();
  }
}

function noLedger(schema: string): StoreFailure {
  const message = `The schema ${schema} has no tables of a ledger: name the schema that the ledger is in.`;
  return new StoreFailure('store-path-unusable', message);
}

/** What was thrown, as a value. What the network says is the store's to explain. */
function failureOf(thrown: unknown): BackupFailure {
  const { syscall } = thrown as { syscall?: unknown };
  const isOfServer = syscall === 'connect' || syscall === 'getaddrinfo' || syscall === 'read' || syscall === 'write';
  return (isOfServer ? null : backupFailed(thrown)) ?? postgresErrorOf(thrown);
}
