import { describe, expect, test } from 'vitest';
import type { JobRecord } from '../records/job.ts';
import type { Known } from '../records/records.ts';
import { decideRelease } from './lease.ts';

/** A job with a lease, and nothing else that matters here. */
function leasedUntil(instant: number | null): JobRecord {
  return { jobId: 'job', state: 'running', leasedUntil: instant } as never;
}

function known(job: JobRecord): Known {
  return { jobs: new Map([[job.jobId, job]]) } as never;
}

describe('A worker that is done with its part', () => {
  test('gives its job back', () => {
    const decision = decideRelease(leasedUntil(5), known(leasedUntil(5)));
    expect(decision).toMatchObject({ changes: { jobs: [{ jobId: 'job', leasedUntil: null }] } });
  });

  test('takes it from nobody who has written a chunk since', () => {
    const decision = decideRelease(leasedUntil(5), known(leasedUntil(6)));
    expect(decision).toMatchObject({ outcome: { value: { leasedUntil: 6 } } });
    expect(decision).not.toHaveProperty('changes.jobs.0');
  });
});
