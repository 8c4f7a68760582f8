import { id } from '../../schemas/fields.ts';
import type { JobId } from '../../values/ids.ts';

/** Names a job. */
export interface JobQuery {
  /** The id that the job was started under; an import's is in the receipt of `startImport`. */
  readonly jobId: string;
}

/** The field that names a job. */
export const jobFields = { jobId: id<JobId>() };
