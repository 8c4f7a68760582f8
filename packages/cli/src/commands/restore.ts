import { existsSync } from 'node:fs';
import type { Cli } from '../cli.ts';
import type { CliContext } from '../cli-context.ts';
import { CliFailure } from '../cli-failure.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import { databaseOf, withOptions } from '../ledger/open-store.ts';
import { openPrinter } from '../output/printer.ts';
import { withVerifiedCopy } from '../ledger/verified-copy.ts';

/** `pointbook restore`. */
export function addRestore(cli: Cli): void {
  cli
    .command(
      'restore <backup>',
      'Verifies a backup, and puts it in the place of the ledger, which is kept beside it. Nobody else may have the ledger open.',
      ['pointbook restore points-2026-11-22.db', 'pointbook restore before.db --db points.db --yes'],
    )
    .option('-y, --yes', 'do not ask')
    .action(cli.alone(restore));
}

async function restore(context: CliContext, from: string, { yes }: { readonly yes?: true }): Promise<void> {
  const { terminal, settings, talk } = context;
  if (from === '') throw new CliFailure('usage', 'Name the file of the backup.');
  const database = databaseOf(settings.place);
  if (database.kind === 'postgres') throw onPostgres(from);
  const { file: to, options } = database;
  if (existsSync(to)) {
    talk.say(
      `This puts ${from} in the place of ${to}. What was written since that backup is in the file that is kept beside it, and in the ledger no more.`,
    );
    await talk.confirm('Do it?', yes === true);
  }
  const { restoreSqlite } = await import('@pointbook/sqlite/backup');
  const receipt = await withVerifiedCopy(context, async (tools) =>
    withOptions(() => restoreSqlite({ from, to, ...options, ...tools })),
  );
  const print = openPrinter(terminal, talk, settings.format, 'UTC');
  await print.one({ ...receipt }, ['file', 'replaced', 'members', 'entries']);
  talk.say('Done: the ledger is the backup now.');
}

function onPostgres(from: string): CliFailure {
  const message = `A ledger on PostgreSQL is restored by PostgreSQL's own program. End all programs that write. Then let the role that owns the tables run \`pg_restore --exit-on-error --single-transaction --dbname=postgres://… ${shellQuoted(from)}\` on a database that has no schema of the ledger, and run \`pointbook verify\` on it. Nothing was done.`;
  return new CliFailure('restore-elsewhere', message);
}
