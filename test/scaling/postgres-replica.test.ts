import { setTimeout as pause } from 'node:timers/promises';
import { createPointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { clock } from '@pointbook/core/clock';
import { jobs } from '@pointbook/core/jobs';
import { verbsOf } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { verify } from '@pointbook/core/verify';
import { postgresStore, type PostgresStoreOptions } from '@pointbook/postgres';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openProxy } from '../faults/postgres-proxy.ts';
import { gift, good } from '../faults/postgres-shop.ts';
import { program } from '../faults/unharmed-ledger.ts';
import { freshSchema } from '../support/postgres/postgres-ledger.ts';
import { memberId, openReplicaShop, pauseReplayOf } from './replica-shop.ts';
import { type PostgresPair, startPair } from '../support/postgres/postgres-pair.ts';
import { rowsOf } from '../support/reports/reports.ts';
import { errorOf } from '../support/value-of.ts';

let pair: PostgresPair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(async () => pair.stop());

const openShop = async (options?: PostgresStoreOptions) => openReplicaShop(pair, options);
const pauseReplay = async () => pauseReplayOf(pair);

describe('a replica that has caught up', () => {
  test('gives the statements, searches and reports that the primary gives, and says as of when', async () => {
    const { ledger, alone, sell, caughtUp } = await openShop();
    for (const other of ['B', 'C']) await good(ledger.enrolMember({ memberId: other, name: `Member ${other}` }));
    for (let sale = 0; sale < 20; sale++) await sell(`S${sale}`);
    await good(ledger.refundInvoice({ invoiceId: 'S1', refundId: 'R', value: 5 }));
    await good(ledger.redeemPoints({ memberId, redemptionId: 'D', points: 30 }));
    await good(ledger.adjustPoints(gift('B', 7, 'gift')));
    await caughtUp();
    for (const view of ['staff', 'member'] as const) {
      const { asOf, ...page } = await good(ledger.getStatement({ memberId, view, limit: 7 }));
      expect(asOf).toBeInstanceOf(Date);
      expect(page).toEqual(await good(alone.getStatement({ memberId, view, limit: 7 })));
    }
    const { asOf, ...found } = await good(ledger.findEntries({ kinds: ['adjustment'] }));
    expect(asOf).toBeInstanceOf(Date);
    expect(found).toEqual(await good(alone.findEntries({ kinds: ['adjustment'] })));
    for (const name of ['status', 'liability', 'members', 'opening'] as const)
      expect(await rowsOf<object>(ledger.reports[name]() as never)).toEqual(
        await rowsOf<object>(alone.reports[name]() as never),
      );
    const columns = { columns: ['date', 'earned', 'redeemed', 'members'] } as const;
    expect(await rowsOf(ledger.reports.daily(columns))).toEqual(await rowsOf(alone.reports.daily(columns)));
    expect(await rowsOf(ledger.reports.statement({ memberId }))).toEqual(
      await rowsOf(alone.reports.statement({ memberId })),
    );
  });

  test('leaves the balance to the primary, unless the caller says that it may be a little old', async () => {
    const { ledger, sell, caughtUp } = await openShop();
    await sell('S');
    await caughtUp();
    const { asOf, ...balance } = await good(ledger.getBalance({ memberId, mayLag: true }));
    expect(asOf).toBeInstanceOf(Date);
    const own = await good(ledger.getBalance({ memberId }));
    expect(own).not.toHaveProperty('asOf');
    expect(balance).toEqual(own);
  });

  test('does not answer for a member that it does not know yet: the primary does', async () => {
    const { ledger, caughtUp } = await openShop();
    await caughtUp();
    await pauseReplay();
    await good(ledger.enrolMember({ memberId: 'N' }));
    await good(ledger.adjustPoints(gift('N', 7, 'gift')));
    expect(await good(ledger.getStatement({ memberId: 'N' }))).toMatchObject({ items: [{ delta: 7 }] });
    expect(await rowsOf(ledger.reports.statement({ memberId: 'N' }))).toHaveLength(1);
  });

  test('tells how far it is behind', async () => {
    const { store, sell, caughtUp } = await openShop();
    await sell('S');
    await caughtUp();
    const status = await good(store.replicaStatus());
    expect(status).toEqual({ lagMs: expect.any(Number), isUsed: true, reason: null });
  });
});

describe('a replica that lags', () => {
  test('decides nothing: what it does not have yet is there for every command and for the balance', async () => {
    const { ledger, sell, statement, caughtUp } = await openShop();
    await caughtUp();
    await pauseReplay();
    await sell('S');
    expect((await statement()).items).toEqual([]);
    expect((await good(ledger.getBalance({ memberId }))).balance).toBe(10);
    expect((await good(ledger.getInvoice({ invoiceId: 'S' }))).earned).toBe(10);
    expect((await good(ledger.readFeed())).items).toHaveLength(1);
    await good(ledger.redeemPoints({ memberId, redemptionId: 'D', points: 10 }));
    const again = await ledger.redeemPoints({ memberId, redemptionId: 'E', points: 10 });
    expect(errorOf(again).kind).toBe('insufficient-points');
    expect((await good(verify(ledger))).findings).toEqual([]);
    expect((await statement()).items).toEqual([]);
  });

  test('is passed over once it is behind by more than `maxLagMs`, until it has caught up', async () => {
    const { store, sell, statement, givenUp, caughtUp } = await openShop({ maxLagMs: 1500 });
    await caughtUp();
    const resume = await pauseReplay();
    await sell('S');
    await givenUp();
    expect((await statement()).items).toHaveLength(1);
    const status = await good(store.replicaStatus());
    expect(status).toMatchObject({ isUsed: false, reason: 'it is behind by more than 1500 ms' });
    expect(status?.lagMs).toBeGreaterThan(1500);
    await resume();
    await caughtUp();
    expect((await statement()).items).toHaveLength(1);
  });

  test('has all that was acknowledged before the instant that it tells', async () => {
    const { ledger, sell } = await openShop({ maxLagMs: 1000 });
    const sold: number[] = [];
    let isOver = false;
    const selling = (async () => {
      for (; !isOver; await pause(Math.random() * 20)) {
        await sell(`S${sold.length}`);
        sold.push(Date.now());
      }
    })();
    try {
      let fromReplica = 0;
      for (let turn = 0; turn < 200 || fromReplica < 20; turn++) {
        const { items, asOf } = await good(ledger.getStatement({ memberId, limit: 1000 }));
        const acknowledged = sold.filter((at) => asOf !== undefined && at < asOf.getTime()).length;
        expect(items.length).toBeGreaterThanOrEqual(acknowledged);
        if (asOf !== undefined) fromReplica += 1;
        if (turn % 50 === 20) await pair.ask(pair.standby, 'SELECT pg_wal_replay_pause()');
        if (turn % 50 === 45) await pair.ask(pair.standby, 'SELECT pg_wal_replay_resume()');
        await pause(5);
      }
    } finally {
      await pair.ask(pair.standby, 'SELECT pg_wal_replay_resume()');
      isOver = true;
      await selling;
    }
  });
});

describe('a replica that is lost', () => {
  test('is missed by nobody: the primary answers', async () => {
    const standby = await pair.another();
    const { store, ledger, sell, statement, caughtUp } = await openShop({ replica: standby.url });
    await sell('S');
    await caughtUp();
    let isOver = false;
    const reading = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!isOver) expect((await statement()).items).toHaveLength(1);
      }),
    );
    await standby.kill();
    // Its processes end one after another.
    while ((await good(store.replicaStatus()))?.isUsed !== false) await pause(10);
    isOver = true;
    await reading;
    expect(await rowsOf(ledger.reports.status())).toHaveLength(1);
    const status = await good(store.replicaStatus());
    expect(status).toMatchObject({ isUsed: false, lagMs: null });
    expect(status?.reason).toContain('could not be compared');
    expect((await ledger.open()).isOk()).toBe(true);
  });
});

describe('what goes to a replica', () => {
  test('is never a write, and takes no lock', async () => {
    const proxy = await openProxy(pair.standby.url, onTestFinished);
    proxy.arm({
      at: (words) => /INSERT|UPDATE|DELETE|FOR SHARE|CREATE|advisory/.test(words),
      forward: false,
      how: 'cut',
    });
    const { ledger, sell, caughtUp } = await openShop({ replica: proxy.url });
    await sell('S');
    await caughtUp();
    await rowsOf(ledger.reports.status());
    await good(ledger.redeemPoints({ memberId, redemptionId: 'D', points: 10 }));
    await good(ledger.expireDue());
    await good(ledger.getBalance({ memberId, mayLag: true }));
    expect(proxy.faults()).toBe(0);
  });

  test('are the verbs that say so of themselves, and none that writes', () => {
    const plugins = [clock(), codes({ notifiers: [], secret: 'x'.repeat(32) }), jobs(), reports()];
    const lagging = verbsOf(plugins).filter(({ mayLag }) => mayLag !== false);
    expect(lagging.map(({ path, mayLag }) => [path.join('.'), mayLag])).toEqual([
      ['getBalance', 'when-asked'],
      ['getStatement', true],
      ['findEntries', true],
      ...['status', 'daily', 'liability', 'statement', 'members', 'opening'].map((name) => [`reports.${name}`, true]),
    ]);
    expect(lagging.filter(({ writes, sends }) => writes || sends)).toEqual([]);
  });
});

describe('what is no replica of the primary', () => {
  const refusal = async (replica: string) => {
    const store = postgresStore(pair.primary.url, { schema: freshSchema(), replica });
    onTestFinished(async () => void (await store.close()));
    const opened = await createPointbook({ program, store }).open();
    return errorOf(opened);
  };
  const named = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

  test('is refused by name when the ledger is opened', async () => {
    await pair.ask(pair.primary, 'CREATE DATABASE another');
    while ((await pair.ask(pair.standby, "SELECT FROM pg_database WHERE datname = 'another'")).rows.length === 0)
      await pause(20);
    const kind = 'store-path-unusable';
    const message = 'The `replica` of postgresStore() will not do:';
    expect(await refusal(pair.primary.url)).toMatchObject({ kind, message: `${message} it is a primary itself.` });
    expect(await refusal(named(pair.standby.url, 'another'))).toMatchObject({
      kind,
      message: `${message} it is not the database of the primary.`,
    });
  });

  test('is refused as every other option, where it cannot be one at all', () => {
    const open = (options: object) => () => postgresStore(pair.primary.url, options);
    expect(open({ replica: 'somewhere' })).toThrow(
      'The `replica` of postgresStore() needs a connection string, or a Pool of pg',
    );
    expect(open({ replicas: pair.standby.url })).toThrow(TypeError);
    expect(open({ replica: pair.standby.url, maxLagMs: 0 })).toThrow('maxLagMs must be a whole number');
    expect(open({ maxLagMs: 1000 })).toThrow('and none is given');
  });

  test('is told in the status of a store that goes on, as after the standby was promoted', async () => {
    const { store, ledger, sell, statement } = await openShop({ replica: pair.primary.url });
    await sell('S');
    expect(await statement()).toMatchObject({ items: [{ delta: 10 }] });
    expect(await statement()).not.toHaveProperty('asOf');
    const status = await good(store.replicaStatus());
    expect(status).toEqual({ lagMs: null, isUsed: false, reason: 'it is a primary itself' });
    expect(await rowsOf(ledger.reports.status())).toHaveLength(1);
  });
});
