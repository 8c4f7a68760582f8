import { parseVersioned, type JobProblem, type JobRecord, type ProgramId } from '@pointbook/core';
import type { Row } from './rows.ts';

/** The record of a `jobs` row; what stands beside the JSON repeats it for checks and indexes. */
export function jobOf(row: Pick<Row<'jobs'>, 'job'>): JobRecord {
  return parseVersioned<JobRecord>(row.job);
}

/** The values of a `jobs` row. */
export function jobValues(programId: ProgramId, job: JobRecord): unknown[] {
  return [programId, job.jobId, job.startedAt, job.state, JSON.stringify(job)];
}

/** The problem of a `job_problems` row. */
export function jobProblemOf(row: Row<'jobProblems'>): JobProblem {
  return { jobId: row.job_id, number: row.number, memberId: row.member_id, kind: row.kind, message: row.message };
}

/** The values of a `job_problems` row. */
export function jobProblemValues(
  programId: ProgramId,
  { jobId, number, memberId, kind, message }: JobProblem,
): unknown[] {
  return [programId, jobId, number, memberId, kind, message];
}
