import type { StoreError } from '@pointbook/core/store';
import { isError, type Meaning, meaningsByCode, type MeaningTable, refusedValue, storeErrorOf } from '@pointbook/sql';

/** What a failure of the server or of the way to it means. */
export interface Diagnosis extends Meaning {
  /** What trying again at once may mend: `transaction` on the same connection, `connection` on another one. */
  readonly again?: 'transaction' | 'connection';
}

/** What was thrown, as a value; what is no failure of storage is a mistake in a program and is thrown again. */
export function postgresErrorOf(thrown: unknown): StoreError {
  return storeErrorOf(thrown, 'PostgreSQL', diagnose);
}

/** What a driver's error means; null for what is no failure of storage. */
export function diagnose(thrown: unknown): Diagnosis | null {
  if (!isError(thrown)) return null;
  const code = codeOf(thrown);
  return meanings.get(code) ?? meanings.get(code.slice(0, 2)) ?? null;
}

interface DriversError extends Error {
  readonly code?: unknown;
  /** The function of the server that says so: no setting of it translates that. */
  readonly routine?: unknown;
}

/** The server's code or the driver's, or one that stands for the words of an error without one. */
function codeOf({ code, message, routine }: DriversError): string {
  if (code === '08P01' && message.includes('unsupported startup parameter')) return 'UNPASSED';
  if (code === '0A000' && routine !== 'RevalidateCachedQuery' && !message.includes('cached plan')) return 'UNSUPPORTED';
  if (typeof code === 'string') return code;
  return codesByMessage.find(([words]) => words.test(message))?.[1] ?? '';
}

/** The code that the server gave an error, or the driver. */
export function sqlStateOf(thrown: unknown): string {
  return String((thrown as { code?: unknown } | null)?.code);
}

/** Whether the connection is gone, or will not do any more. */
export function isLost(thrown: unknown): boolean {
  return diagnose(thrown)?.again === 'connection';
}

/** Whether the server said so itself, in which case it also did not do what followed in the transaction. */
export function isAnswer(thrown: unknown): boolean {
  return typeof (thrown as { severity?: unknown } | null)?.severity === 'string';
}

/** Whether COMMIT may have been carried out although it failed so: no answer came, or the server broke down over it. */
export function mayBeWritten(thrown: unknown): boolean {
  return isLost(thrown) || /^(53|58|XX)/.test(sqlStateOf(thrown));
}

/** Whether pg gave up waiting for an answer: the server may still be at it. */
export function isUnanswered(thrown: unknown): boolean {
  return isError(thrown) && thrown.message.includes('Query read timeout');
}

/** Whether a row with this key is there already: another caller wrote it, or the decision did not look. */
export function isDuplicate(thrown: unknown): boolean {
  return sqlStateOf(thrown) === '23505';
}

/** Whether somebody held a lock for longer than a statement may wait for it. */
export function isLockTimeout(thrown: unknown): boolean {
  return sqlStateOf(thrown) === '55P03';
}

/** What each code of a table means, and what trying again may mend. */
function meaningsWith(again: Diagnosis['again'], table: MeaningTable): (readonly [code: string, Diagnosis])[] {
  return Array.from(meaningsByCode(table), ([code, meaning]) => [code, again ? { ...meaning, again } : meaning]);
}

/**
 * By SQLSTATE or its class (https://www.postgresql.org/docs/current/errcodes-appendix.html) or the code of a socket's
 * error.
 */
const meanings: ReadonlyMap<string, Diagnosis> = new Map([
  ...meaningsWith('transaction', {
    'store-unavailable': `40001 40P01: other transactions were in the way; try again`,
  }),
  ...meaningsWith('connection', {
    'store-unavailable': `08 57P01 57P02 57P03 57P05 25P03 25P04 ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH EAI_AGAIN LOST: the server cannot be reached for now; try again
    25001 25P02: a transaction was left open on this connection; try again on another
    26000 42P05 0A000: a prepared statement is gone, by DISCARD or in a pooler that does not keep them (PgBouncer: max_prepared_statements)
    53: the server has no room for more; try again
    ELSEWHERE: the tables are on another server, which counts its transactions by itself; connect to that one`,
  }),
  ...meaningsWith(undefined, {
    'store-unavailable': `55P03: somebody else held a lock for longer than the lock timeout; try again
    57014: a statement took longer than the statement timeout; try again
    58: the server cannot use its disk; look at its log
    ENOTFOUND: no host has the name in the connection string; encode special characters of the password, as %40`,
    'store-rejected': `22 23 54: ${refusedValue}`,
    'store-full': `53100: the disk of the server is full; make room`,
    'store-read-only': `25006: this server or transaction does not take writes; connect to the primary`,
    'store-forbidden': `28 SASL: the server refuses this user or password; correct the connection string
    42501: this role may not do that; grant it what the README of @pointbook/postgres lists`,
    'store-corrupt': `42P01 42703 3F000: the tables are not what Pointbook made; restore a backup, or give the ledger another schema
    XX: the server found its own data damaged; look at its log`,
    'store-closed': `POOL_ENDED: the pool or the PGlite was ended; make a new one and a new store`,
    'store-path-unusable': `3D000: the connection string names no database that is there
    ERR_INVALID_URL: the connection string must be like postgres://user:password@host:5432/database
    SELF_SIGNED_CERT_IN_CHAIN DEPTH_ZERO_SELF_SIGNED_CERT UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_GET_ISSUER_CERT_LOCALLY CERT_HAS_EXPIRED ERR_TLS_CERT_ALTNAME_INVALID: the server's certificate is not trusted; give its authority, as sslrootcert in the connection string
    ENOENT: there is no socket or certificate where the connection string says
    NO_TLS: the connection string asks for TLS, which this server does not speak
    UNSUPPORTED: the server does not support what the ledger asks of it; connect to a PostgreSQL 15 or later
    UNPASSED: the pooler does not let timeouts pass; set \`preparedStatements: false\` in the options of the store`,
  }),
]);

/** What pg says without a code of its own, and the code that the table above has for it. */
const codesByMessage: readonly (readonly [words: RegExp, code: string])[] = [
  [
    /Connection terminated|timeout exceeded when trying to connect|not queryable|Query read timeout|timeout expired/,
    'LOST',
  ],
  [/after calling end on the pool|PGlite is clos/, 'POOL_ENDED'],
  [/SASL/, 'SASL'],
  [/SSL connection/, 'NO_TLS'],
];
