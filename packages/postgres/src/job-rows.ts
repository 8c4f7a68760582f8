import { parseVersioned, type JobProblem, type JobRecord } from '@pointbook/core';
import type { Row, Value } from './rows.ts';

/** The record of a `jobs` row; what stands beside the JSON repeats it for checks and indexes. */
export function jobOf(row: Row): JobRecord {
  return parseVersioned<JobRecord>(row.job);
}

/** The values of a `jobs` row. */
export function jobValues(job: JobRecord): Value[] {
  return [job.jobId, job.startedAt, job.state, JSON.stringify(job)];
}

/** The problem of a `job_problems` row. */
export function jobProblemOf(row: Row): JobProblem {
  return {
    jobId: row.job_id,
    number: Number(row.number),
    memberId: row.member_id,
    kind: row.kind,
    message: row.message,
  };
}

/** The values of a `job_problems` row. */
export function jobProblemValues({ jobId, number, memberId, kind, message }: JobProblem): Value[] {
  return [jobId, number, memberId, kind, message];
}
