import { describe, expect, test } from 'vitest';
import { Draft } from '../../kernel/draft/draft.ts';
import type { Instant } from '../../values/instant.ts';
import { type JobRecord, jobRecords } from './job-record.ts';
import { releaseTask } from './lease.ts';
import { valueOf } from '../../value-of-testing.ts';

/** A job with a lease, and nothing else that matters here. */
function leasedUntil(instant: number | null): JobRecord {
  return { jobId: 'job', state: 'running', leasedUntil: instant } as never;
}

/** A worker gives its job back, which is as another one left it. */
function release(mine: JobRecord, stored: JobRecord) {
  const book = new Draft(new Map([[jobRecords.kind, new Map([[mine.jobId, stored]])]]), 0 as Instant, null);
  const answer = valueOf(releaseTask(mine).decide(book));
  return { answer, written: [...book.changes()].map(({ after }) => after) };
}

describe('A worker that is done with its part', () => {
  test('gives its job back', () => {
    expect(release(leasedUntil(5), leasedUntil(5)).written).toMatchObject([{ jobId: 'job', leasedUntil: null }]);
  });

  test('leaves a lease alone that another worker has renewed since', () => {
    const { answer, written } = release(leasedUntil(5), leasedUntil(6));
    expect(answer).toMatchObject({ leasedUntil: 6 });
    expect(written).toEqual([]);
  });
});
