import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ProgramId } from '@pointbook/core';
import { type SqliteDriver, type SqliteStore, sqliteStore } from '@pointbook/sqlite';
import type { ConformanceHarness, HostTransaction, Need } from '@pointbook/testing';
import Database from 'better-sqlite3';
import { sqliteDump } from './sqlite-dump.ts';

/** An empty ledger in a file of its own. Its dump is plain SQL on another connection. */
export async function sqliteFileLedger(
  needs: readonly Need[] = [],
  driver: SqliteDriver = 'better-sqlite3',
): Promise<ConformanceHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'pointbook-'));
  const file = join(folder, 'points.db');
  const options = { driver, ...(needs.includes('lock') ? { lockTimeoutMs: 50 } : {}) };
  // With the store's own driver: two copies of SQLite in one process do not see each other's locks on a file.
  const connect = () => (driver === 'node:sqlite' ? new DatabaseSync(file, { timeout: 0 }) : new Database(file));
  const open = () => sqliteStore(file, options);
  const others: SqliteStore[] = [];
  const transactions: HostTransaction[] = [];
  const begin = (statement: string) => {
    const transaction = transactionOn(connect(), statement);
    transactions.push(transaction);
    return transaction;
  };
  let store = open();
  return {
    store,
    second: async () => {
      const other = open();
      others.push(other);
      return other;
    },
    faults: {
      lock: async () => {
        const { rollback } = begin('BEGIN IMMEDIATE');
        return { release: rollback };
      },
    },
    begin: async (isolation) =>
      begin(isolation === 'usual' ? 'BEGIN IMMEDIATE' : 'BEGIN; SELECT count(*) FROM sqlite_master'),
    dump: async (programId: ProgramId) => {
      const database = connect();
      try {
        return sqliteDump(database, programId);
      } finally {
        database.close();
      }
    },
    reopen: async () => {
      await store.close();
      store = open();
      return store;
    },
    close: async () => {
      for (const each of transactions) await each.rollback();
      for (const each of [store, ...others]) await each.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A transaction on a connection of its own, which ends with it. */
function transactionOn(connection: Database.Database | DatabaseSync, begin: string): HostTransaction {
  connection.exec(begin);
  let isOpen = true;
  const end = (how: string) => async () => {
    if (!isOpen) return;
    isOpen = false;
    connection.exec(how);
    connection.close();
  };
  return { connection, commit: end('COMMIT'), rollback: end('ROLLBACK') };
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
