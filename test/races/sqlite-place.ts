import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerDump } from '@pointbook/testing';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { sqliteDump } from '../support/stores/sqlite-dump.ts';

/** A file for one test, which is gone with it, and what lies in it. */
export async function sqlitePlace() {
  const folder = await mkdtemp(join(tmpdir(), 'pointbook-race-'));
  const file = join(folder, 'points.db');
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const dump = async (): Promise<LedgerDump> => {
    const database = new Database(file);
    try {
      return sqliteDump(database, 'shop' as never);
    } finally {
      database.close();
    }
  };
  return { place: { file }, dump };
}
