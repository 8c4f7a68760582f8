import type { Named } from '../../index.ts';

/** No job was started under this id. */
export interface UnknownJob extends Named<'unknown-job'> {
  /** The id that was asked for. */
  readonly jobId: string;
}

export function unknownJob(jobId: string): UnknownJob {
  return { kind: 'unknown-job', message: `No job was started as ${JSON.stringify(jobId)}; listJobs has them.`, jobId };
}
