import { createPointbook } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import { reports } from '@pointbook/core/reports';
import type { RecordStore } from '@pointbook/core/store';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { bulkShop } from './bulk-shop.ts';
import type { Ground } from './ground.ts';

/** The store where a ground has a ledger. */
export function openStore(store: Ground['store'], target: string): RecordStore {
  return store === 'sqlite' ? sqliteStore(target) : postgresStore(target);
}

/** The library's ledger there, with the time from a clock or as it is. */
export function openLedger(store: Ground['store'], target: string, now: () => number = Date.now) {
  return createPointbook({
    program: bulkShop,
    store: openStore(store, target),
    clock: { now },
    plugins: [jobs(), reports()],
  });
}
