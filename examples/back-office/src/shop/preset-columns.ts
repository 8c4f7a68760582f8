import type { ImportQuery } from '@pointbook/core/jobs';
import { orThrow } from '@pointbook/core/errors';
import type Database from 'better-sqlite3';
import type { OpenLedger } from './ledger.ts';

/**
 * What the columns of another program's files are, as Pointbook reads them. It says so of an import that was started,
 * so one is started in a transaction that is rolled back.
 */
export function presetColumns(
  query: ImportQuery,
  { pointbook }: OpenLedger,
  database: Database.Database,
): readonly { readonly name: string; readonly column: string | null }[] {
  const { mode, from } = query;
  database.exec('BEGIN IMMEDIATE');
  try {
    const command = { mode, ...(from !== undefined && { from }), digest: '0'.repeat(64), actor: 'nobody' };
    const { task } = orThrow(pointbook.within(database).jobs.startImport({ ...command, reason: 'Only looked at' }));
    return task.kind === 'import' ? task.mapping : [];
  } finally {
    database.exec('ROLLBACK');
  }
}
