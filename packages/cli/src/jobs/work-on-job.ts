import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileSource, JobReceipt } from '@pointbook/core/jobs';
import { CliFailure, failureOf, valueOf } from '../cli-failure.ts';
import type { LedgerContext } from '../cli-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { openProgress } from '../output/progress.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import { openStopper } from '../stopper.ts';
import { forExcel } from '../files/for-excel.ts';
import { sourceOf, statsOf } from '../files/source-of.ts';
import { fileExists, writeFileWhole } from '../files/write-file-whole.ts';
import { countOf, grouped } from '../output/grouped.ts';

/** What a job needs to be done here. */
export interface JobWork {
  /** Rows, members or entries in all, where that is known. */
  readonly total: number | null;
  /** The file of an import. */
  readonly file?: string | undefined;
  /** Where the rows go that an import left out. */
  readonly rejected?: string | undefined;
}

/** Works on a job to its end, or until somebody stops it, and tells how it went. */
export async function workOnJob(
  context: LedgerContext,
  begun: JobReceipt,
  { total, file, rejected }: JobWork,
): Promise<ExitCode> {
  const { pointbook, print, talk, terminal } = context;
  const { jobId } = begun;
  const source = file === undefined ? undefined : sourceOf(file);
  const unit = unitOf(begun);
  const goOn = `pointbook job resume ${shellQuoted(jobId)}${file === undefined ? '' : ` --file ${shellQuoted(file)}`}`;
  const stopper = openStopper(terminal, talk);
  const progress = openProgress(terminal, { unit, total, from: begun.seen });
  let job = begun;
  try {
    for await (const step of pointbook.jobs.runJob(source === undefined ? { jobId } : { jobId, source })) {
      if (step.isErr()) throw leftOff(failureOf(step.error), goOn);
      job = step.value;
      progress.at(job.seen);
      if (stopper.isStopped() && job.state === 'running') job = valueOf(await pointbook.jobs.stopJob({ jobId }));
    }
  } finally {
    progress.end();
    stopper.close();
  }
  await print.one(jobRow(job), jobColumns, { task: job.task });
  if (job.state === 'stopped') {
    talk.warn(`Stopped after ${grouped(job.seen)} ${unit}; what was done stays. Go on with:`);
    talk.warn(`  ${goOn}`);
    return exitCodes.stopped;
  }
  return tellProblems(context, job, source, rejected);
}

/** A job that something outside interrupts is not begun anew: a bulk one would be another job, and give twice. */
function leftOff(failure: CliFailure, goOn: string): CliFailure {
  if (failure.exitCode !== exitCodes.store) return failure;
  return failure.saying(`${failure.message} What was done stays; go on with: ${goOn}`);
}

async function tellProblems(
  { pointbook, talk }: LedgerContext,
  { jobId, rejected: leftOut, ended = 0 }: JobReceipt,
  source: FileSource | undefined,
  rejected: string | undefined,
): Promise<ExitCode> {
  const problems = valueOf(await pointbook.jobs.listProblems({ jobId, limit: 1 }));
  if (problems.items.length === 0) return exitCodes.done;
  if (ended > 0) talk.warn(`${countOf(ended, 'point')} had ended, and were gone at once.`);
  talk.warn(
    `Some rows or members were left out, or done in part: \`pointbook job problems ${shellQuoted(jobId)}\` lists them, and says why.`,
  );
  if (rejected !== undefined && source !== undefined && leftOut > 0) {
    await writeFileWhole(rejected, forExcel(pointbook.jobs.rejectedRows({ jobId, source })));
    talk.warn(`${rejected} has the rows that were left out: mend them there, and import it.`);
  }
  return exitCodes.inPart;
}

/** Refuses early what would be refused after all the work. */
export function checkNewFile(file: string | undefined): void {
  if (file === undefined) return;
  if (existsSync(file)) throw fileExists(file);
  const folder = dirname(file);
  if (statsOf(folder)?.isDirectory() !== true)
    throw new CliFailure('file-unwritable', `There is no folder ${folder}: make it first.`, exitCodes.usage);
}

/** A job as a row, whether or not it is the answer to a command. */
export function jobRow({ task, replayed: _replayed, ...job }: JobReceipt & { readonly replayed?: boolean }) {
  return { ...job, kind: task.kind === 'import' ? `import ${task.mode}` : task.kind };
}

/** The columns of jobs. */
export const jobColumns = [
  'jobId',
  'kind',
  'state',
  'seen',
  'accepted',
  'rejected',
  'skipped',
  'given',
  'taken',
  'actor',
  'startedAt',
  'changedAt',
  'undoneBy',
] as const;

function unitOf({ task }: JobReceipt): string {
  if (task.kind === 'bulk') return 'members';
  return task.kind === 'import' ? 'rows' : 'entries';
}
