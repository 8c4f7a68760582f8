import type { JobId, ProgramId } from '@pointbook/core';
import type { JobProblem, JobRecord } from '@pointbook/core/jobs';
import { type LedgerView, noChanges } from '@pointbook/testing';
import { valueOf } from '../value-of.ts';

/** Writes jobs and problems, one after another and then together, and asks for them in every way that there is. */
export async function tourOfJobs(store: LedgerView, programId: string): Promise<void> {
  const program = programId as ProgramId;
  const ids = ['a job', 'another'] as JobId[];
  for (const [round, count] of [1, 2, 2].entries()) {
    const jobs = ids.slice(0, count);
    const changes = {
      ...noChanges,
      jobs: jobs.map((jobId) => jobAt(jobId, round + 1)),
      jobProblems: jobs.map((jobId) => problemAt(jobId, round + 1)),
    };
    valueOf(await store.transact(program, { jobs }, () => ({ changes, value: null })));
  }
  const { reader } = store;
  const [jobId = '' as JobId] = ids;
  const found = valueOf(await reader.job(program, jobId));
  for (const state of [null, 'running', 'stopped', 'finished'] as const)
    for (const before of [null, found]) valueOf(await reader.jobs(program, state, before, 9));
  valueOf(await reader.jobProblems(program, jobId, 0, 9));
  valueOf(await reader.scanProfiles(program, null, 9));
  valueOf(await reader.countMembers(program));
}

function jobAt(jobId: JobId, seen: number): JobRecord {
  return {
    jobId,
    task: {
      kind: 'bulk',
      selection: { who: 'everyone' },
      change: { way: 'add', points: 1 },
      reason: 'a tour',
      comment: null,
    },
    actor: 'ann',
    fingerprint: `of ${jobId}`,
    startedAt: 0,
    state: 'stopped',
    changedAt: seen,
    place: null,
    counts: { seen, accepted: 0, rejected: 0, skipped: seen, given: 0, taken: 0 },
    undoneBy: null,
    leasedUntil: null,
  } as never;
}

function problemAt(jobId: JobId, number: number): JobProblem {
  return { jobId, number, memberId: 'nobody', kind: 'unknown-member', message: 'Nobody.' } as never;
}
