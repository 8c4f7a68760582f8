import { randomBytes } from 'node:crypto';
import type { ProgramId } from '@pointbook/core';
import { type PostgresStore, postgresStore, type PostgresStoreOptions } from '@pointbook/postgres';
import type { ConformanceHarness, Need } from '@pointbook/testing';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { openProxy, places } from '../../faults/postgres-proxy.ts';
import { postgresDump } from './postgres-dump.ts';

/** Our own connections of this test file, beside those of the stores. */
let ours: pg.Pool | null = null;
const spare: string[] = [];

function pool(): pg.Pool {
  ours ??= new pg.Pool({ connectionString: inject('databaseUrl'), max: 6 });
  return ours;
}

afterAll(async () => {
  for (const schema of spare.splice(0)) await dropSchema(schema);
  await ours?.end();
  ours = null;
});

/** The name of a schema that nobody uses. */
export function freshSchema(): string {
  return `h_${randomBytes(8).toString('hex')}`;
}

/** Removes a schema with all that is in it. */
export async function dropSchema(schema: string, by = pool()): Promise<void> {
  await by.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
}

/** All that a schema keeps of a program. */
export async function dumpOf(schema: string, programId: ProgramId, by = pool()) {
  return postgresDump(by, schema, programId);
}

/** The way that stores take to the server, where it is not the plain one. */
export interface Way {
  readonly url: string;
  readonly options?: PostgresStoreOptions;
  /** Makes the tables in a schema, and answers the way to them. */
  prepare?(schema: string): Promise<string>;
  /** The connections by which a schema is dumped and dropped; our own unless said. */
  readonly pool?: pg.Pool;
}

/** An empty ledger in a schema of its own, on connections of its own. Its dump is plain SQL on another connection. */
export async function postgresLedger(
  needs: readonly Need[] = [],
  way: Way = { url: inject('databaseUrl') },
): Promise<ConformanceHarness> {
  const schema = freshSchema();
  const url = (await way.prepare?.(schema)) ?? way.url;
  const cleanUps: (() => Promise<void>)[] = [];
  const begin = async (statement: string) => {
    const started = await transaction(statement, url);
    cleanUps.push(started.rollback);
    return started;
  };
  const canFail = needs.includes('cut') || needs.includes('lose-commit');
  const proxy = canFail ? await openProxy(url, (cleanUp) => cleanUps.push(cleanUp)) : null;
  const options = {
    ...way.options,
    schema,
    connections: 4,
    ...(needs.includes('lock') ? { lockTimeoutMs: 100, retryForMs: 0 } : {}),
  };
  const open = () => postgresStore(proxy?.url ?? url, options);
  const others: PostgresStore[] = [];
  let store = open();
  return {
    store,
    dump: async (programId) => dumpOf(schema, programId, way.pool),
    second: async () => {
      const other = open();
      others.push(other);
      return other;
    },
    faults: {
      lock: async (_programId, memberId) => {
        const { connection, rollback } = await begin('BEGIN');
        await connection.query(`SELECT FROM "${schema}".accounts WHERE member_id = $1 FOR UPDATE`, [memberId]);
        return { release: rollback };
      },
      cut: async () => proxy?.cutAll(),
      loseCommit: async (when) => proxy?.arm({ at: places.COMMIT(), forward: when === 'after', how: 'cut' }),
    },
    begin: async (isolation) =>
      begin(isolation === 'usual' ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1'),
    reopen: async () => {
      await store.close();
      store = open();
      return store;
    },
    close: async () => {
      for (const cleanUp of cleanUps) await cleanUp();
      for (const each of [store, ...others]) await each.close();
      await dropSchema(schema, way.pool);
    },
  };
}

/** A transaction on a connection of its own, which ends with it. */
async function transaction(begin: string, connectionString: string) {
  const connection = new pg.Client({ connectionString });
  await connection.connect();
  await connection.query(begin);
  let isOpen = true;
  const end = (how: string) => async () => {
    if (!isOpen) return;
    isOpen = false;
    await connection.query(how);
    await connection.end();
  };
  return { connection, commit: end('COMMIT'), rollback: end('ROLLBACK') };
}

/**
 * An empty ledger in a schema that was used before, on connections that stay open: fast, for properties of many runs.
 */
export async function postgresReusedLedger(): Promise<ConformanceHarness> {
  const schema = spare.pop() ?? freshSchema();
  const open = () => postgresStore(pool(), { schema });
  const store = open();
  return {
    store,
    dump: async (programId) => dumpOf(schema, programId),
    reopen: async () => open(),
    close: async () => {
      await store.close();
      if (await isEmptied(schema)) spare.push(schema);
      else await dropSchema(schema);
    },
  };
}

/** Takes all rows out past the triggers that keep them, as only a superuser may. */
async function isEmptied(schema: string): Promise<boolean> {
  const deletions = ['notes', 'entries', 'accounts', 'records', 'uniques', 'lists', 'versions', 'programs']
    .map((table) => `DELETE FROM "${schema}"."${table}";`)
    .join(' ');
  try {
    await pool().query(`SELECT set_config('session_replication_role', 'replica', true); ${deletions}`);
    return true;
  } catch {
    return false;
  }
}
