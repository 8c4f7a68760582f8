import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramId } from '@pointbook/core';
import { type SqliteStore, sqliteStore } from '@pointbook/sqlite';
import type { ConformanceHarness, HostTransaction, Need } from '@pointbook/testing';
import Database from 'better-sqlite3';
import { sqliteDump } from './sqlite-dump.ts';

/** An empty ledger in a file of its own. Its dump is plain SQL on another connection. */
export async function sqliteFileLedger(needs: readonly Need[] = []): Promise<ConformanceHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'pointbook-'));
  const file = join(folder, 'points.db');
  const options = needs.includes('lock') ? { lockTimeoutMs: 50 } : {};
  const open = () => sqliteStore(file, options);
  const others: SqliteStore[] = [];
  const transactions: HostTransaction[] = [];
  const begin = (statement: string) => {
    const transaction = transactionOn(file, statement);
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
      const database = new Database(file);
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
function transactionOn(file: string, begin: string): HostTransaction {
  const connection = new Database(file);
  connection.exec(begin);
  const end = (how: string) => async () => {
    if (!connection.open) return;
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
