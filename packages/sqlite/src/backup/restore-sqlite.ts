import * as files from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Named } from '@pointbook/core';
import { backupFailed, type BackupFailure, type BackupProgress } from '@pointbook/core/backup';
import { checkOptionNames, type OptionNames, StoreFailure } from '@pointbook/core/store';
import { err, ok, ResultAsync, type Result } from 'neverthrow';
import { backupSqlite, type BackupSqliteOptions } from './backup-sqlite.ts';
import { ledgerAlone, type LedgerAlone } from './ledger-alone.ts';
import { openerOf } from '../open-file.ts';
import { realPath } from '../same-database.ts';
import { schemaWith } from '../sqlite-schema.ts';
import { sqliteErrorOf } from '../store-errors.ts';

/** Which backup is restored, and where. */
export interface RestoreSqliteOptions extends Pick<BackupSqliteOptions, 'check' | 'driver' | 'tablePrefix'> {
  /** The file of the backup. It stays as it is. */
  readonly from: string;
  /** The file of the ledger. It need not be there. */
  readonly to: string;
  /** Is told how far it is, many times a second. */
  readonly onProgress?: ((progress: RestoreProgress) => void) | undefined;
}

/** How far a restore is. */
export interface RestoreProgress extends Omit<BackupProgress, 'step'> {
  /** What is being done. From `replacing` on, the ledger is the restored one. */
  readonly step: BackupProgress['step'] | 'keeping' | 'replacing';
}

/** A backup that is in the place of the ledger now. */
export interface RestoreReceipt {
  /** Where the ledger is. */
  readonly file: string;
  /** Where the ledger is that was there before; null where there was none. */
  readonly replaced: string | null;
  /** Members whose entries were folded. */
  readonly members: number;
  /** Entries that were folded. */
  readonly entries: number;
}

/** Another process, or another connection of this one, has the ledger open. Nothing was changed. */
export interface LedgerInUse extends Named<'ledger-in-use'> {
  /** The file of the ledger. */
  readonly file: string;
}

/** Why nothing was restored. The ledger is as it was. */
export type RestoreFailure = BackupFailure | LedgerInUse;

const names: OptionNames<RestoreSqliteOptions> = {
  from: true,
  to: true,
  check: true,
  driver: false,
  tablePrefix: false,
  onProgress: false,
};

/**
 * Puts a backup in the place of a ledger. The ledger that was there is kept beside it.
 *
 * The backup is copied beside the ledger, brought up to date there and verified; then the copy takes the ledger's name,
 * all at once. A process that is killed at any moment leaves the old ledger or the new one, whole. Until the copy has
 * its name, nobody else can open the ledger: SQLite's exclusive lock is held on it. It needs room for three copies.
 *
 * @returns `ledger-in-use` while anyone has the ledger open, and the errors of `backupSqlite`, whose `check` is the
 * same.
 * @throws TypeError or RangeError for options that cannot be.
 * @example
 * ```ts
 * import { createPointbook, type Program } from '@pointbook/core';
 * import { restoreSqlite } from '@pointbook/sqlite/backup';
 *
 * async function goBack(program: Program) {
 *   const restored = await restoreSqlite({
 *     from: 'backups/points-2026-11-22.db',
 *     to: 'points.db',
 *     check: (copy) => verify(createPointbook({ program, store: copy })),
 *   });
 *   print(restored.isOk() ? `The old ledger is ${restored.value.replaced}.` : restored.error.message);
 * }
 * ```
 */
export function restoreSqlite(options: RestoreSqliteOptions): ResultAsync<RestoreReceipt, RestoreFailure> {
  checkOptionNames('restoreSqlite()', options, names, TypeError);
  for (const name of ['from', 'to'] as const)
    if (typeof options[name] !== 'string' || options[name] === '') throw new TypeError(`\`${name}\` must name a file.`);
  schemaWith(options.tablePrefix ?? 'pointbook_');
  return ResultAsync.fromPromise(
    restore(options),
    (thrown): RestoreFailure => backupFailed(thrown) ?? sqliteErrorOf(thrown, options.to),
  ).andThen((result) => result);
}

async function restore(options: RestoreSqliteOptions): Promise<Result<RestoreReceipt, RestoreFailure>> {
  const { driver, tablePrefix = 'pointbook_' } = options;
  // A name that leads to the ledger keeps doing so.
  const to = realPath(options.to) ?? options.to;
  if (realPath(options.from) === to) throw unusable(`${options.from} is the ledger itself: name the file of a backup`);
  const found = await files.stat(to).catch(() => null);
  if (found === null) {
    await refuseLogs(to);
    return replace(options, to, null);
  }
  if (!found.isFile()) throw unusable(`${to} is no file: name the file that the ledger is in`);
  const old = await ledgerAlone(to, await openerOf(driver));
  if (old === null) return err(inUse(to));
  try {
    const { connection } = old;
    // Whatever version of Pointbook made them: a newer one may be what is to be left.
    const { migrations } = schemaWith(tablePrefix).tables;
    const known = connection.prepare('SELECT count(*) AS tables, max(name = ?) AS ours FROM sqlite_schema');
    const { tables, ours } = known.get(migrations) as { readonly tables: number; readonly ours: number | null };
    if (tables > 0 && ours !== 1)
      throw unusable(`${to} is a database that has no tables ${tablePrefix}*: name the file that the ledger is in`);
    return await replace(options, to, old);
  } finally {
    await old.close();
  }
}

async function replace(
  { from, check, driver, tablePrefix, onProgress = () => undefined }: RestoreSqliteOptions,
  to: string,
  old: LedgerAlone | null,
): Promise<Result<RestoreReceipt, RestoreFailure>> {
  // In the same folder, so that the copy can be given the ledger's name.
  const folder = await files.mkdtemp(`${to}.restoring-`);
  try {
    const copy = `${folder}/ledger`;
    const tellWithFolder = ({ step, share }: BackupProgress) => onProgress({ step, share, folder });
    const copied = await backupSqlite({ from, to: copy, check, driver, tablePrefix, onProgress: tellWithFolder });
    if (copied.isErr()) return err(copied.error);
    const { members, entries } = copied.value;
    let replaced: string | null = null;
    if (old !== null) {
      onProgress({ step: 'keeping', share: null, folder });
      await old.copyTo(`${folder}/replaced`);
      await old.passRightsTo(copy);
      replaced = await giveFreeName(`${folder}/replaced`, `${to}.replaced-${new Date().toISOString().slice(0, 10)}`);
    }
    onProgress({ step: 'replacing', share: null, folder });
    if (old !== null) await files.rename(copy, to);
    else if (!(await giveName(copy, to))) return err(inUse(to));
    await syncFolder(dirname(to));
    await old?.spoil();
    return ok({ file: to, replaced, members, entries });
  } finally {
    await files.rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Gives a file a name that nobody has: that one, or with a number after it. */
async function giveFreeName(file: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name}-${number}`;
    if (await giveName(file, free)) return free;
  }
}

/** Gives a file a name, all at once; false where somebody has it. */
async function giveName(file: string, name: string): Promise<boolean> {
  try {
    await files.link(file, name);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST' || (await isThere(name))) return false;
    // There are no hard links here.
    await files.rename(file, name);
  }
  return true;
}

async function isThere(name: string): Promise<boolean> {
  return (await files.lstat(name).catch(() => null)) !== null;
}

/** SQLite would apply the log of a ledger that was moved away to the one that comes in its place. */
async function refuseLogs(to: string): Promise<void> {
  for (const end of ['-wal', '-journal']) {
    if (await isThere(`${to}${end}`))
      throw unusable(
        `${to} is not there, but ${to}${end} is, which belongs to a ledger that was moved away: move it to that one's place`,
      );
  }
}

/** Where a folder cannot be synced (Windows), the file system keeps names durable by itself. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await files.open(folder, 'r').catch(() => null);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}

function inUse(file: string): LedgerInUse {
  const message = `${file} is open in another process, or by another connection: end all that use it, and restore it then. Nothing was changed.`;
  return { kind: 'ledger-in-use', message, file };
}

function unusable(problem: string): StoreFailure {
  return new StoreFailure('store-path-unusable', `${problem}. Nothing was changed.`);
}
