import { createPointbook } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { fakeClock } from '@pointbook/testing';
import { webhooks } from '@pointbook/webhooks';
import { opening, type Place } from './code-till.ts';
import { shop } from './shop.ts';

const minute = 60_000;

/**
 * A ledger in a place that sends what is due to a receiver on this machine; its time began so many minutes after the
 * others'.
 */
export function openSendingLedger(place: Place, receiver: string, minutes: number) {
  const clock = fakeClock(opening + minutes * minute);
  const plugins = [
    jobs(),
    webhooks({
      secret: 'the secret that all processes of a race share',
      privateHosts: [receiver],
      // No event is given up before the end.
      retryDelaysMs: Array.from({ length: 1000 }, () => minute),
    }),
  ] as const;
  const store =
    'file' in place
      ? sqliteStore(place.file, { lockTimeoutMs: 30_000 })
      : postgresStore(place.url, { schema: place.schema, connections: 2 });
  return createPointbook({ program: shop, store, clock, plugins });
}
