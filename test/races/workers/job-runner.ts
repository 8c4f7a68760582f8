import type { RecordStore } from '@pointbook/core/store';
import { createPointbook, type LedgerStore, type Pointbook } from '@pointbook/core';
import { createBulk, type RunJobCommand } from '@pointbook/core/bulk';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { opening, type Place } from './code-till.ts';
import { shop } from './shop.ts';

/** A ledger in a place; time stands still on it, so that two that did the same are equal. */
export function openJobLedger(place: Place): Pointbook {
  return frozenLedger(
    'file' in place
      ? sqliteStore(place.file, { lockTimeoutMs: 30_000 })
      : postgresStore(place.url, { schema: place.schema, connections: 2 }),
  );
}

/** The same on a store. */
export function frozenLedger(store: LedgerStore | RecordStore): Pointbook {
  return createPointbook({ program: shop, store, clock: { now: () => opening } });
}

/** Works on a job to its end. */
export async function runToEnd(ledger: Pointbook, command: RunJobCommand): Promise<void> {
  for await (const step of createBulk(ledger.ports).runJob(command)) step._unsafeUnwrap();
}
