import { err, ok, type Result } from 'neverthrow';
import type { JobId, ReadingHost, StoreError } from '../../index.ts';
import { type FailureOf, query } from '../../plugin.ts';
import { shape, strict } from '../../shapes.ts';
import { jobFields, type JobQuery } from './job-query.ts';
import { jobReceipt } from './job-receipt.ts';
import { type JobRecord, jobRecords } from './job-record.ts';
import { type UnknownJob, unknownJob } from './unknown-job.ts';

/**
 * Reads a job and how far it came.
 *
 * @remarks Fails with `unknown-job`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const job = await pointbook.jobs.getJob({ jobId: 'eid-2026' });
 * if (job.isOk()) print(job.value.state, job.value.seen);
 * ```
 */
export const getJob = query({
  name: 'getJob',
  route: 'GET /jobs/{jobId}',
  input: shape<JobQuery>()(strict(jobFields)),
  failures: { 'unknown-job': true },
  answer: async ({ jobId }, host: ReadingHost) => (await readJob(host, jobId)).map(jobReceipt),
});

/** What can go wrong with `getJob`. */
export type GetJobFailure = FailureOf<typeof getJob>;

/** Reads the record of a job. */
export async function readJob(
  { reads }: ReadingHost,
  jobId: JobId,
): Promise<Result<JobRecord, StoreError | UnknownJob>> {
  const job = await reads.get(jobRecords, jobId);
  return job.andThen((found): Result<JobRecord, UnknownJob> => (found === null ? err(unknownJob(jobId)) : ok(found)));
}
