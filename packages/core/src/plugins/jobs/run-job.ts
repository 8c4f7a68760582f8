import { err, ok, type Result } from 'neverthrow';
import { type FailureOf, stream } from '../../plugin.ts';
import { optional, shape, strict, whole } from '../../shapes.ts';
import { type FileSource, fileSource } from './imports/file-source.ts';
import { readJob } from './get-job.ts';
import { jobFields, type JobQuery } from './job-query.ts';
import { type JobReceipt, jobReceipt } from './job-receipt.ts';
import { jobSteps } from './job-steps.ts';
import type { JobsHost } from './jobs-host.ts';
import { usualLeaseMs } from './lease.ts';
import type { StepFailure } from './pace.ts';

/** Works on a job. */
export interface RunJobCommand extends JobQuery {
  /** The file, of an import. */
  readonly source?: FileSource | undefined;
  /**
   * Members in one commit at most: from 1 to 5,000; 1,000 when left out. While tills sell there are fewer, so that no
   * till waits.
   */
  readonly chunkSize?: number | undefined;
}

/** Enough that a commit costs little beside its members. */
export const usualChunk = 1000;

/** How many members or rows are in one commit. */
export function chunkSizeField() {
  return optional(whole(1, 5000));
}

/**
 * Works on a job until it is finished or stopped, and answers the job after each chunk.
 *
 * @remarks An import gets its file again, as `source`. A chunk and the job's progress are one commit. So it may end at
 * any time, by `break` or by a crash, and be run again. Any number of processes may run one job, and everything is done
 * once. The last step is the job as it is then, or the error.
 *
 * Fails with `unknown-job`, `invalid-command`, `overloaded` and the errors of the store; an import also with
 * `unreadable-file`, `bad-header`, `source-failed` and `file-differs`. `overloaded`, `store-locked` and
 * `store-unavailable` are retryable. The chunks before a failure stay written. Run again, the job goes on after them.
 *
 * @example
 * ```ts
 * for await (const step of pointbook.jobs.runJob({ jobId: 'eid-2026' })) {
 *   if (step.isErr()) print(step.error.kind, step.error.message);
 *   else print(`${step.value.seen} members done`, step.value.state);
 * }
 * ```
 */
export const runJob = stream({
  name: 'runJob',
  route: 'POST /jobs/{jobId}/run',
  input: shape<RunJobCommand>()(strict({ ...jobFields, source: optional(fileSource()), chunkSize: chunkSizeField() })),
  failures: {
    'unknown-job': true,
    'unreadable-file': true,
    'bad-header': true,
    'source-failed': true,
    'file-differs': true,
    overloaded: true,
  },
  writes: true,
  async *parts(
    { jobId, source, chunkSize = usualChunk },
    host: JobsHost,
  ): AsyncGenerator<Result<JobReceipt, StepFailure>, void> {
    const job = await readJob(host, jobId);
    if (job.isErr()) return yield err(job.error);
    if (job.value.state !== 'running') return yield ok(jobReceipt(job.value));
    const pace = { most: () => chunkSize, leaseMs: usualLeaseMs };
    for await (const done of jobSteps(host, job.value, source, pace)) yield done.map(jobReceipt);
  },
});

/** What can go wrong with `runJob`. */
export type RunJobFailure = FailureOf<typeof runJob>;
