import type { Named } from '../../index.ts';

/** Another job takes back what this one wrote, or has done so. */
export interface JobUndone extends Named<'job-undone'> {
  /** The job that was undone. */
  readonly jobId: string;
  /** The job that undid it. */
  readonly undoneBy: string;
}

export function jobUndone(jobId: string, undoneBy: string): JobUndone {
  const message = `Job ${JSON.stringify(jobId)} is undone by job ${JSON.stringify(undoneBy)}; start another one.`;
  return { kind: 'job-undone', message, jobId, undoneBy };
}
