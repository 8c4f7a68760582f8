import { err, ok } from 'neverthrow';
import { command } from '../../kernel/command.ts';
import type { FailureOf } from '../../kernel/verb.ts';
import { strict } from '../../schemas/objects.ts';
import { shape } from '../../schemas/shape.ts';
import { jobFields, type JobQuery } from './job-query.ts';
import { jobReceipt } from './job-receipt.ts';
import { jobs } from './job-record.ts';
import { jobUndone } from './job-undone.ts';
import { switchJob } from './stop-job.ts';
import { unknownJob } from './unknown-job.ts';

/**
 * Lets a stopped job go on; `runJob` then does the rest of it. A job whose process died need not be resumed, only run.
 *
 * @remarks A job that is running or finished stays as it is. Fails with `unknown-job` and `job-undone`, besides what any
 * command fails with; a failure has written nothing. `overloaded`, `store-locked` and `store-unavailable` are retryable. It
 * has no id of its own, so `replayed` is always false.
 *
 * @example
 * ```ts
 * await pointbook.jobs.resumeJob({ jobId: 'eid-2026' });
 * ```
 */
export const resumeJob = command({
  name: 'resumeJob',
  input: shape<JobQuery>()(strict(jobFields)),
  failures: { 'unknown-job': true, 'job-undone': true },
  joins: 'host',
  reads: ({ jobId }) => [jobs.at(jobId)],
  decide({ jobId }, book) {
    const job = book.get(jobs, jobId);
    if (job === null) return err(unknownJob(jobId));
    if (job.undoneBy !== null) return err(jobUndone(jobId, job.undoneBy));
    return ok(switchJob(book, job, 'running'));
  },
  receipt: jobReceipt,
});

/** What can go wrong with `resumeJob`. */
export type ResumeJobFailure = FailureOf<typeof resumeJob>;
