import type { StoreError } from '@pointbook/core/store';
import * as sql from '@pointbook/sql';

/** What was thrown, as a value; what is no failure of storage is a mistake in a program and is thrown again. */
export function sqliteErrorOf(thrown: unknown, target: string): StoreError {
  return sql.storeErrorOf(thrown, target, meaningOf);
}

/** Whether somebody else has the lock, so that trying again may help. */
export function isBusy(thrown: unknown): boolean {
  return meaningOf(thrown)?.kind === 'store-locked';
}

/** Whether it is no database, or a damaged one. */
export function isCorrupt(thrown: unknown): boolean {
  return meaningOf(thrown)?.kind === 'store-corrupt';
}

function meaningOf(thrown: unknown): sql.Meaning | undefined {
  return meanings.get(codeOf(thrown) ?? '');
}

/**
 * By the primary result code, in words as better-sqlite3 gives it or as a number as node:sqlite does:
 * https://www.sqlite.org/rescode.html
 */
const meanings = sql.meaningsByCode({
  'store-locked': `SQLITE_BUSY 5 SQLITE_LOCKED 6 SQLITE_PROTOCOL 15 ITERATING: another connection holds the lock; try again`,
  'store-full': `SQLITE_FULL 13: the disk is full, or the database has reached max_page_count; make room`,
  'store-read-only': `SQLITE_READONLY 8: the database may not be written to; open it for writing and check who may write to its file and folder`,
  'store-corrupt': `SQLITE_CORRUPT 11 SQLITE_FORMAT 24 SQLITE_NOTADB 26: this is not an SQLite database, or a damaged one; restore a backup
    NO_TABLE: the tables are not what Pointbook made; where tables of your own have these names, give sqliteStore() another tablePrefix, else restore a backup`,
  'store-path-unusable': `SQLITE_PERM 3 SQLITE_CANTOPEN 14 ENOENT EISDIR ENOTDIR EACCES NO_FOLDER: the path given to sqliteStore() must name a file, not a folder, in a folder that exists and may be written to`,
  'store-rejected': `SQLITE_TOOBIG 18 SQLITE_CONSTRAINT 19 SQLITE_MISMATCH 20: ${sql.refusedValue}`,
  'store-unavailable': `SQLITE_NOMEM 7 SQLITE_INTERRUPT 9 SQLITE_IOERR 10: the database cannot be reached for now; try again`,
  'store-driver-missing': `SQLITE_ERROR 1: this SQLite refuses a statement of Pointbook: it is too old, was built without JSON, or has lower limits; use a newer driver, with its usual limits
    ERR_DLOPEN_FAILED: better-sqlite3 is installed but does not load here; install it again with this version of Node`,
  'store-closed': `ERR_INVALID_STATE CLOSED: the database was closed; open it again and make a new store`,
});

/** The primary result code, whichever driver threw; null for what is no failure of storage. */
function codeOf(thrown: unknown): string | null {
  if (!sql.isError(thrown)) return null;
  const { code, errcode } = thrown as { code?: unknown; errcode?: unknown };
  // The one code for all that is wrong with a statement.
  if (
    (code === 'SQLITE_ERROR' || errcode === 1) &&
    /no such (?:table|column|index|view)|has no column/.test(thrown.message)
  )
    return 'NO_TABLE';
  if (typeof errcode === 'number') return String(errcode & 0xff);
  if (typeof code === 'string') return code.startsWith('SQLITE_') ? code.split('_', 2).join('_') : code;
  // better-sqlite3 gives these no code.
  if (thrown.message.includes('directory does not exist')) return 'NO_FOLDER';
  if (thrown.message.includes('connection is not open')) return 'CLOSED';
  if (thrown.message.includes('connection is busy')) return 'ITERATING';
  return null;
}
