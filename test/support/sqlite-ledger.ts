import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramId } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import type { ConformanceHarness } from '@pointbook/testing';
import Database from 'better-sqlite3';
import { sqliteDump } from './sqlite-dump.ts';

/** An empty ledger in a file of its own. Its dump is plain SQL on another connection. */
export async function sqliteFileLedger(): Promise<ConformanceHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'pointbook-'));
  const file = join(folder, 'points.db');
  let store = sqliteStore(file);
  return {
    store,
    dump: async (programId: ProgramId) => {
      const database = new Database(file);
      try {
        return sqliteDump(database, programId);
      } finally {
        database.close();
      }
    },
    reopen: async () => {
      await store.close();
      store = sqliteStore(file);
      return store;
    },
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** An empty ledger in a database that lives in memory: fast, for properties of many runs. */
export async function sqliteMemoryLedger(): Promise<ConformanceHarness> {
  const database = new Database(':memory:');
  const store = sqliteStore(database);
  return {
    store,
    dump: async (programId) => sqliteDump(database, programId),
    reopen: async () => sqliteStore(database),
    close: async () => {
      await store.close();
      database.close();
    },
  };
}
