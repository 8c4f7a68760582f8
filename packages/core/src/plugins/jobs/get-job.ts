import { err, ok, type Result } from 'neverthrow';
import { query } from '../../kernel/query.ts';
import type { StoreError } from '../../kernel/store-error.ts';
import type { FailureOf } from '../../kernel/verb.ts';
import type { ReadingHost } from '../../reading/reading-host.ts';
import { strict } from '../../schemas/objects.ts';
import { shape } from '../../schemas/shape.ts';
import type { JobId } from '../../values/ids.ts';
import { jobFields, type JobQuery } from './job-query.ts';
import { jobReceipt } from './job-receipt.ts';
import { type JobRecord, jobs } from './job-record.ts';
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
  const job = await reads.get(jobs, jobId);
  return job.andThen((found): Result<JobRecord, UnknownJob> => (found === null ? err(unknownJob(jobId)) : ok(found)));
}
