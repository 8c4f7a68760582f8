import { rmSync } from 'node:fs';
import type { BackupFailure } from '@pointbook/core/backup';
import type { RecordStore } from '@pointbook/core/store';
import { verify } from '@pointbook/core/verify';
import { type Result, ResultAsync } from 'neverthrow';
import type { CliContext } from '../cli-context.ts';
import { type Failure, valueOf } from '../cli-failure.ts';
import { readProgram } from './program-file.ts';
import { openStatus } from '../output/status.ts';
import { atSignal } from '../stopper.ts';
import { tellFindings, tellUnchecked } from '../output/tell-findings.ts';
import { onWatchedLedger } from './watched-ledger.ts';

/** How far work on a copy is. */
interface CopyProgress {
  readonly step: keyof typeof steps;
  readonly share: number | null;
  readonly folder: string;
}

/** What the work is given. */
export interface CopyTools {
  /** Verifies the ledger in the copy. */
  check(copy: RecordStore): ReturnType<typeof verify>;
  onProgress(progress: CopyProgress): void;
}

/**
 * Does something for which a copy of a ledger is verified. It shows how far that is, leaves nothing of the copy where
 * it is stopped, and tells what does not add up.
 */
export async function withVerifiedCopy<Receipt>(
  { terminal, settings, talk }: CliContext,
  work: (tools: CopyTools) => PromiseLike<Result<Receipt, BackupFailure | Failure>>,
): Promise<Receipt> {
  const program = readProgram(settings);
  const status = openStatus(terminal);
  let unchecked: readonly string[] = [];
  let unfinished: string | undefined;
  const stopHeeding = atSignal(() => {
    status.end();
    if (unfinished !== undefined) rmSync(unfinished, { recursive: true, force: true });
  });
  const done = await work({
    check: (store) =>
      new ResultAsync(
        onWatchedLedger({ terminal, program, store, settings }, ({ pointbook }) =>
          pointbook.open().andThen(() => verify(pointbook)),
        ),
      ).map((verification) => {
        ({ unchecked } = verification);
        return verification;
      }),
    onProgress: ({ step, share, folder }) => {
      unfinished = folder;
      status.show(`${steps[step]}${share === null ? '' : ` ${Math.floor(share * 100)} %`} …`);
    },
  });
  stopHeeding();
  status.end();
  if (done.isErr()) tellMore(done.error);
  const receipt = valueOf<Receipt>(done);
  tellUnchecked(talk, unchecked);
  return receipt;

  function tellMore(error: BackupFailure | Failure): void {
    if (error.kind.startsWith('backup-tool-'))
      talk.say("--pg-dump and --pg-restore name the programs to use: those of the server's version.");
    if ('findings' in error) tellFindings(talk, error.findings);
  }
}

const steps = {
  copying: 'Copying',
  restoring: 'Restoring',
  checking: 'Verifying',
  keeping: 'Keeping what is there',
  replacing: 'Replacing it',
} as const;
