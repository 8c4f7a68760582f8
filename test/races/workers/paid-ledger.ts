import { createPointbook, type Pointbook } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import type { Place } from './code-till.ts';
import { shop } from './shop.ts';

/** A ledger that several processes share, of a shop whose sales earn once they are paid. */
export function openPaidLedger(place: Place): Pointbook {
  const store =
    'file' in place
      ? sqliteStore(place.file, { lockTimeoutMs: 30_000 })
      : postgresStore(place.url, { schema: place.schema, connections: 2 });
  return createPointbook({ program: { ...shop, earn: { ...shop.earn, trigger: 'on-full-payment' } }, store });
}
