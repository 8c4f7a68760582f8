import type { ProgramId } from '@pointbook/core';
import type { LedgerDump } from '@pointbook/testing';
import type Database from 'better-sqlite3';
import { dumpOf, type Row, rowsOfEach } from './dump-rows.ts';

/** Reads a ledger in SQLite by plain SQL, with nothing of the store that wrote it. */
export function sqliteDump(database: Database.Database, programId: ProgramId): LedgerDump {
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'pointbook_entries'").get() === undefined;
  const rows = (table: string): Row[] =>
    isEmpty
      ? []
      : (database.prepare(`SELECT * FROM pointbook_${table} WHERE program_id = ?`).all(programId) as object[]).map(
          read,
        );
  return dumpOf(rowsOfEach(rows));
}

const json = ['program', 'account', 'activity', 'saves', 'invoice', 'challenge', 'budget', 'job', 'effect'];
const flags = ['phone_verified', 'email_verified'];

function read(row: object): Row {
  const valueOf = (column: string, value: unknown): unknown => {
    if (json.includes(column)) return JSON.parse(String(value));
    return flags.includes(column) ? value === 1 : value;
  };
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, valueOf(column, value)])) as Row;
}
