import { jsonCodec, record } from '../../kernel/record.ts';
import type { JobId, MemberId } from '../../values/ids.ts';

/** Why a job left somebody out, or did less than it was told to. */
export interface JobProblem {
  /** The job that tells it. */
  readonly jobId: JobId;
  /** Which of those that the job saw, from 1; of an import, which row of the file. */
  readonly number: number;
  /** Null where a row does not say, or nobody is known by what it says. */
  readonly memberId: MemberId | null;
  /** The kind of an error, such as `insufficient-points`. */
  readonly kind: string;
  /** What is wrong, for people. */
  readonly message: string;
}

/** What jobs left out. */
export const jobProblems = record<JobProblem>({
  kind: 'job-problem',
  format: 1,
  codec: jsonCodec(),
  key: ({ jobId, number }) => problemKey(jobId, number),
  columns: {
    job_id: { path: '$.jobId', type: 'text' },
    number: { path: '$.number', type: 'integer' },
    member_id: { path: '$.memberId', type: 'text' },
    problem: { path: '$.kind', type: 'text' },
    message: { path: '$.message', type: 'text' },
  },
});

/** Problems stand beside each other in the order of their numbers: the ids of jobs hold no control character. */
export function problemKey(jobId: string, number: number): string {
  return `${jobId}\u0001${String(number).padStart(16, '0')}`;
}
