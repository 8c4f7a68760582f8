import type { JobId } from '../../index.ts';
import { id } from '../../shapes.ts';

/** Names a job. */
export interface JobQuery {
  /** The id that the job was started under; an import's is in the receipt of `startImport`. */
  readonly jobId: string;
}

/** The field that names a job. */
export const jobFields = { jobId: id<JobId>() };
