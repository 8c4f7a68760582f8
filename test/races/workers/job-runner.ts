import { createPointbook, type Pointbook } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { jobs, type RunJobCommand } from '@pointbook/core/jobs';
import type { PluginVerbs } from '@pointbook/core/plugin';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { opening, type Place } from './code-till.ts';
import { shop } from './shop.ts';
import { valueOf } from '../../support/value-of.ts';

/** A ledger with jobs. */
export type JobLedger = Pointbook & PluginVerbs<[ReturnType<typeof jobs>]>;

/** A ledger in a place; time stands still on it, so that two that did the same are equal. */
export function openJobLedger(place: Place): JobLedger {
  return frozenLedger(
    'file' in place
      ? sqliteStore(place.file, { lockTimeoutMs: 30_000 })
      : postgresStore(place.url, { schema: place.schema, connections: 2 }),
  );
}

/** The same on a store. */
export function frozenLedger(store: RecordStore): JobLedger {
  return createPointbook({ program: shop, store, clock: { now: () => opening }, plugins: [jobs()] });
}

/** Works on a job to its end. */
export async function runToEnd(ledger: JobLedger, command: RunJobCommand): Promise<void> {
  for await (const step of ledger.jobs.runJob(command)) valueOf(step);
}
