import { err, ok } from 'neverthrow';
import type { Instant, JobId } from '../../index.ts';
import { type Task } from '../../plugin.ts';
import { lastInstant } from '../../values.ts';
import { type JobRecord, jobRecords } from './job-record.ts';
import { type UnknownJob, unknownJob } from './unknown-job.ts';

/** Longer than a chunk or the reading of a file takes, and short enough that a job whose worker died goes on soon. */
export const usualLeaseMs = 60_000;

/** A lease that ends later was written by a wrong clock, and is ignored. */
const longestLeaseMs = 3_600_000;

/** When a lease that begins now ends. */
export function leaseEnd(now: Instant, leaseMs: number): Instant {
  return Math.min(now + leaseMs, lastInstant) as Instant;
}

/** Whether background workers leave a job to the one that has it. */
export function isLeased({ leasedUntil }: JobRecord, now: Instant): boolean {
  return leasedUntil !== null && now < leasedUntil && leasedUntil <= now + longestLeaseMs;
}

/** A job that a worker asked for. */
export interface Claim {
  readonly job: JobRecord;
  readonly isMine: boolean;
}

/** Gives a running job to the worker that asks for it, unless another one has it. */
export function claimTask(jobId: JobId, leaseMs: number): Task<Claim, UnknownJob> {
  return {
    reads: [jobRecords.at(jobId)],
    decide(book) {
      const job = book.get(jobRecords, jobId);
      if (job === null) return err(unknownJob(jobId));
      if (job.state !== 'running' || isLeased(job, book.now)) return ok({ job, isMine: false });
      const mine: JobRecord = { ...job, leasedUntil: leaseEnd(book.now, leaseMs) };
      book.put(jobRecords, mine);
      return ok({ job: mine, isMine: true });
    },
  };
}

/** Gives a job back, where its lease is still the worker's; answers with the job as it is then. */
export function releaseTask({ jobId, leasedUntil }: JobRecord): Task<JobRecord, UnknownJob> {
  return {
    reads: [jobRecords.at(jobId)],
    decide(book) {
      const job = book.get(jobRecords, jobId);
      if (job === null) return err(unknownJob(jobId));
      if (job.leasedUntil !== leasedUntil) return ok(job);
      const free: JobRecord = { ...job, leasedUntil: null };
      book.put(jobRecords, free);
      return ok(free);
    },
  };
}
