import { err, ok } from 'neverthrow';
import { type Book, command, type FailureOf } from '../../plugin.ts';
import { shape, strict } from '../../shapes.ts';
import { jobFields, type JobQuery } from './job-query.ts';
import { jobReceipt } from './job-receipt.ts';
import { type JobRecord, jobRecords, type JobState } from './job-record.ts';
import { unknownJob } from './unknown-job.ts';

/**
 * Stops a job after the chunk that is being written, also where another process works on it. What it wrote stays.
 *
 * @remarks A job that is stopped or finished stays as it is. The command has no id of its own, so `replayed` is always
 * false.
 *
 * Fails with `unknown-job`, `invalid-command`, `overloaded` and the errors of the store. `overloaded`, `store-locked`
 * and `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * const stopped = await pointbook.jobs.stopJob({ jobId: 'eid-2026' });
 * if (stopped.isOk()) print(`${stopped.value.accepted} members have their points`);
 * ```
 */
export const stopJob = command({
  name: 'stopJob',
  route: 'POST /jobs/{jobId}/stop',
  input: shape<JobQuery>()(strict(jobFields)),
  failures: { 'unknown-job': true },
  joins: 'host',
  reads: ({ jobId }) => [jobRecords.at(jobId)],
  recall: 'runs-again',
  decide({ jobId }, book) {
    const job = book.get(jobRecords, jobId);
    return job === null ? err(unknownJob(jobId)) : ok(switchJob(book, job, 'stopped'));
  },
  receipt: jobReceipt,
});

/** What can go wrong with `stopJob`. */
export type StopJobFailure = FailureOf<typeof stopJob>;

/** Stops a job or resumes it; a finished job stays finished. */
export function switchJob(book: Book, job: JobRecord, to: JobState): JobRecord {
  if (job.state === to || job.state === 'finished') return job;
  const after: JobRecord = { ...job, state: to, changedAt: book.now, leasedUntil: null };
  book.put(jobRecords, after);
  return after;
}
