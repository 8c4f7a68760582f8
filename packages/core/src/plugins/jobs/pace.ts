import type { Instant, InvalidCommand, Overloaded, StoreError } from '../../index.ts';
import { readClock, type Stride, strideOf } from '../../till.ts';
import type { FileDiffers, FileFailure } from './imports/import-source.ts';
import type { JobsHost } from './jobs-host.ts';
import type { UnknownJob } from './unknown-job.ts';

/** How a job is worked on. */
export interface Pace {
  /** Members or rows that the next commit may have at most. */
  most(): number;
  /** How long background workers leave the job alone after each. */
  readonly leaseMs: number;
}

/** What can go wrong with a chunk of a job. */
export type StepFailure = UnknownJob | InvalidCommand | FileFailure | FileDiffers | Overloaded | StoreError;

/** How many members or rows are in a chunk, so that tills go first: those of this process, and those of others. */
export function jobStride(host: JobsHost): Stride {
  return strideOf(host.engine, { soldSince: (at) => isPostedSince(host, at) });
}

/** Whether anybody posted an entry after an instant. What a clock posted that is ahead says nothing. */
export async function isPostedSince(
  { reads, clock }: Pick<JobsHost, 'reads' | 'clock'>,
  at: Instant,
): Promise<boolean> {
  const next = await reads.nextEntryAt((at + 1) as Instant);
  return next.isOk() && next.value !== null && next.value <= readClock(clock);
}
