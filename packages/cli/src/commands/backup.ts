import type { BackupFailure, BackupReceipt } from '@pointbook/core/backup';
import type { Result } from 'neverthrow';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { CliContext } from '../cli-context.ts';
import { type Database, databaseOf, withOptions } from '../ledger/open-store.ts';
import { openPrinter } from '../output/printer.ts';
import { type CopyTools, withVerifiedCopy } from '../ledger/verified-copy.ts';

interface Options {
  readonly scratch?: string;
  readonly pgDump?: string;
  readonly pgRestore?: string;
}

/** `pointbook backup`. */
export function addBackup(cli: Cli): void {
  cli
    .command(
      'backup <file>',
      'Backs up the ledger, restores the backup beside it, and verifies that. Only then the file gets its name.',
      [
        'pointbook backup points-2026-11-22.db',
        'pointbook backup points.dump --db postgres://pos@localhost/shop   # with pg_dump',
      ],
    )
    .option(
      '--scratch <URL>',
      'the server on which a PostgreSQL backup is restored to be verified; that of the ledger when left out',
    )
    .option('--pg-dump <path>', 'the program pg_dump, if it is not in PATH')
    .option('--pg-restore <path>', 'the program pg_restore, if it is not in PATH')
    .action(cli.alone(backup));
}

async function backup(context: CliContext, to: string, options: Options): Promise<void> {
  const { terminal, settings, talk } = context;
  const database = databaseOf(settings.place);
  const receipt = await withVerifiedCopy(context, async (tools) => take(database, { to, ...tools }, options));
  const print = openPrinter(terminal, talk, settings.format, 'UTC');
  await print.one({ ...receipt }, ['file', 'bytes', 'members', 'entries']);
  talk.say('Done: the backup was restored and verified.');
}

interface Common extends CopyTools {
  readonly to: string;
}

/** What is not used is not loaded. */
async function take(
  database: Database,
  common: Common,
  { scratch, pgDump, pgRestore }: Options,
): Promise<Result<BackupReceipt, BackupFailure>> {
  if (database.kind === 'sqlite') {
    const { backupSqlite } = await import('@pointbook/sqlite/backup');
    return withOptions(() => backupSqlite({ ...common, from: database.file, ...database.options }));
  }
  const { backupPostgres } = await import('@pointbook/postgres/backup');
  const given = withoutUndefined({ scratch, tools: withoutUndefined({ pgDump, pgRestore }) });
  return withOptions(() => backupPostgres({ ...common, from: database.url, ...database.options, ...given }));
}
