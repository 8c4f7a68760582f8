import type { AnyRecordKind, Plugin } from '../../plugin.ts';
import { checkOptionNames } from '../../shapes.ts';
import type { PhoneReader } from './csv/cells/phone-reader.ts';
import { getJob } from './get-job.ts';
import { getProgress } from './get-progress.ts';
import { jobProblems } from './job-problem.ts';
import { jobRecords } from './job-record.ts';
import type { FileHost, JobsHost } from './jobs-host.ts';
import { listJobs } from './list-jobs.ts';
import { listProblems } from './list-problems.ts';
import { previewBulk } from './bulk/preview-bulk.ts';
import { importFile } from './imports/import-file.ts';
import { previewImport } from './imports/preview-import.ts';
import { rejectedRows } from './imports/rejected-rows.ts';
import { resumeJob } from './resume-job.ts';
import { runDue } from './run-due.ts';
import { runJob } from './run-job.ts';
import { startBulk } from './bulk/start-bulk.ts';
import { startImport } from './imports/start-import.ts';
import { stopJob } from './stop-job.ts';
import { undoJob } from './undo-job.ts';

const jobVerbs = {
  /**
   * Says what a bulk adjustment would do: to how many members, and how many points. It writes nothing.
   *
   * @example
   * ```ts
   * const preview = await pointbook.jobs.previewBulk({ members: { everyone: true }, change: { add: 50 } });
   * if (preview.isOk()) print(`${preview.value.given} points for ${preview.value.accepted} members`);
   * ```
   */
  previewBulk,
  /**
   * Starts a bulk adjustment as a job, which `runJob` then does.
   *
   * @example
   * ```ts
   * await pointbook.jobs.startBulk({
   *   jobId: 'eid-2026', members: { filter: { tier: 'gold' } }, change: { add: 50 },
   *   actor: 'staff-3', reason: 'Eid gift', comment: 'A gift for Eid',
   * });
   * ```
   */
  startBulk,
  /**
   * Reads a CSV file from its first byte to its last, looks its members up, and says what its rows would do. It writes
   * nothing.
   *
   * @example
   * ```ts
   * const preview = await pointbook.jobs.previewImport({ mode: 'add', source });
   * if (preview.isOk()) print(`${preview.value.accepted} good rows`, preview.value.problems);
   * ```
   */
  previewImport,
  /**
   * Starts the import of a previewed file as a job, which `runJob` then does, given the file again.
   *
   * @example
   * ```ts
   * const preview = await pointbook.jobs.previewImport({ mode: 'add', source });
   * if (preview.isOk()) {
   *   const { digest } = preview.value;
   *   const job = await pointbook.jobs.startImport({ mode: 'add', digest, actor: 'staff-3', reason: 'a gift' });
   *   if (job.isOk()) {
   *     const { jobId } = job.value;
   *     for await (const step of pointbook.jobs.runJob({ jobId, source })) print(step.isOk());
   *   }
   * }
   * ```
   */
  startImport,
  /**
   * Imports a CSV file from its first row to its last: what `previewImport`, `startImport` and `runJob` do one after
   * another, for a caller who need not see the preview.
   *
   * @example
   * ```ts
   * const done = await pointbook.jobs.importFile({ mode: 'add', source, actor: 'staff-3', reason: 'a gift' });
   * if (done.isOk()) print(done.value.state, done.value.accepted, done.value.rejected);
   * ```
   */
  importFile,
  /**
   * Works on a job until it is finished or stopped, and answers the job after each chunk.
   *
   * @example
   * ```ts
   * for await (const step of pointbook.jobs.runJob({ jobId: 'eid-2026' })) {
   *   if (step.isErr()) print(step.error.kind, step.error.message);
   *   else print(`${step.value.seen} members done`, step.value.state);
   * }
   * ```
   */
  runJob,
  /**
   * Does the work that waits, up to a limit: posts expiries and lapsed holds, works on the jobs that are running, and
   * has other plugins do theirs.
   *
   * @example
   * ```ts
   * const due = await pointbook.jobs.runDue({ limit: 10_000 });
   * if (due.isErr()) print(due.error.kind, due.error.message);
   * else if (due.value.more) print('call it again');
   * ```
   */
  runDue,
  /**
   * Stops a job after the chunk that is being written, also where another process works on it. What it wrote stays.
   *
   * @example
   * ```ts
   * const stopped = await pointbook.jobs.stopJob({ jobId: 'eid-2026' });
   * if (stopped.isOk()) print(`${stopped.value.accepted} members have their points`);
   * ```
   */
  stopJob,
  /**
   * Marks a stopped job as running again; `runJob` then does the rest of it. A job whose process died is still running:
   * call `runJob` alone.
   *
   * @example
   * ```ts
   * await pointbook.jobs.resumeJob({ jobId: 'eid-2026' });
   * ```
   */
  resumeJob,
  /**
   * Starts a job that takes back all that another one wrote, which `runJob` then does.
   *
   * @example
   * ```ts
   * await pointbook.jobs.undoJob({ jobId: 'undo-eid-2026', undoes: 'eid-2026', actor: 'staff-3', reason: 'wrong list' });
   * ```
   */
  undoJob,
  /**
   * Reads a job and how far it came.
   *
   * @example
   * ```ts
   * const job = await pointbook.jobs.getJob({ jobId: 'eid-2026' });
   * if (job.isOk()) print(job.value.state, job.value.seen);
   * ```
   */
  getJob,
  /**
   * Reads how far a job is, without what it does, which may name thousands of members.
   *
   * @example
   * ```ts
   * const progress = await pointbook.jobs.getProgress({ jobId: 'eid-2026' });
   * if (progress.isOk()) print(progress.value.state, progress.value.seen);
   * ```
   */
  getProgress,
  /**
   * Reads one page of the jobs, newest first.
   *
   * @example
   * ```ts
   * const page = await pointbook.jobs.listJobs({ state: 'running' });
   * if (page.isOk()) for (const { jobId, seen } of page.value.items) print(jobId, seen);
   * ```
   */
  listJobs,
  /**
   * Reads one page of what a job left out or did in part, in the order of the job.
   *
   * @example
   * ```ts
   * const page = await pointbook.jobs.listProblems({ jobId: 'eid-2026' });
   * if (page.isOk()) for (const { memberId, message } of page.value.items) print(memberId, message);
   * ```
   */
  listProblems,
  /**
   * Writes the rejected rows of an import as CSV, each with its line and its problem in front of its cells.
   *
   * @example
   * ```ts
   * for await (const part of pointbook.jobs.rejectedRows({ jobId: text, source })) {
   *   if (part.isOk()) print(part.value);
   * }
   * ```
   */
  rejectedRows,
};

/** The verbs of `pointbook.jobs`. */
export type JobVerbs = typeof jobVerbs;

const records: readonly AnyRecordKind[] = [jobRecords, jobProblems];

/**
 * Work on many members: bulk adjustments, imports of CSV files, and undoing either.
 *
 * @remarks A job is done in chunks. Each chunk is one commit with the job's progress. A job may be stopped, resumed
 * after a crash, run by several processes at once, and undone as a whole.
 *
 * @example
 * ```ts
 * import { jobs } from '@pointbook/core/jobs';
 *
 * const ledger = createPointbook({ program, store, plugins: [jobs()] });
 * const preview = await ledger.jobs.previewBulk({ members: { everyone: true }, change: { add: 50 } });
 * if (preview.isOk()) print(`${preview.value.given} points for ${preview.value.accepted} members`);
 * ```
 */
export function jobs(options: JobsOptions = {}): JobsPlugin {
  checkOptionNames('jobs()', options, { phones: false });
  const { phones = null } = options;
  return { name: 'jobs', verbs: jobVerbs, records, services: () => ({ phones }) };
}

/** How files are read. */
export interface JobsOptions {
  /**
   * What reads phone numbers as they are written within a country: `nationalPhones()` of `@pointbook/core/phones`. When
   * left out, the numbers of files begin with a plus and the country.
   */
  readonly phones?: PhoneReader | null | undefined;
}

/** The plugin of jobs. */
export interface JobsPlugin extends Plugin<'jobs', JobVerbs, JobsHost, Pick<FileHost, 'phones'>> {}
