import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createPointbook, type ProgramId } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { postgresStore } from '@pointbook/postgres';
import { auditLedger } from '@pointbook/testing';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { good } from '../faults/postgres-shop.ts';
import type { SaleTold } from '../races/workers/failover-till.ts';
import { shop } from '../races/workers/shop.ts';
import { forkWorker } from '../support/processes/bundled.ts';
import { postgresDump } from '../support/postgres/postgres-dump.ts';
import { freshSchema } from '../support/postgres/postgres-ledger.ts';
import { type PostgresPair, startPair } from '../support/postgres/postgres-pair.ts';
import { openSwitch, type PostgresSwitch } from '../support/postgres/postgres-switch.ts';
import { sampled } from '../support/properties/sampled.ts';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { followFeed } from './feed-follower.ts';
import { errorOf } from '../support/value-of.ts';

const processes = 3;
const callers = 4;
/** Sales that each failover comes after, and those that come after it. */
const salesAround = sampled(150, 1500);

interface Sold {
  readonly memberId: string;
  readonly receipt: unknown;
}

/** Tills in processes of their own; `sold` is what was acknowledged, by invoice. */
async function startTills(url: string, schema: string) {
  const sold = new Map<string, Sold>();
  const failures: Extract<SaleTold, { failed: string }>[] = [];
  const tills = await Promise.all(
    Array.from({ length: processes }, async () => {
      const till = await forkWorker('failover-till', [url, schema, String(callers)]);
      till.on('message', (told: SaleTold) => {
        if ('sold' in told) sold.set(told.sold, told);
        else if ('failed' in told) failures.push(told);
      });
      return till;
    }),
  );
  onTestFinished(() => {
    for (const till of tills) till.kill('SIGKILL');
  });
  const waitFor = async (sales: number) => {
    while (sold.size < sales) {
      if (tills.some(({ exitCode }) => exitCode !== null)) throw new Error('A till has ended.');
      await pause(10);
    }
  };
  return { sold, failures, waitFor, stop: async () => Promise.all(tills.map(stopTill)) };
}

async function stopTill(till: ChildProcess): Promise<void> {
  const ended = once(till, 'exit');
  till.send('stop');
  const [code] = await ended;
  expect(code).toBe(0);
}

/** The standby takes over: nobody reaches the old primary from now on, and new connections go to the standby. */
async function failOver(pair: PostgresPair, way: Pick<PostgresSwitch, 'fence' | 'to'>) {
  await pair.primary.kill();
  way.fence();
  await pair.ask(pair.standby, 'SELECT pg_promote(true, 600)');
  way.to(pair.standby.url);
}

async function openSynchronous() {
  const pair = await startPair({ isSynchronous: true });
  const way = await openSwitch(pair.primary.url);
  onTestFinished(async () => {
    await way.close();
    await pair.stop();
  });
  const schema = freshSchema();
  const store = postgresStore(way.url, { schema, connections: 4 });
  onTestFinished(async () => void (await store.close()));
  return { pair, way, schema, ledger: createPointbook({ program: shop, store }) };
}

describe('a primary that is lost under load, and its synchronous standby', () => {
  test('every acknowledged sale is there once, tills go on without a restart, and so do those who follow the feed', async () => {
    const { pair, way, schema, ledger } = await openSynchronous();
    await good(ledger.open());
    const tills = await startTills(way.url, schema);
    const follower = followFeed(ledger);
    await tills.waitFor(salesAround);
    const balance = await good(ledger.getBalance({ memberId: 'everyone' }));
    await failOver(pair, way);
    const before = tills.sold.size;
    await tills.waitFor(before + salesAround);
    expect((await good(ledger.getBalance({ memberId: 'everyone' }))).balance).toBeGreaterThan(balance.balance);
    await tills.stop();
    await follower.stop();

    // All that failed was said to be worth another try.
    expect(tills.failures.filter(({ retryable }) => !retryable)).toEqual([]);
    expect((await good(verify(ledger))).findings).toEqual([]);
    const pool = new pg.Pool({ connectionString: pair.standby.url });
    onTestFinished(async () => pool.end());
    const dump = await postgresDump(pool, schema, shop.programId as ProgramId);
    expect(auditLedger(dump)).toEqual([]);
    const kept = dump.invoices.map(({ invoiceId }) => String(invoiceId));
    expect(kept.toSorted()).toEqual([...tills.sold.keys()].toSorted());
    const points = dump.members.reduce((sum, { account }) => sum + account.balance, 0);
    expect(points).toBe(tills.sold.size);
    expect(dump.entries).toHaveLength(tills.sold.size);
    // The feed had each entry once, those of a member in their order.
    expect([...follower.errors].filter((kind) => kind !== 'store-unavailable')).toEqual([]);
    const nameOf = ({ memberId, sequence }: { memberId: string; sequence: number }) => `${memberId} ${sequence}`;
    expect(follower.seen.map(nameOf).toSorted()).toEqual(dump.entries.map(nameOf).toSorted());
    const last = new Map<string, number>();
    for (const { memberId, sequence } of follower.seen) {
      expect(sequence).toBe((last.get(memberId) ?? 0) + 1);
      last.set(memberId, sequence);
    }
    // What was acknowledged is answered as it was.
    for (const [invoiceId, { memberId, receipt }] of [...tills.sold].slice(0, before).slice(-50)) {
      const again = await good(ledger.saveInvoice({ invoiceId, memberId, currency: 'EUR', total: 1 }));
      expect(again.replayed).toBe(true);
      expect(JSON.parse(JSON.stringify(whatItDid(again)))).toEqual(whatItDid(receipt));
    }
  });
});

describe('a synchronous standby that is away', () => {
  test('holds up what is acknowledged, and no timeout of the store cuts that short', async () => {
    const { pair, way, schema, ledger: patient } = await openSynchronous();
    await good(patient.enrolMember({ memberId: 'A' }));
    await good(patient.saveInvoice({ invoiceId: 'S1', memberId: 'A', currency: 'EUR', total: 1 }));
    const store = postgresStore(way.url, { schema, statementTimeoutMs: 2000, lockTimeoutMs: 100, retryForMs: 0 });
    onTestFinished(async () => void (await store.close()));
    const ledger = createPointbook({ program: shop, store });
    const sell = (invoiceId: string) => ledger.saveInvoice({ invoiceId, memberId: 'A', currency: 'EUR', total: 1 });
    await good(ledger.getBalance({ memberId: 'A' }));
    await pair.standby.kill();
    while ((await pair.ask(pair.primary, 'SELECT FROM pg_stat_replication')).rows.length > 0) await pause(20);
    expect(errorOf(await sell('S2'))).toMatchObject({ kind: 'store-unavailable', written: 'unknown' });
    expect((await good(patient.getBalance({ memberId: 'A' }))).balance).toBe(1);
  });
});

/** The host's pool, which the host tells where the primary is. */
function toldPool(databaseUrl: string): { readonly pool: pg.Pool; readonly way: Pick<PostgresSwitch, 'fence' | 'to'> } {
  const { hostname, port, username, password } = new URL(databaseUrl);
  const pool = new pg.Pool({ host: hostname, port: Number(port), user: username, password, database: 'postgres' });
  return { pool, way: { fence: () => {}, to: (url) => void (pool.options.port = Number(new URL(url).port)) } };
}

describe('a primary that is lost, and a standby that did not have everything', () => {
  /** A member who has bought once, which the standby knows, and does not get to know anything more. */
  async function openLagging() {
    const pair = await startPair();
    const { pool, way } = toldPool(pair.primary.url);
    onTestFinished(async () => {
      await pool.end();
      await pair.stop();
    });
    const schema = freshSchema();
    const ledger = createPointbook({ program: shop, store: postgresStore(pool, { schema }) });
    const sell = async (invoiceId: string, by: Pick<typeof ledger, 'saveInvoice'> = ledger) =>
      good(by.saveInvoice({ invoiceId, memberId: 'A', currency: 'EUR', total: 1 }));
    const cursorNow = async () => (await good(ledger.readFeed())).cursor;
    await good(ledger.enrolMember({ memberId: 'A' }));
    await sell('S1');
    const sold = `SELECT FROM "${schema}".entries`;
    while ((await pair.ask(pair.standby, sold).catch(() => null))?.rows.length !== 1) await pause(20);
    await pair.ask(pair.standby, "ALTER SYSTEM SET primary_conninfo = ''");
    await pair.ask(pair.standby, 'SELECT pg_reload_conf()');
    while ((await pair.ask(pair.standby, 'SELECT FROM pg_stat_wal_receiver')).rows.length > 0) await pause(20);
    return { ledger, sell, cursorNow, cursor: await cursorNow(), failOver: async () => failOver(pair, way) };
  }

  test('the sales that it lacks are lost and can be sent again, and the ledger is sound', async () => {
    const { ledger, sell, failOver: fail } = await openLagging();
    await sell('S2');
    // A version of the program that the standby lacks, with its number.
    const rules = [{ ruleId: 'all', earn: { per: 'amount', points: 2, of: 1 } }] as const;
    const changed = createPointbook({ program: { ...shop, earn: { rules } }, store: ledger.ports.store });
    await sell('T1', changed);
    await fail();
    expect((await good(ledger.getBalance({ memberId: 'A' }))).balance).toBe(1);
    expect((await sell('S2')).replayed).toBe(false);
    expect((await sell('T1', changed)).replayed).toBe(false);
    expect((await good(verify(ledger))).findings).toEqual([]);
  });

  test('who had read of them in the feed is told `unknown-cursor`, also when another sale has taken their place', async () => {
    const { ledger, sell, cursor, cursorNow, failOver: fail } = await openLagging();
    // The first sale after the failover gets the number of this one's transaction again.
    for (const memberId of ['B', 'C']) await good(ledger.enrolMember({ memberId }));
    await sell('S2');
    const ahead = await cursorNow();
    await fail();
    expect(errorOf(await ledger.readFeed({ cursor: ahead })).kind).toBe('unknown-cursor');
    expect((await good(ledger.readFeed({ cursor }))).items).toEqual([]);
    await sell('S3');
    expect(errorOf(await ledger.readFeed({ cursor: ahead })).kind).toBe('unknown-cursor');
    const { items } = await good(ledger.readFeed({ cursor }));
    expect(items).toMatchObject([{ sequence: 2, reference: { id: 'S3' } }]);
    expect((await good(verify(ledger))).findings).toEqual([]);
  });
});
