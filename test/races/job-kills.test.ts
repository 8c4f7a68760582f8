import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, onTestFinished } from 'vitest';
import { sqliteDump } from '../support/sqlite-dump.ts';
import { jobKills } from './job-kills.ts';

describe('jobs on one SQLite file', () => {
  jobKills(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pointbook-jobs-'));
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
