import { CliFailure, valueOf } from '../cli-failure.ts';
import { type CliContext, withLedger } from '../cli-context.ts';
import type { Cli } from '../cli.ts';
import { databaseOf, migrateStore, sqlOfMigration } from '../ledger/open-store.ts';
import { write } from '../terminal.ts';

interface Options {
  readonly finish?: true;
  readonly print?: true;
}

/** `pointbook migrate`. */
export function addMigrate(cli: Cli): void {
  cli
    .command('migrate', 'Makes the tables of a ledger, or brings them up to date. No other command does that.', [
      'pointbook migrate --db points.db',
      'POINTBOOK_DB=postgres://pos@localhost/shop pointbook migrate',
      'pointbook migrate --print > migration.sql',
      'pointbook migrate --finish',
    ])
    .option(
      '--finish',
      'has all processes write the records of the program in the formats of this version, which an older version may not know; use it once every process runs this version or a newer one',
    )
    .option('--print', 'write the SQL that would be run, and run nothing')
    .action(cli.alone(migrate));
}

async function migrate(context: CliContext, { finish, print }: Options): Promise<void> {
  const { settings, talk, terminal } = context;
  if (print) {
    if (finish) throw new CliFailure('usage', '--finish runs no SQL that could be printed: give one of the two.');
    const sql = await sqlOfMigration(databaseOf(settings.place), settings.plugins);
    if (sql === '') return talk.say('The tables are as this version of Pointbook needs them: nothing would be run.');
    return write(terminal.stdout, `-- Run this in one transaction.\n${sql}`);
  }
  await migrateStore(databaseOf(settings.place), settings.plugins);
  talk.say('The tables are as this version of Pointbook needs them.');
  if (!finish) return;
  await withLedger(context, async ({ pointbook }) => {
    valueOf(await pointbook.finishUpgrade());
  });
  talk.say(
    'Records are written in the formats of this version from now on. Processes that do not know them are refused.',
  );
}
