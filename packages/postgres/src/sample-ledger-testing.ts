// Schemas for the tests of this package.
import { randomBytes } from 'node:crypto';
import { ledgerView } from '@pointbook/testing';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import type { PostgresClient } from './connections/postgres-pool.ts';
import type { PostgresStore } from './postgres-store.ts';

/** The name of a schema that nobody uses. */
function freshSchema(): string {
  return `t_${randomBytes(8).toString('hex')}`;
}

/** A schema of its own, which is dropped when the test is over, or whenever, and a pool to work on it by hand. */
export function temporarySchema(whenOver: (cleanUp: () => Promise<void>) => void = onTestFinished) {
  const schema = freshSchema();
  const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 4 });
  whenOver(async () => {
    await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await pool.end();
  });
  return { schema, pool };
}

/** The transaction that a host has begun on a client, seen as one of typed records. */
export function joined(store: PostgresStore, client: PostgresClient) {
  return ledgerView({ ...store, transact: store.joinAsync(client).transact });
}
