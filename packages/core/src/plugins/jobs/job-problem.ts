import type { JobId, MemberId } from '../../index.ts';
import { forms, record, rowCodec } from '../../plugin.ts';

/** Why a job left a member out, or did less than was asked for. */
export interface JobProblem {
  /** The job that tells it. */
  readonly jobId: JobId;
  /** The number of the member among those that the job saw, from 1; for an import, the number of the row. */
  readonly number: number;
  /** Null where a row names no member, or an unknown one. */
  readonly memberId: MemberId | null;
  /** The kind of an error, such as `insufficient-points`. */
  readonly kind: string;
  /** What is wrong, for people. */
  readonly message: string;
}

/** The kind of a problem of a row that was done without some of its cells. */
export const leftOutKind = 'cells-left-out';

/** The kind of a problem of a row whose points had ended, and are gone. */
export const endedKind = 'points-ended';

/** Whether a row was done, and is told all the same: it must not be done again. */
export function wasDone({ kind }: Pick<JobProblem, 'kind'>): boolean {
  return kind === leftOutKind || kind === endedKind;
}

/** What the key tells stands here once more, so that people can ask for it. */
const written = forms.row<JobProblem>({
  jobId: forms.text(),
  number: forms.figure(),
  kind: forms.text(),
  message: forms.text(),
  memberId: forms.orNull(forms.text()),
});

/** What jobs left out. */
export const jobProblems = record<JobProblem>({
  kind: 'job-problem',
  format: 1,
  codec: rowCodec(written),
  key: ({ jobId, number }) => problemKey(jobId, number),
  columns: {
    job_id: { field: 'jobId', type: 'text' },
    number: { field: 'number', type: 'integer' },
    member_id: { field: 'memberId', type: 'text' },
    problem: { field: 'kind', type: 'text' },
    message: { field: 'message', type: 'text' },
  },
});

/** Problems stand beside each other in the order of their numbers: the ids of jobs hold no control character. */
export function problemKey(jobId: string, number: number): string {
  return `${jobId}\u0001${String(number).padStart(16, '0')}`;
}
