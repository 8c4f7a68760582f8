import type { JobReceipt } from '@pointbook/core/jobs';
import { Option } from 'commander';
import { CliFailure, valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { checkReason } from '../options/change-options.ts';
import type { ExitCode } from '../exit-codes.ts';
import { limitOption } from '../options/read-options.ts';
import { inCommands } from '../output/in-commands.ts';
import { mapped, rowsOfPages } from '../output/rows.ts';
import { checkFile } from '../files/source-of.ts';
import { checkNewFile, jobColumns, jobRow, workOnJob } from '../jobs/work-on-job.ts';
import { grouped } from '../output/grouped.ts';

const pageSize = 500;

/** `pointbook job`. */
export function addJob(cli: Cli): void {
  const job = cli.command('job', 'Shows, stops, resumes and undoes bulk adjustments and imports.', [
    'pointbook job list --state stopped',
    'pointbook job undo bulk-1a2b3c4d --reason "wrong list"',
  ]);
  cli
    .command(
      'list',
      'Lists jobs, newest first.',
      ['pointbook job list', 'pointbook job list --state running --json'],
      job,
    )
    .addOption(new Option('--state <state>').choices(['running', 'stopped', 'finished']))
    .addOption(limitOption())
    .action(cli.onLedger(list));
  cli
    .command('show <id>', 'Shows a job, and how far it is.', ['pointbook job show bulk-1a2b3c4d'], job)
    .action(cli.onLedger(show));
  cli
    .command(
      'problems <id>',
      'Lists what a job left out, and why.',
      ['pointbook job problems bulk-1a2b3c4d --csv > left-out.csv'],
      job,
    )
    .addOption(limitOption())
    .action(cli.onLedger(problems));
  cli
    .command(
      'resume <id>',
      'Resumes a job that was stopped, or whose process died.',
      ['pointbook job resume bulk-1a2b3c4d', 'pointbook job resume import-add-1a2b3c4d --file gifts.csv'],
      job,
    )
    .option('--file <file>', 'the file of the import, unchanged')
    .option('--rejected <file>', 'where the rows go that an import left out')
    .action(cli.onLedger(resume));
  cli
    .command(
      'stop <id>',
      'Stops a job after the chunk that is being written, also where another process works on it.',
      ['pointbook job stop bulk-1a2b3c4d'],
      job,
    )
    .action(cli.onLedger(stop));
  cli
    .command(
      'undo <id>',
      'Takes back all that a job wrote, and lists points that were spent meanwhile.',
      ['pointbook job undo bulk-1a2b3c4d --reason "wrong list"'],
      job,
    )
    .option('--reason <text>', 'for staff; required where the program says so')
    .option('--comment <text>', 'for the customer')
    .option('-y, --yes', 'do not ask')
    .action(cli.onLedger(undo));
}

async function list(
  { pointbook, print }: LedgerContext,
  { state, limit }: { state?: JobReceipt['state']; limit?: number },
): Promise<void> {
  const size = Math.min(limit ?? pageSize, pageSize);
  const pages = rowsOfPages((cursor) => pointbook.jobs.listJobs(withoutUndefined({ state, limit: size, cursor })));
  const inTable = ['jobId', 'state', 'seen', 'accepted', 'rejected', 'startedAt', 'kind', 'undoneBy'] as const;
  await print.many(mapped(pages, jobRow), { columns: jobColumns, inTable, limit });
}

async function show({ pointbook, print }: LedgerContext, jobId: string): Promise<void> {
  const job = valueOf(await pointbook.jobs.getJob({ jobId }));
  await print.one(jobRow(job), jobColumns, { task: job.task });
}

async function problems(
  { pointbook, print }: LedgerContext,
  jobId: string,
  { limit }: { limit?: number },
): Promise<void> {
  const size = Math.min(limit ?? pageSize, pageSize);
  const pages = rowsOfPages((cursor) =>
    pointbook.jobs.listProblems({ jobId, limit: size, ...withoutUndefined({ cursor }) }),
  );
  const rows = mapped(pages, (row) => ({ ...row, message: inCommands(row) }));
  await print.many(rows, { columns: ['number', 'memberId', 'kind', 'message'], limit });
}

async function resume(
  context: LedgerContext,
  jobId: string,
  { file, rejected }: { file?: string; rejected?: string },
): Promise<ExitCode> {
  const { pointbook, talk } = context;
  checkNewFile(rejected);
  if (file !== undefined) checkFile(file);
  let job = valueOf(await pointbook.jobs.getJob({ jobId }));
  if (job.task.kind === 'import' && file === undefined)
    throw new CliFailure('usage', 'The job is an import: name its file with --file.');
  if (job.state === 'stopped') job = valueOf(await pointbook.jobs.resumeJob({ jobId }));
  if (job.state === 'finished') talk.warn('The job was finished before; nothing was changed now.');
  return workOnJob(context, job, {
    total: await totalOf(context, job),
    file: job.task.kind === 'import' ? file : undefined,
    rejected,
  });
}

/** How much a job is for, where that is quickly told. */
async function totalOf({ pointbook, store, program }: LedgerContext, { task }: JobReceipt): Promise<number | null> {
  if (task.kind === 'undo')
    return (await pointbook.jobs.getJob({ jobId: task.undoes })).map(({ accepted }) => accepted).unwrapOr(null);
  if (task.kind === 'import' || task.selection.who !== 'everyone') return null;
  return (await store.rows.countAccounts(program.programId)).unwrapOr(null);
}

async function stop({ pointbook, print }: LedgerContext, jobId: string): Promise<void> {
  const job = valueOf(await pointbook.jobs.stopJob({ jobId }));
  await print.one(jobRow(job), jobColumns, { task: job.task });
}

interface UndoOptions {
  readonly reason?: string;
  readonly comment?: string;
  readonly yes?: true;
}

async function undo(context: LedgerContext, jobId: string, { reason, comment, yes }: UndoOptions): Promise<ExitCode> {
  const { pointbook, talk, settings } = context;
  checkReason(context.program, reason);
  const job = valueOf(await pointbook.jobs.getJob({ jobId }));
  talk.say(
    `This takes back ${job.accepted === 1 ? '1 entry' : `${grouped(job.accepted)} entries`}, which gave ${grouped(job.given)} and took ${grouped(job.taken)} points.`,
  );
  await talk.confirm('Do it?', yes === true);
  const undoing = withoutUndefined({ jobId: `undo-${jobId}`, undoes: jobId, actor: settings.actor, reason, comment });
  return workOnJob(context, valueOf(await pointbook.jobs.undoJob(undoing)), { total: job.accepted });
}
