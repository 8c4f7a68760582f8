import { createPointbook, type Pointbook } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import type { Place } from './code-till.ts';
import { shop } from './shop.ts';

/** Where it is, and what becomes of points that are not there when they are taken back; owed, when left out. */
export type PaidShop = Place & { readonly clawback?: 'refuse' };

/** A ledger that several processes share, of a shop whose sales earn once they are paid. */
export function openPaidLedger(place: PaidShop): Pointbook {
  const store =
    'file' in place
      ? sqliteStore(place.file, { lockTimeoutMs: 30_000 })
      : postgresStore(place.url, { schema: place.schema, connections: 2 });
  const { clawback = 'allow-debt' } = place;
  const program = { ...shop, refund: { clawback }, earn: { ...shop.earn, trigger: 'on-full-payment' } } as const;
  return createPointbook({ program, store });
}
