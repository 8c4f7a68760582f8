import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteStore } from '@pointbook/sqlite';
import { postgresStore } from '@pointbook/postgres';
import { cache } from '../../../scripts/workspace.ts';
import type { BenchCase, Progress } from '../bench-case.ts';
import { withDatabases } from '../postgres/databases.ts';
import { measureEmails } from './emails.ts';
import { measureCodes } from './request-and-confirm.ts';

/**
 * Redemptions by code, with a notifier that does nothing, against earning on the same ledger; and messages over SMTP.
 */
export async function codesSuite(progress: Progress): Promise<readonly BenchCase[]> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    const onSqlite = await measureCodes('sqlite', sqliteStore(join(folder, 'codes.db')), progress);
    const onPostgres = await withDatabases(async (databases) => {
      const url = await databases.create('codes');
      return measureCodes('postgres', postgresStore(url), progress, databases.settle);
    });
    progress('email: 200 messages over SMTP');
    return [...onSqlite, ...onPostgres, await measureEmails(200)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
