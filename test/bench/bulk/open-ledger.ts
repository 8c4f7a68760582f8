import { createPointbook, type Pointbook } from '@pointbook/core';
import { type BulkVerbs, createBulk } from '@pointbook/core/bulk';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { bulkShop } from './bulk-shop.ts';
import type { Ground } from './ground.ts';

/** The library's ledger where a ground has one, with the time from a clock or as it is. */
export function openLedger(
  store: Ground['store'],
  target: string,
  now: () => number = Date.now,
): { readonly pointbook: Pointbook; readonly bulk: BulkVerbs } {
  const opened = store === 'sqlite' ? sqliteStore(target) : postgresStore(target);
  const pointbook = createPointbook({ program: bulkShop, store: opened, clock: { now } });
  return { pointbook, bulk: createBulk(pointbook.ports) };
}
