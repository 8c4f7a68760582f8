import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, onTestFinished } from 'vitest';
import { sqliteDump } from '../support/sqlite-dump.ts';
import { codeRaces } from './code-races.ts';

describe('codes between processes on one SQLite file', () => {
  codeRaces(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pointbook-codes-'));
    const file = join(folder, 'points.db');
    onTestFinished(async () => rm(folder, { recursive: true, force: true }));
    const dump = async () => {
      const database = new Database(file);
      try {
        return sqliteDump(database, 'shop' as never);
      } finally {
        database.close();
      }
    };
    return { place: { file }, dump };
  });
});
