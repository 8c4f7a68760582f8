import type { Result, ResultAsync } from 'neverthrow';
import type { JobReceipt } from '../bulk/job-receipt.ts';
import type { JobProblem } from '../records/job.ts';
import type * as Jobs from '../schemas/job-commands.ts';
import type { ReadFailure } from './failures.ts';
import type * as Failure from './job-failures.ts';
import { getJob, listJobs, listProblems } from './list-jobs.ts';
import type { Ports } from './ports.ts';
import { type BulkPreview, previewBulk } from './preview-bulk.ts';
import { type ImportPreview, previewImport } from './preview-import.ts';
import type { Page } from '../reading/page.ts';
import { rejectedRows } from './rejected-rows.ts';
import { reportDaily } from './report-daily.ts';
import { reportLiability } from './report-liability.ts';
import { reportMembers } from './report-members.ts';
import { reportStatement } from './report-statement.ts';
import { reportStatus } from './report-status.ts';
import { type DueReceipt, runDue } from './run-due.ts';
import { runJob } from './run-job.ts';
import { startBulk } from './start-bulk.ts';
import { startImport } from './start-import.ts';
import { resumeJob, stopJob } from './stop-job.ts';
import { undoJob } from './undo-job.ts';

/** The verbs of work on many members. Each has its documentation, with an example, at the function of the same name. */
export interface BulkVerbs {
  /** Says what a bulk adjustment would do; it writes nothing. */
  previewBulk(query: Jobs.PreviewBulkQuery): ResultAsync<BulkPreview, ReadFailure>;
  /** Takes a bulk adjustment down as a job. */
  startBulk(command: Jobs.StartBulkCommand): ResultAsync<JobReceipt, Failure.StartBulkFailure>;
  /** Says what a CSV file would do; it writes nothing. */
  previewImport(query: Jobs.PreviewImportQuery): ResultAsync<ImportPreview, Failure.PreviewImportFailure>;
  /** Takes the import of a previewed file down as a job. */
  startImport(command: Jobs.StartImportCommand): ResultAsync<JobReceipt, Failure.StartImportFailure>;
  /** Works on a job until it is finished or stopped, and tells how far it is after each chunk. */
  runJob(command: Jobs.RunJobCommand): AsyncIterable<Result<JobReceipt, Failure.RunJobFailure>>;
  /** Does the work that waits, up to a limit: expiries, lapsed holds, and the jobs that are running. */
  runDue(query?: Jobs.RunDueQuery): ResultAsync<DueReceipt, Failure.RunDueFailure>;
  /** Stops a job after the chunk that is being written. */
  stopJob(command: Jobs.JobQuery): ResultAsync<JobReceipt, Failure.StopJobFailure>;
  /** Lets a stopped job go on. */
  resumeJob(command: Jobs.JobQuery): ResultAsync<JobReceipt, Failure.ResumeJobFailure>;
  /** Starts a job that takes back all that another one wrote. */
  undoJob(command: Jobs.UndoJobCommand): ResultAsync<JobReceipt, Failure.UndoJobFailure>;
  /** Reads a job and how far it came. */
  getJob(query: Jobs.JobQuery): ResultAsync<JobReceipt, Failure.GetJobFailure>;
  /** Reads one page of the jobs, newest first. */
  listJobs(query?: Jobs.ListJobsQuery): ResultAsync<Page<JobReceipt>, ReadFailure>;
  /** Reads one page of what a job left out or did in part. */
  listProblems(query: Jobs.ListProblemsQuery): ResultAsync<Page<JobProblem>, Failure.GetJobFailure>;
  /** Writes the rows that an import left out as CSV, out of its file. */
  rejectedRows(query: Jobs.RejectedRowsQuery): AsyncIterable<Result<string, Failure.RejectedRowsFailure>>;
  /** Tells every member's points: earned, redeemed, adjusted, expired, available. */
  reportStatus: ReturnType<typeof reportStatus>;
  /** Tells each day on which something was written, in the columns that are asked for. */
  reportDaily: ReturnType<typeof reportDaily>;
  /** Tells what points are outstanding, and what they are worth, by the month in which they end. */
  reportLiability: ReturnType<typeof reportLiability>;
  /** Tells a member's entries, newest first, with the balance after each. */
  reportStatement: ReturnType<typeof reportStatement>;
  /** Tells each member's profile and balance, as an import of mode `opening` takes them. */
  reportMembers: ReturnType<typeof reportMembers>;
}

/**
 * Opens the verbs of work on many members, on the ports of a ledger.
 *
 * @remarks A job is done in chunks, each of which is one commit with the job's progress. It may be stopped, left off by a
 * crash, worked on by several processes at once, and undone as a whole.
 *
 * @example
 * ```ts
 * import { createBulk } from '@pointbook/core/bulk';
 *
 * const bulk = createBulk(pointbook.ports);
 * const preview = await bulk.previewBulk({ members: { everyone: true }, change: { add: 50 } });
 * if (preview.isOk()) print(`${preview.value.given} points for ${preview.value.accepted} members`);
 * ```
 */
export function createBulk(ports: Ports): BulkVerbs {
  return {
    previewBulk: previewBulk(ports),
    startBulk: startBulk(ports),
    previewImport,
    startImport: startImport(ports),
    runJob: runJob(ports),
    runDue: runDue(ports),
    stopJob: stopJob(ports),
    resumeJob: resumeJob(ports),
    undoJob: undoJob(ports),
    getJob: getJob(ports),
    listJobs: listJobs(ports),
    listProblems: listProblems(ports),
    rejectedRows: rejectedRows(ports),
    reportStatus: reportStatus(ports),
    reportDaily: reportDaily(ports),
    reportLiability: reportLiability(ports),
    reportStatement: reportStatement(ports),
    reportMembers: reportMembers(ports),
  };
}
