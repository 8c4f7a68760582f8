import { err, ok } from 'neverthrow';
import { command, type FailureOf } from '../../plugin.ts';
import { shape, strict } from '../../shapes.ts';
import { jobFields, type JobQuery } from './job-query.ts';
import { jobReceipt } from './job-receipt.ts';
import { jobRecords } from './job-record.ts';
import { jobUndone } from './job-undone.ts';
import { switchJob } from './stop-job.ts';
import { unknownJob } from './unknown-job.ts';

/**
 * Marks a stopped job as running again; `runJob` then does the rest of it. A job whose process died is still running:
 * call `runJob` alone.
 *
 * @remarks A job that is running or finished stays as it is. The command has no id of its own, so `replayed` is always
 * false.
 *
 * Fails with `unknown-job`, `job-undone`, `invalid-command`, `overloaded` and the errors of the store. `overloaded`,
 * `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.jobs.resumeJob({ jobId: 'eid-2026' });
 * ```
 */
export const resumeJob = command({
  name: 'resumeJob',
  route: 'POST /jobs/{jobId}/resume',
  input: shape<JobQuery>()(strict(jobFields)),
  failures: { 'unknown-job': true, 'job-undone': true },
  joins: 'host',
  reads: ({ jobId }) => [jobRecords.at(jobId)],
  recall: 'runs-again',
  decide({ jobId }, book) {
    const job = book.get(jobRecords, jobId);
    if (job === null) return err(unknownJob(jobId));
    if (job.undoneBy !== null) return err(jobUndone(jobId, job.undoneBy));
    return ok(switchJob(book, job, 'running'));
  },
  receipt: jobReceipt,
});

/** What can go wrong with `resumeJob`. */
export type ResumeJobFailure = FailureOf<typeof resumeJob>;
