import type { ActorId, JobId } from '../../index.ts';
import type { JobCounts, JobRecord, JobState, JobTask } from './job-record.ts';

/** A job and how far it came. */
export interface JobReceipt extends JobCounts {
  /** The id that it was started under. */
  readonly jobId: JobId;
  /** What it does. */
  readonly task: JobTask;
  /** Who started it. */
  readonly actor: ActorId;
  /** Whether it may be worked on, was stopped, or is done. */
  readonly state: JobState;
  /** When it was started. */
  readonly startedAt: Date;
  /** When a chunk was written last, or the state changed. */
  readonly changedAt: Date;
  /** The job that undoes it. */
  readonly undoneBy: JobId | null;
  /** Until when background workers leave it to the one that works on it; null where none does. */
  readonly leasedUntil: Date | null;
}

/** Makes the receipt from a job. */
export function jobReceipt({
  jobId,
  task,
  actor,
  state,
  startedAt,
  changedAt,
  undoneBy,
  leasedUntil,
  counts,
}: JobRecord): JobReceipt {
  return {
    jobId,
    task,
    actor,
    state,
    ...counts,
    startedAt: new Date(startedAt),
    changedAt: new Date(changedAt),
    undoneBy,
    leasedUntil: leasedUntil === null ? null : new Date(leasedUntil),
  };
}
