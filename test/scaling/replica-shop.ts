import { setTimeout as pause } from 'node:timers/promises';
import { createPointbook } from '@pointbook/core';
import { reports } from '@pointbook/core/reports';
import { postgresStore, type PostgresStoreOptions } from '@pointbook/postgres';
import { onTestFinished } from 'vitest';
import { good } from '../faults/postgres-shop.ts';
import { program } from '../faults/unharmed-ledger.ts';
import { freshSchema } from '../support/postgres/postgres-ledger.ts';
import type { PostgresPair } from '../support/postgres/postgres-pair.ts';

/** The member whose statement is read. */
export const memberId = 'A';
/** So that only the bound decides, however slow the machine is. */
const anyLag = 1_000_000;

/** A shop with a ledger on the two servers. */
export async function openReplicaShop(pair: PostgresPair, options: PostgresStoreOptions = {}) {
  const schema = freshSchema();
  const open = (more: PostgresStoreOptions) => {
    const store = postgresStore(pair.primary.url, { schema, connections: 4, ...more });
    onTestFinished(async () => void (await store.close()));
    return { store, ledger: createPointbook({ program, store, plugins: [reports()] }) };
  };
  const { store, ledger } = open({ replica: pair.standby.url, maxLagMs: anyLag, ...options });
  const sell = async (invoiceId: string) =>
    good(ledger.saveInvoice({ invoiceId, memberId, currency: 'EUR', total: 10 }));
  await good(ledger.enrolMember({ memberId }));
  const statement = async () => good(ledger.getStatement({ memberId, limit: 1000 }));
  return {
    store,
    ledger,
    alone: open({}).ledger,
    sell,
    statement,
    /** Waits until all that was acknowledged before is on the replica. */
    caughtUp: async () => {
      for (const now = Date.now(); ((await statement()).asOf?.getTime() ?? 0) <= now;) await pause(20);
    },
    /** Waits until the primary answers what the replica did. */
    givenUp: async () => {
      while ((await statement()).asOf !== undefined) await pause(20);
    },
  };
}

/** Holds up what the replica is to replay, until the test is over or the answer is called. */
export async function pauseReplayOf(pair: PostgresPair): Promise<() => Promise<void>> {
  await pair.ask(pair.standby, 'SELECT pg_wal_replay_pause()');
  const paused = "SELECT FROM pg_catalog.pg_get_wal_replay_pause_state() s WHERE s = 'paused'";
  // It pauses before the next record.
  await pair.ask(pair.primary, 'SELECT pg_switch_wal()');
  while ((await pair.ask(pair.standby, paused)).rows.length === 0) await pause(20);
  const resume = async () => void (await pair.ask(pair.standby, 'SELECT pg_wal_replay_resume()'));
  onTestFinished(resume);
  return resume;
}
