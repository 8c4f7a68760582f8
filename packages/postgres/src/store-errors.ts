import type { StoreError } from '@pointbook/core/store';
import { storeErrorOf as errorOf, type Meaning } from '@pointbook/sql';

/** What a failure of the server or of the way to it means. */
export interface Diagnosis extends Meaning {
  /** What trying again at once may mend: `transaction` on the same connection, `connection` on another one. */
  readonly again?: 'transaction' | 'connection';
}

/** What was thrown, as a value; what is no failure of storage is a mistake in a program and is thrown again. */
export function storeErrorOf(thrown: unknown): StoreError {
  return errorOf(thrown, 'PostgreSQL', diagnose);
}

/** What a driver's error means; null for what is no failure of storage. */
export function diagnose(thrown: unknown): Diagnosis | null {
  if (!(thrown instanceof Error)) return null;
  const { code } = thrown as { code?: unknown };
  if (code === '08P01' && thrown.message.includes('unsupported startup parameter')) return unpassed;
  if (typeof code === 'string') return byCode[code] ?? byClass[code.slice(0, 2)] ?? null;
  return byMessage.find(([message]) => thrown.message.includes(message))?.[1] ?? null;
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
  return isLost(thrown) || /^(53|58|XX)/.test(String((thrown as { code?: unknown } | null)?.code));
}

/** Whether pg gave up waiting for an answer: the server may still be at it. */
export function isUnanswered(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.includes('Query read timeout');
}

/** Whether a row with this key is there already: another caller wrote it, or the decision did not look. */
export function isDuplicate(thrown: unknown): boolean {
  return (thrown as { code?: unknown } | null)?.code === '23505';
}

/** Whether somebody held a lock for longer than a statement may wait for it. */
export function isLockTimeout(thrown: unknown): boolean {
  return (thrown as { code?: unknown } | null)?.code === '55P03';
}

/** Whether a statement named a schema or a table that is not there. */
export function isTableMissing(thrown: unknown): boolean {
  const { code } = thrown as { code?: unknown };
  return code === '42P01' || code === '3F000';
}

const conflict = {
  kind: 'store-unavailable',
  advice: 'other transactions were in the way; try again',
  again: 'transaction',
} as const;
const lost = {
  kind: 'store-unavailable',
  advice: 'the server cannot be reached for now; try again',
  again: 'connection',
} as const;
const stale = {
  kind: 'store-unavailable',
  advice:
    'a prepared statement is gone, by DISCARD or in a pooler that does not keep them (PgBouncer: max_prepared_statements)',
  again: 'connection',
} as const;
const timeout = (what: string) => ({ kind: 'store-unavailable', advice: `${what}; try again` }) as const;
const forbidden = {
  kind: 'store-forbidden',
  advice: 'this role may not do that; grant it what the README of @pointbook/postgres lists',
} as const;
const rejected = {
  kind: 'store-rejected',
  advice: 'the database refused a value; nothing of the batch was written',
} as const;
const damaged = {
  kind: 'store-corrupt',
  advice: 'the tables are not what Pointbook made; restore a backup, or give postgresStore() another schema',
} as const;
const leftOpen = {
  kind: 'store-unavailable',
  advice: 'a transaction was left open on this connection; try again on another',
  again: 'connection',
} as const;
const ended = { kind: 'store-closed', advice: 'the pool was ended; make a new pool and a new store' } as const;
const unpassed = {
  kind: 'store-path-unusable',
  advice: 'the pooler must let timeouts pass; put them into its ignore_startup_parameters',
} as const;
const noTls = {
  kind: 'store-path-unusable',
  advice: 'the connection string asks for TLS, which this server does not speak',
} as const;
const distrusted = {
  kind: 'store-path-unusable',
  advice: "the server's certificate is not trusted; give its authority, as sslrootcert in the connection string",
} as const;
const noDatabase = {
  kind: 'store-path-unusable',
  advice: 'the connection string names no database that is there',
} as const;

/** By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) or the code of a socket's error. */
const byCode: Readonly<Record<string, Diagnosis>> = {
  '40001': conflict,
  '40P01': conflict,
  '55P03': timeout('somebody else held a lock for longer than the lock timeout'),
  '57014': timeout('a statement took longer than the statement timeout'),
  '57P01': lost,
  '57P02': lost,
  '57P03': lost,
  '57P05': lost,
  '25P03': lost,
  '25006': {
    kind: 'store-read-only',
    advice: 'this server or transaction does not take writes; connect to the primary',
  },
  '25001': leftOpen,
  '25P02': leftOpen,
  '25P04': lost,
  '26000': stale,
  '42P05': stale,
  '0A000': stale,
  '42501': forbidden,
  '3D000': noDatabase,
  '42P01': damaged,
  '42703': damaged,
  '3F000': damaged,
  '53100': { kind: 'store-full', advice: 'the disk of the server is full; make room' },
  ECONNREFUSED: lost,
  ECONNRESET: lost,
  EPIPE: lost,
  ETIMEDOUT: lost,
  EHOSTUNREACH: lost,
  ENETUNREACH: lost,
  EAI_AGAIN: lost,
  ENOTFOUND: {
    kind: 'store-unavailable',
    advice: 'no host has the name in the connection string; encode special characters of the password, as %40',
  },
  ERR_INVALID_URL: {
    kind: 'store-path-unusable',
    advice: 'the connection string must be like postgres://user:password@host:5432/database',
  },
  SELF_SIGNED_CERT_IN_CHAIN: distrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: distrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: distrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: distrusted,
  CERT_HAS_EXPIRED: distrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: distrusted,
  ENOENT: { kind: 'store-path-unusable', advice: 'there is no socket or certificate where the connection string says' },
};

/** By the class of an SQLSTATE. */
const byClass: Readonly<Record<string, Diagnosis>> = {
  '08': lost,
  '22': rejected,
  '23': rejected,
  '28': { kind: 'store-forbidden', advice: 'the server refuses this user or password; correct the connection string' },
  '53': { kind: 'store-unavailable', advice: 'the server has no room for more; try again', again: 'connection' },
  '54': rejected,
  '58': { kind: 'store-unavailable', advice: 'the server cannot use its disk; look at its log' },
  XX: { kind: 'store-corrupt', advice: 'the server found its own data damaged; look at its log' },
};

/** What pg says without a code. */
const byMessage: readonly (readonly [words: string, Diagnosis])[] = [
  ['Connection terminated', lost],
  ['timeout exceeded when trying to connect', lost],
  ['not queryable', lost],
  ['Query read timeout', lost],
  ['timeout expired', lost],
  ['after calling end on the pool', ended],
  ['SASL', byClass['28'] as Diagnosis],
  ['SSL connection', noTls],
];
