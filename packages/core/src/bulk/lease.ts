import type { UnknownJob } from '../values/job-errors.ts';
import { type Instant, lastInstant } from '../values/instant.ts';
import { unknownJob } from '../values/job-failures.ts';
import type { JobId } from '../values/ids.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import type { JobRecord } from '../records/job.ts';
import { type Known, missingKeys } from '../records/records.ts';

/** Longer than a chunk or the reading of a file takes, and short enough that a job whose worker died goes on soon. */
export const usualLeaseMs = 60_000;

/** A lease that ends later was written by a clock that is wrong, and binds nobody. */
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
export function decideClaim(
  jobId: JobId,
  leaseMs: number,
  records: Known,
  { now }: DecisionContext,
): Decision<Claim, UnknownJob> {
  const missing = missingKeys(records, { jobs: [jobId] });
  if (missing) return needs(missing);
  const job = records.jobs.get(jobId);
  if (!job) return refuse(unknownJob(jobId));
  if (job.state !== 'running' || isLeased(job, now)) return accept({ job, isMine: false });
  const mine: JobRecord = { ...job, leasedUntil: leaseEnd(now, leaseMs) };
  return accept({ job: mine, isMine: true }, { jobs: [mine] });
}

/** Gives a job back, where its lease is still the worker's; answers with the job as it is then. */
export function decideRelease({ jobId, leasedUntil }: JobRecord, records: Known): Decision<JobRecord, UnknownJob> {
  const missing = missingKeys(records, { jobs: [jobId] });
  if (missing) return needs(missing);
  const job = records.jobs.get(jobId);
  if (!job) return refuse(unknownJob(jobId));
  if (job.leasedUntil !== leasedUntil) return accept(job);
  const free: JobRecord = { ...job, leasedUntil: null };
  return accept(free, { jobs: [free] });
}
