import { valueOf } from '../cli-failure.ts';
import { type CliContext, withLedger } from '../cli-context.ts';
import type { Cli } from '../cli.ts';
import { databaseOf, migrateStore } from '../ledger/open-store.ts';

interface Options {
  readonly finish?: true;
}

/** `pointbook migrate`. */
export function addMigrate(cli: Cli): void {
  cli
    .command('migrate', 'Makes the tables of a ledger, or brings them up to date. No other command does that.', [
      'pointbook migrate --db points.db',
      'POINTBOOK_DB=postgres://pos@localhost/shop pointbook migrate',
      'pointbook migrate --finish',
    ])
    .option(
      '--finish',
      'has all processes write the records of the program in the formats of this version, which an older version may not know; use it once every process runs this version or a newer one',
    )
    .action(cli.alone(migrate));
}

async function migrate(context: CliContext, { finish }: Options): Promise<void> {
  const { settings, talk } = context;
  await migrateStore(databaseOf(settings.place));
  talk.say('The tables are as this version of Pointbook needs them.');
  if (!finish) return;
  await withLedger(context, async ({ pointbook }) => {
    valueOf(await pointbook.finishUpgrade());
  });
  talk.say(
    'Records are written in the formats of this version from now on. Processes that do not know them are refused.',
  );
}
