import { createPointbook } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import { reports } from '@pointbook/core/reports';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { bulkShop } from './bulk-shop.ts';
import type { Ground } from './ground.ts';

/** The library's ledger where a ground has one, with the time from a clock or as it is. */
export function openLedger(store: Ground['store'], target: string, now: () => number = Date.now) {
  const opened = store === 'sqlite' ? sqliteStore(target) : postgresStore(target);
  return createPointbook({ program: bulkShop, store: opened, clock: { now }, plugins: [jobs(), reports()] });
}
