import type { StoreError, StoreErrorKind } from '@pointbook/core/store';
import * as sql from '@pointbook/sql';

/** What was thrown, as a value; what is no failure of storage is a mistake in a program and is thrown again. */
export function storeErrorOf(thrown: unknown, target: string): StoreError {
  return sql.storeErrorOf(thrown, target, meaningOf);
}

function meaningOf(thrown: unknown): sql.Meaning | null {
  const known = messages[codeOf(thrown) ?? ''];
  return known === undefined ? null : { kind: known[0], advice: known[1] };
}

/** Whether somebody else has the lock, so that trying again may help. */
export function isBusy(thrown: unknown): boolean {
  return messages[codeOf(thrown) ?? '']?.[0] === 'store-locked';
}

const locked = ['store-locked', 'another connection holds the lock; try again'] as const;
const damaged = ['store-corrupt', 'this is not an SQLite database, or a damaged one; restore a backup'] as const;
const noPath = [
  'store-path-unusable',
  'the path given to sqliteStore() must name a file, not a folder, in a folder that exists and may be written to',
] as const;
const rejected = ['store-rejected', 'the database refused a value; nothing of the batch was written'] as const;
const unavailable = ['store-unavailable', 'the database cannot be reached for now; try again'] as const;
const closed = ['store-closed', 'the database was closed; open it again and make a new store'] as const;

/** By the primary result code: https://www.sqlite.org/rescode.html */
const messages: Readonly<Record<string, readonly [StoreErrorKind, string]>> = {
  SQLITE_BUSY: locked,
  SQLITE_LOCKED: locked,
  SQLITE_PROTOCOL: locked,
  SQLITE_FULL: ['store-full', 'the disk is full, or the database has reached max_page_count; make room'],
  SQLITE_READONLY: [
    'store-read-only',
    'the database may not be written to; open it for writing and check who may write to its file and folder',
  ],
  SQLITE_CORRUPT: damaged,
  SQLITE_NOTADB: damaged,
  SQLITE_FORMAT: damaged,
  SQLITE_CANTOPEN: noPath,
  SQLITE_PERM: noPath,
  ENOENT: noPath,
  EISDIR: noPath,
  ENOTDIR: noPath,
  EACCES: noPath,
  SQLITE_CONSTRAINT: rejected,
  SQLITE_MISMATCH: rejected,
  SQLITE_TOOBIG: rejected,
  SQLITE_IOERR: unavailable,
  SQLITE_NOMEM: unavailable,
  SQLITE_INTERRUPT: unavailable,
  SQLITE_ERROR: [
    'store-corrupt',
    'the tables are not what Pointbook made; where tables of your own have these names, give sqliteStore() another tablePrefix, else restore a backup',
  ],
  ERR_INVALID_STATE: closed,
  CLOSED: closed,
  ERR_DLOPEN_FAILED: [
    'store-driver-missing',
    'better-sqlite3 is installed but does not load here; install it again with this version of Node',
  ],
  NO_FOLDER: noPath,
  ITERATING: locked,
};

/** By number, as node:sqlite gives them; the low byte of an extended code. */
const codes: Readonly<Record<number, string>> = {
  1: 'SQLITE_ERROR',
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  15: 'SQLITE_PROTOCOL',
  18: 'SQLITE_TOOBIG',
  19: 'SQLITE_CONSTRAINT',
  20: 'SQLITE_MISMATCH',
  24: 'SQLITE_FORMAT',
  26: 'SQLITE_NOTADB',
};

/** The primary result code, whichever driver threw; null for what is no failure of storage. */
function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return null;
  const { code, errcode } = thrown as { code?: unknown; errcode?: unknown };
  if (typeof errcode === 'number') return codes[errcode & 0xff] ?? null;
  if (typeof code === 'string') return code.startsWith('SQLITE_') ? code.split('_', 2).join('_') : code;
  // better-sqlite3 gives these no code.
  if (thrown.message.includes('directory does not exist')) return 'NO_FOLDER';
  if (thrown.message.includes('connection is not open')) return 'CLOSED';
  if (thrown.message.includes('connection is busy')) return 'ITERATING';
  return null;
}
