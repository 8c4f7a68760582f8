import type { Cli } from '../cli.ts';
import type { CliContext } from '../cli-context.ts';
import { databaseOf, migrateStore } from '../open-store.ts';

/** `pointbook migrate`. */
export function addMigrate(cli: Cli): void {
  cli
    .command('migrate', 'Makes the tables of a ledger, or brings them up to date. No other command does that.', [
      'pointbook migrate --db points.db',
      'POINTBOOK_DB=postgres://pos@localhost/shop pointbook migrate',
    ])
    .action(cli.alone(migrate));
}

async function migrate({ settings, talk }: CliContext): Promise<void> {
  await migrateStore(databaseOf(settings.place));
  talk.say('The tables are up to date.');
}
