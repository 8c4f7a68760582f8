import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { expect, test } from 'vitest';
import type { Instant, StoreError } from '../../index.ts';
import { isPostedSince } from './pace.ts';

const at = 5000 as Instant;
const error: StoreError = { kind: 'store-unavailable', message: 'gone', written: 'no', retryable: true };

/** Whether something counts as sold since, where the first entry after `at` is this, at a time. */
async function isSold(next: ResultAsync<Instant | null, StoreError>, now: number): Promise<boolean> {
  const reads = { nextEntryAt: (from: Instant) => (from === at + 1 ? next : okAsync(null)) };
  return isPostedSince({ reads: reads as never, clock: { now: () => now } }, at);
}

test('a job sees that tills of other processes post entries', async () => {
  expect(await isSold(okAsync(5001 as Instant), 5002)).toBe(true);
  expect(await isSold(okAsync(null), 5002)).toBe(false);
});

test('an entry of a clock that is ahead says nothing, nor does a store that cannot be asked', async () => {
  expect(await isSold(okAsync(9000 as Instant), 5002)).toBe(false);
  expect(await isSold(errAsync(error), 5002)).toBe(false);
});
