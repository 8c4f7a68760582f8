import type { ProgramId } from '@pointbook/core';
import type { LedgerDump } from '@pointbook/testing';
import type { DatabaseSync } from 'node:sqlite';
import type Database from 'better-sqlite3';
import { dumpOf, type Row, rowsOfEach, selects } from './dump-rows.ts';

/** Reads a ledger in SQLite by plain SQL, with nothing of the store that wrote it. */
export function sqliteDump(database: Database.Database | DatabaseSync, programId: ProgramId): LedgerDump {
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'pointbook_entries'").get() === undefined;
  const sql = selects((name) => `pointbook_${name}`, '?');
  return dumpOf(rowsOfEach((part) => (isEmpty ? [] : (database.prepare(sql[part]).all(programId) as Row[]))));
}
