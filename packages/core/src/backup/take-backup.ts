import { err, ok, ResultAsync, type Result } from 'neverthrow';
import type { Verification } from '../verifying/verify.ts';
import { backupExists, backupFailed, type BackupFailure, backupNotVerified } from './backup-failures.ts';

/** A backup that was made, restored and verified. */
export interface BackupReceipt {
  /** Where it is. */
  readonly file: string;
  /** The size of the file, in bytes. */
  readonly bytes: number;
  /** Members whose entries were folded, in what was restored. */
  readonly members: number;
  /** Entries that were folded. */
  readonly entries: number;
}

/** How far a backup is. */
export interface BackupProgress {
  /** What is being done: copying the database, restoring the copy, or checking what was restored. */
  readonly step: 'copying' | 'restoring' | 'checking';
  /** How much of the step is done, from 0 to 1; null where that is unknown. */
  readonly share: number | null;
  /** The folder in which the backup is made. When this process is killed, the folder stays and may be deleted. */
  readonly folder: string;
}

/** What a backup needs of a file system: `node:fs/promises` is one. */
export interface BackupFiles {
  /** The size of a file in bytes; rejects with code `ENOENT` where there is none. */
  lstat(path: string): Promise<{ readonly size: number }>;
  /** Makes a folder whose name begins with `prefix` and answers with its path. */
  mkdtemp(prefix: string): Promise<string>;
  /** Opens a file. `mode` holds the permissions of a new file. */
  open(path: string, flags: string, mode?: number): Promise<BackupFile>;
  /** Gives a file a second name; rejects where the name is taken. */
  link(from: string, to: string): Promise<void>;
  /** Gives a file another name. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a folder with all that is in it. */
  rm(path: string, options: { readonly recursive: true; readonly force: true }): Promise<void>;
}

/** What a backup needs of an open file, or of an open folder. */
export interface BackupFile {
  /** Resolves once what was written is on the disk. */
  sync(): Promise<void>;
  /** Closes the file. */
  close(): Promise<void>;
}

/** A place for a backup while it is made: a folder that other users cannot read. */
export interface BackupPlace {
  /** The path of the folder. */
  readonly folder: string;
  /** The file to write; it is there, and empty. */
  readonly file: string;
}

/** How a database is backed up. */
export interface BackupSteps {
  /** Where the backup is to be. */
  readonly to: string;
  /** The file system that the backup is written to. */
  readonly files: BackupFiles;
  /** Writes the whole backup. */
  write(place: BackupPlace): ResultAsync<void, BackupFailure>;
  /** Restores it to a scratch database and checks that. */
  verify(place: BackupPlace): ResultAsync<Verification, BackupFailure>;
}

/**
 * Makes a backup; stores use it. The file appears once the backup was restored and verified, and not before.
 *
 * @remarks Until then everything is in a folder beside it, named `<to>.partial-` and six more characters. The folder is
 * removed afterwards. When this process is killed, the folder stays and may be deleted. The backup never overwrites
 * another file, even one that is made at the same moment. On a file system without hard links (exFAT), a file that is
 * made in the very moment of the renaming is overwritten.
 *
 * @example
 * ```ts
 * import * as files from 'node:fs/promises';
 * import { type BackupSteps, takeBackup } from '@pointbook/core/backup';
 *
 * async function backUp(steps: Pick<BackupSteps, 'write' | 'verify'>) {
 *   const taken = await takeBackup({ to: 'points.backup', files, ...steps });
 *   print(taken.isOk() ? `${taken.value.entries} entries are safe.` : taken.error.message);
 * }
 * ```
 */
export function takeBackup(steps: BackupSteps): ResultAsync<BackupReceipt, BackupFailure> {
  if (typeof steps.to !== 'string' || steps.to === '') throw new TypeError('`to` must name the file to be made.');
  return ResultAsync.fromPromise(take(steps), (thrown) => {
    const failure = backupFailed(thrown);
    if (failure === null) throw thrown;
    return failure;
  }).andThen((result) => result);
}

async function take({ to, files, write, verify }: BackupSteps): Promise<Result<BackupReceipt, BackupFailure>> {
  if (await isThere(files, to)) return err(backupExists(to));
  const folder = await files.mkdtemp(`${to}.partial-`);
  const place = { folder, file: `${folder}/backup` };
  try {
    // It holds names and telephone numbers: no other user may read it.
    await (await files.open(place.file, 'wx', 0o600)).close();
    const verified = await write(place).andThen(() => verify(place));
    if (verified.isErr()) return err(verified.error);
    const { members, entries, findings } = verified.value;
    if (findings.length > 0) return err(backupNotVerified(findings));
    await sync(files, place.file, 'r+');
    const { size } = await files.lstat(place.file);
    if (!(await put(files, place.file, to))) return err(backupExists(to));
    // Where a folder cannot be synced (Windows), the file system keeps names durable by itself.
    await sync(files, `${folder}/..`, 'r').catch(() => undefined);
    return ok({ file: to, bytes: size, members, entries });
  } finally {
    // A folder that is left behind does no harm, and its name says what it is.
    await files.rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Gives the file its name, all at once; false where the name is taken. */
async function put(files: BackupFiles, from: string, to: string): Promise<boolean> {
  try {
    await files.link(from, to);
  } catch {
    // The name is taken, or there are no hard links here. Renaming would overwrite.
    if (await isThere(files, to)) return false;
    await files.rename(from, to);
  }
  return true;
}

async function isThere(files: BackupFiles, path: string): Promise<boolean> {
  try {
    await files.lstat(path);
    return true;
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === 'ENOENT') return false;
    throw thrown;
  }
}

async function sync(files: BackupFiles, path: string, flags: string): Promise<void> {
  const file = await files.open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
