import { rmSync } from 'node:fs';
import type { RecordStore } from '@pointbook/core/store';
import type { BackupFailure, BackupProgress, BackupReceipt } from '@pointbook/core/backup';
import { verify } from '@pointbook/core/verify';
import { type Result, ResultAsync } from 'neverthrow';
import { valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { CliContext } from '../cli-context.ts';
import { type Database, databaseOf, withOptions } from '../ledger/open-store.ts';
import { openPrinter } from '../output/printer.ts';
import { readProgram } from '../ledger/program-file.ts';
import { openStatus } from '../output/status.ts';
import { atSignal } from '../stopper.ts';
import { tellFindings, tellUnchecked } from '../output/tell-findings.ts';
import { onWatchedLedger } from '../ledger/watched-ledger.ts';

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

async function backup({ terminal, settings, talk }: CliContext, to: string, options: Options): Promise<void> {
  const program = readProgram(settings.programFile);
  const print = openPrinter(terminal, talk, settings.format, program.timeZone);
  const status = openStatus(terminal);
  let unchecked: readonly string[] = [];
  const check: Check = (store) =>
    new ResultAsync(onWatchedLedger({ terminal, program, store }, ({ pointbook }) => verify(pointbook))).map(
      (verification) => {
        ({ unchecked } = verification);
        return verification;
      },
    );
  let unfinished: string | undefined;
  const stopHeeding = atSignal(() => {
    status.end();
    if (unfinished !== undefined) rmSync(unfinished, { recursive: true, force: true });
  });
  const onProgress = ({ step, share, folder }: BackupProgress) => {
    unfinished = folder;
    status.show(`${steps[step]}${share === null ? '' : ` ${Math.floor(share * 100)} %`} …`);
  };
  const taken = await take(databaseOf(settings.place), { to, check, onProgress }, options);
  stopHeeding();
  status.end();
  if (taken.isErr() && taken.error.kind.startsWith('backup-tool-'))
    talk.say('--pg-dump and --pg-restore name the programs to use.');
  if (taken.isErr() && taken.error.kind === 'backup-not-verified') tellFindings(talk, taken.error.findings);
  await print.one(valueOf(taken), ['file', 'bytes', 'members', 'entries']);
  tellUnchecked(talk, unchecked);
  talk.say('Done: the backup was restored and verified.');
}

/** What is not used is not loaded. */
async function take(
  database: Database,
  common: { readonly to: string; readonly check: Check; readonly onProgress: (progress: BackupProgress) => void },
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

type Check = (store: RecordStore) => ReturnType<typeof verify>;

const steps = { copying: 'Copying', restoring: 'Restoring', checking: 'Verifying' } as const;
