import { randomBytes } from 'node:crypto';
import type { ProgramId } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import type { ConformanceHarness } from '@pointbook/testing';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { tables } from './dump-rows.ts';
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
export async function dropSchema(schema: string): Promise<void> {
  await pool().query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
}

/** All that a schema keeps of a program. */
export async function dumpOf(schema: string, programId: ProgramId) {
  return postgresDump(pool(), schema, programId);
}

/** An empty ledger in a schema of its own, on connections of its own. Its dump is plain SQL on another connection. */
export async function postgresLedger(): Promise<ConformanceHarness> {
  const schema = freshSchema();
  const open = () => postgresStore(inject('databaseUrl'), { schema, connections: 4 });
  let store = open();
  return {
    store,
    dump: async (programId) => dumpOf(schema, programId),
    reopen: async () => {
      await store.close();
      store = open();
      return store;
    },
    close: async () => {
      await store.close();
      await dropSchema(schema);
    },
  };
}

/** An empty ledger in a schema that was used before, on connections that stay open: fast, for properties of many runs. */
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
  const deletions = [...tables, 'feeds'].map((table) => `DELETE FROM "${schema}"."${table}";`).join(' ');
  try {
    await pool().query(`SELECT set_config('session_replication_role', 'replica', true); ${deletions}`);
    return true;
  } catch {
    return false;
  }
}
