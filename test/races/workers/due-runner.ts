import { createPointbook } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { createReadStream } from 'node:fs';
import { type DueReceipt, jobs, type RunDueQuery } from '@pointbook/core/jobs';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { opening, type Place } from './code-till.ts';
import type { JobLedger } from './job-runner.ts';
import { shop } from './shop.ts';

/** Points end ten days after they are given; all work is done within an hour, long after. */
const program = { ...shop, expiry: { kind: 'after', period: { unit: 'days', count: 10 } } } as const;
export const later = opening + 20 * 86_400_000;

/** A ledger on a store. */
export function dueLedger(store: RecordStore, now: () => number): JobLedger {
  return createPointbook({ program, store, clock: { now }, plugins: [jobs()] });
}

/** A ledger in a place. */
export function openDueLedger(place: Place, now: () => number): JobLedger {
  return dueLedger(
    'file' in place
      ? sqliteStore(place.file, { lockTimeoutMs: 30_000 })
      : postgresStore(place.url, { schema: place.schema, connections: 2 }),
    now,
  );
}

/** Little at once, so that there is much to be killed in, and short leases. */
export function dueQuery(file: string): RunDueQuery {
  return { limit: 100, chunkSize: 25, leaseMs: 1000, sourceOf: () => () => createReadStream(file) };
}

/** Whether a worker has no more to wait for. */
export function isAllDone({ more, left }: DueReceipt): boolean {
  return !more && left.length === 0;
}
