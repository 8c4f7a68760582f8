import type { JobId, ReadingHost } from '../../index.ts';
import { query } from '../../plugin.ts';
import { shape, strict } from '../../shapes.ts';
import { readJob } from './get-job.ts';
import { jobFields, type JobQuery } from './job-query.ts';
import type { JobCounts, JobState } from './job-record.ts';

/** How far a job is, without what it does. */
export interface JobProgress extends JobCounts {
  /** The id that it was started under. */
  readonly jobId: JobId;
  /** Whether it may be worked on, was stopped, or is done. */
  readonly state: JobState;
  /** When it was started. */
  readonly startedAt: Date;
  /** When a chunk was written last, or the state changed. */
  readonly changedAt: Date;
}

/**
 * Reads how far a job is, without what it does, which may name thousands of members.
 *
 * @remarks Over HTTP it may be followed until the job is finished or stopped. Fails with `unknown-job`,
 * `invalid-command` and the errors of the store. `store-locked` and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const progress = await pointbook.jobs.getProgress({ jobId: 'eid-2026' });
 * if (progress.isOk()) print(progress.value.state, progress.value.seen);
 * ```
 */
export const getProgress = query({
  name: 'getProgress',
  route: 'GET /jobs/{jobId}/progress',
  input: shape<JobQuery>()(strict(jobFields)),
  failures: { 'unknown-job': true },
  answer: async ({ jobId }, host: ReadingHost) =>
    (await readJob(host, jobId)).map(({ state, startedAt, changedAt, counts }): JobProgress => ({
      jobId,
      state,
      ...counts,
      startedAt: new Date(startedAt),
      changedAt: new Date(changedAt),
    })),
  follow: ({ state }) => (state === 'running' ? 'later' : 'never'),
});
