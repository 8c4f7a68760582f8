import type { InvalidCommand, Overloaded, StoreError } from '../../index.ts';
import type { FileDiffers, FileFailure } from './imports/import-source.ts';
import type { UnknownJob } from './unknown-job.ts';

/** How a job is worked on. */
export interface Pace {
  /** Members or rows in one commit. */
  readonly chunkSize: number;
  /** How long background workers leave the job alone after each. */
  readonly leaseMs: number;
}

/** What can go wrong with a chunk of a job. */
export type StepFailure = UnknownJob | InvalidCommand | FileFailure | FileDiffers | Overloaded | StoreError;
