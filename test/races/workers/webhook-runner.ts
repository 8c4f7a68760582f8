import { createPointbook } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import { sqliteStore } from '@pointbook/sqlite';
import { fakeClock } from '@pointbook/testing';
import { webhooks } from '@pointbook/webhooks';
import { opening } from './code-till.ts';
import { shop } from './shop.ts';

const minute = 60_000;

/** A ledger on one file that sends what is due to a receiver on this machine; its time began so many minutes after the others'. */
export function openSendingLedger(file: string, receiver: string, minutes: number) {
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
  return createPointbook({ program: shop, store: sqliteStore(file, { lockTimeoutMs: 30_000 }), clock, plugins });
}
