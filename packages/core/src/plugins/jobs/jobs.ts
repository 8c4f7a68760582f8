import type { AnyRecordKind, Plugin } from '../../plugin.ts';
import type { PhoneReader } from './csv/phone-reader.ts';
import { getJob } from './get-job.ts';
import { jobProblems } from './job-problem.ts';
import { jobRecords } from './job-record.ts';
import type { FileHost, JobsHost } from './jobs-host.ts';
import { listJobs } from './list-jobs.ts';
import { listProblems } from './list-problems.ts';
import { previewBulk } from './preview-bulk.ts';
import { previewImport } from './preview-import.ts';
import { rejectedRows } from './rejected-rows.ts';
import { resumeJob } from './resume-job.ts';
import { runDue } from './run-due.ts';
import { runJob } from './run-job.ts';
import { startBulk } from './start-bulk.ts';
import { startImport } from './start-import.ts';
import { stopJob } from './stop-job.ts';
import { undoJob } from './undo-job.ts';

const jobVerbs = {
  previewBulk,
  startBulk,
  previewImport,
  startImport,
  runJob,
  runDue,
  stopJob,
  resumeJob,
  undoJob,
  getJob,
  listJobs,
  listProblems,
  rejectedRows,
};

/** The verbs of `pointbook.jobs`. */
export type JobVerbs = typeof jobVerbs;

const records: readonly AnyRecordKind[] = [jobRecords, jobProblems];

/**
 * Work on many members: bulk adjustments, imports of CSV files, and undoing either.
 *
 * @remarks A job is done in chunks. Each chunk is one commit with the job's progress. A job may be stopped, resumed after a
 * crash, run by several processes at once, and undone as a whole.
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
export function jobs({ phones = null }: JobsOptions = {}): JobsPlugin {
  return { name: 'jobs', verbs: jobVerbs, records, services: () => ({ phones }) };
}

/** How files are read. */
export interface JobsOptions {
  /**
   * What reads phone numbers as they are written within a country: `nationalPhones()` of `@pointbook/core/phones`. When left
   * out, the numbers of files begin with a plus and the country.
   */
  readonly phones?: PhoneReader | null | undefined;
}

/** The plugin of jobs. */
export interface JobsPlugin extends Plugin<'jobs', JobVerbs, JobsHost, Pick<FileHost, 'phones'>> {}
