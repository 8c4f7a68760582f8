import { constants } from 'node:fs';
import * as files from 'node:fs/promises';
import type { Verification } from '@pointbook/core/verify';
import { checkOptionNames, type OptionNames, StoreFailure, type StoreError } from '@pointbook/core/store';
import {
  backupFailed,
  takeBackup,
  type BackupFailure,
  type BackupPlace,
  type BackupProgress,
  type BackupReceipt,
} from '@pointbook/core/backup';
import { runNow, schemaNumber } from '@pointbook/sql';
import { err, ResultAsync, type Result } from 'neverthrow';
import { copySnapshot } from './copy-snapshot.ts';
import { connectionOf, isSqliteDatabase, type Connection, type SqliteDatabase, type SqliteDriver } from '../driver.ts';
import { openerLike, openerOf, type Opener } from '../open-file.ts';
import { withPatience } from '../patience.ts';
import { fileOf } from '../same-database.ts';
import { schemaWith } from '../sqlite-schema.ts';
import { sqliteStore, type SqliteStore } from '../sqlite-store.ts';
import { sqliteErrorOf } from '../store-errors.ts';

/** What is to be backed up, and where to. */
export interface BackupSqliteOptions {
  /**
   * The file that the ledger is in; or, in a process that has it open itself, that database. Give it the database
   * there, or the `driver` that it has it open with: two drivers in one process undo each other's locks.
   */
  readonly from: string | SqliteDatabase;
  /** The file to be made. Nothing may be there yet; its folder must be. */
  readonly to: string;
  /**
   * Checks what was restored, mostly with `verify()` of a Pointbook on it: one for each program that is in the file.
   * It may write there, for the backup is another file.
   */
  readonly check: (restored: SqliteStore) => ResultAsync<Verification, StoreError>;
  /** What opens `from` where it is a file; without it better-sqlite3 where it is installed, or else `node:sqlite`. */
  readonly driver?: SqliteDriver | undefined;
  /**
   * As in the options of the store.
   *
   * @defaultValue 'pointbook_'
   */
  readonly tablePrefix?: string | undefined;
  /** Is told how far it is, many times a second. */
  readonly onProgress?: ((progress: BackupProgress) => void) | undefined;
}

const names: OptionNames<BackupSqliteOptions> = {
  from: false,
  to: false,
  check: false,
  driver: false,
  tablePrefix: false,
  onProgress: false,
};

/** How long to wait for the lock before the first page is read. */
const lockTimeoutMs = 5000;

/**
 * Backs a ledger up into one file, which is the whole database at one moment: everything that was acknowledged before
 * the call, and of what came later all of a commit or nothing.
 *
 * Others write meanwhile. The copy is then restored beside the backup, brought up to date there, and checked: only when
 * SQLite finds it undamaged and `check` has no findings does the backup get its name. To restore it, copy it to where
 * the ledger was, while nobody has that open. It needs room for two copies. What SQLite checks by itself stops the
 * event loop for as long as that takes, so back a large ledger up in a process of its own.
 *
 * @returns An error of the store too: `store-path-unusable` where there is no ledger, `store-corrupt` for a damaged
 * one.
 * @throws TypeError or RangeError for options that cannot be.
 * @example
 * ```ts
 * import { createPointbook, type Program } from '@pointbook/core';
 * import { backupSqlite } from '@pointbook/sqlite/backup';
 *
 * async function backUp(program: Program) {
 *   const taken = await backupSqlite({
 *     from: 'points.db',
 *     to: 'backups/points-2026-11-22.db',
 *     check: (restored) => verify(createPointbook({ program, store: restored })),
 *   });
 *   print(taken.isOk() ? `${taken.value.entries} entries are safe.` : taken.error.message);
 * }
 * ```
 */
export function backupSqlite(options: BackupSqliteOptions): ResultAsync<BackupReceipt, BackupFailure> {
  checkOptionNames('backupSqlite()', options, names, TypeError);
  const { from, to, check, driver, tablePrefix = 'pointbook_', onProgress = () => undefined } = options;
  if (from === '' || !(typeof from === 'string' || isSqliteDatabase(from)))
    throw new TypeError('`from` must name a file, or be an open database of better-sqlite3 or node:sqlite.');
  if (typeof check !== 'function')
    throw new TypeError('`check` must be a function: a backup counts once it was checked.');
  const ledger = schemaWith(tablePrefix);
  const file = typeof from === 'string' ? from : fileOf(connectionOf(from));
  const name = file ?? 'The database';
  const opener = async () => (typeof from === 'string' ? openerOf(driver) : openerLike(from));

  const write = async ({ file: copy, folder }: BackupPlace): Promise<void> => {
    const source = await openSource(file, await opener());
    const connection = connectionOf(source);
    try {
      await withPatience(connection, lockTimeoutMs, () => {
        if (runNow(schemaNumber(ledger), connection.ask) === 0) throw noLedger(`${name} has no tables ${tablePrefix}*`);
        beginReading(connection);
      });
      const copying = copySnapshot(source, copy, (share) => onProgress({ step: 'copying', share, folder }));
      await copying.catch(async (thrown: unknown) => {
        await needsRoom(copy, file === null ? 0 : (await files.stat(file)).size);
        throw thrown;
      });
    } finally {
      connection.close();
    }
  };

  const checkRestored = async (restored: string, folder: string): Promise<Result<Verification, BackupFailure>> => {
    const database = (await opener())(restored);
    try {
      // It is thrown away: whatever writes to it need not wait for the disk.
      database.exec('PRAGMA synchronous = OFF');
      onProgress({ step: 'checking', share: null, folder });
      const damage = damageOf(database);
      return damage === null ? await check(sqliteStore(database, { tablePrefix })) : err(damaged(damage));
    } finally {
      database.close();
    }
  };

  const verify = async ({ file: copy, folder }: BackupPlace): Promise<Result<Verification, BackupFailure>> => {
    onProgress({ step: 'restoring', share: null, folder });
    const restored = `${folder}/restored`;
    await files.copyFile(copy, restored, constants.COPYFILE_FICLONE);
    const checked = ResultAsync.fromPromise(checkRestored(restored, folder), failureOf('The restored backup'));
    const verified = await checked.andThen((result) => result);
    // SQLite needs files of its own beside it, and says of a full disk that it cannot be reached.
    if (verified.isErr() && /^store-(?:full|unavailable)$/.test(verified.error.kind))
      await needsRoom(`${folder}/room`, 1);
    return verified;
  };

  const failureOf = (target: string) => (thrown: unknown) => backupFailed(thrown) ?? sqliteErrorOf(thrown, target);
  return takeBackup({
    to,
    files,
    write: (place) => ResultAsync.fromPromise(write(place), failureOf(name)),
    verify: (place) => ResultAsync.fromPromise(verify(place), failureOf(name)).andThen((result) => result),
  });
}

/**
 * Throws the file system's own error where there is no room for a copy of this size.
 *
 * @remarks SQLite does not say which of its two files failed, and gives the room of a copy that failed back.
 */
async function needsRoom(copy: string, bytes: number): Promise<void> {
  const piece = new Uint8Array(1_048_576);
  for (let written = 0; written < bytes; written += piece.length) await files.appendFile(copy, piece);
}

async function openSource(file: string | null, open: Opener): Promise<SqliteDatabase> {
  if (file === null) throw noLedger('A database in memory cannot be backed up');
  // SQLite would make an empty one.
  const found = await files.stat(file).catch(() => null);
  if (found === null) throw noLedger(`There is no file ${file}`);
  return open(file);
}

function noLedger(problem: string): StoreFailure {
  return new StoreFailure('store-path-unusable', `${problem}: name the file that the ledger is in.`);
}

/** Begins a transaction that sees the database as it is now, until the connection is closed. */
function beginReading(connection: Connection): void {
  connection.exec('BEGIN');
  try {
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (thrown) {
    connection.exec('ROLLBACK');
    throw thrown;
  }
}

/** What SQLite itself finds wrong with the pages, tables and indexes; null for nothing. */
function damageOf(database: SqliteDatabase): string | null {
  const [row] = connectionOf(database).prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
  return row?.integrity_check === 'ok' ? null : String(row?.integrity_check).replaceAll(/\s+/g, ' ');
}

function damaged(problem: string): BackupFailure {
  const message = `The restored backup is damaged, so it was deleted. The database that it was made of is damaged too (${problem}). Restore an earlier backup.`;
  return { kind: 'backup-not-verified', message, findings: [] };
}
