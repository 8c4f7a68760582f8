/** Enough that a commit costs little beside its members, and few enough that tills hardly wait for it. */
export const usualChunk = 1000;

/** How a job is worked on. */
export interface Pace {
  /** Members or rows in one commit. */
  readonly chunkSize: number;
  /** How long background workers leave the job alone after each. */
  readonly leaseMs: number;
}
