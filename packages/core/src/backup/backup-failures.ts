import type { Named } from '../values/errors.ts';
import type { Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';

/** A file or folder with the name of the backup exists; it was left as it is. */
export interface BackupExists extends Named<'backup-exists'> {
  /** The path that is taken. */
  readonly file: string;
}
/** A program that the backup is made with is not there. */
export interface BackupToolMissing extends Named<'backup-tool-missing'> {
  /** `pg_dump`, for instance. */
  readonly tool: string;
  /** Where it was looked for. */
  readonly path: string;
}
/** A program that the backup is made with failed. */
export interface BackupToolFailed extends Named<'backup-tool-failed'> {
  /** The name of the program, such as `pg_dump`. */
  readonly tool: string;
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  /** The last lines that it wrote about it. */
  readonly output: string;
}
/**
 * What was restored from the backup contradicts itself, so there is no backup: the ledger itself has these findings.
 */
export interface BackupNotVerified extends Named<'backup-not-verified'> {
  /** Empty where the database found itself damaged, as `message` then says. */
  readonly findings: readonly Finding[];
}
/** The files could not be written or read. */
export interface BackupFailed extends Named<'backup-failed'> {
  /** The error code of the system, such as `ENOSPC`; null where there is none. */
  readonly code: string | null;
}

/** Why there is no backup. The file of the backup was not made. */
export type BackupFailure =
  | BackupExists
  | BackupToolMissing
  | BackupToolFailed
  | BackupNotVerified
  | BackupFailed
  | StoreError;

export function backupExists(file: string): BackupExists {
  return {
    kind: 'backup-exists',
    message: `A file or folder named ${file} exists already, and was left as it is: give the backup another name.`,
    file,
  };
}

export function backupNotVerified(findings: readonly Finding[]): BackupNotVerified {
  const count = findings.length === 1 ? 'is 1 finding' : `are ${findings.length} findings`;
  return {
    kind: 'backup-not-verified',
    message: `The restored backup contradicts itself, so it was deleted: there ${count} in it, as in the ledger itself; verify() lists them.`,
    findings,
  };
}

/**
 * An error of the file system as a value; null for other errors. In Jest, those of Node are of another realm than this.
 */
export function backupFailed(thrown: unknown): BackupFailed | null {
  if (!isOfFiles(thrown)) return null;
  const code = typeof thrown.code === 'string' ? thrown.code : null;
  const advice = advices[code ?? ''] ?? 'check the disk and the rights on the folder';
  return { kind: 'backup-failed', message: `The backup could not be made: ${advice} (${thrown.message}).`, code };
}

function isOfFiles(thrown: unknown): thrown is { readonly message: string; readonly code?: unknown } {
  return typeof thrown === 'object' && thrown !== null && 'syscall' in thrown && 'message' in thrown;
}

const forbidden = 'this user may not write there; name another folder, or let it write';
const noFolder = 'there is no such folder; make it first';
const noRoom = 'there is no room; a backup needs room for itself and, with SQLite, for a restored copy';
const advices: Readonly<Record<string, string>> = {
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: 'nothing can be written there; name another folder',
  ENOENT: noFolder,
  ENOTDIR: noFolder,
  ENAMETOOLONG: 'the name is too long; give it a shorter one',
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EFBIG: noRoom,
};
