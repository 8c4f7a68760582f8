import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../support/postgres/postgres-server.ts';
import { openProxy, places, type WhenOver } from './postgres-proxy.ts';
import { gift, good, openShop } from './postgres-shop.ts';
import { errorOf } from '../support/value-of.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ durable: false });
});
afterAll(async () => server.stop());

// What is awaited here is timeouts, so all wait at the same time.
describe.concurrent('a server that falls silent without a word', () => {
  const quick = { lockTimeoutMs: 100, statementTimeoutMs: 200, retryForMs: 0 };
  const open = async (whenOver: WhenOver, options: object, pool?: pg.PoolConfig) => {
    const proxy = await openProxy(server.url, whenOver);
    const target = pool ? new pg.Pool({ connectionString: proxy.url, ...pool }) : proxy.url;
    return { proxy, shop: await openShop(server.url, whenOver, { target, ...options }) };
  };

  test.for([
    ['connections of its own', undefined],
    ["the host's pool, with a query_timeout", { query_timeout: 1000 }],
  ] as const)('while it loads, with %s: the call ends by itself, and the next one works', async ([, pool], context) => {
    const { expect, onTestFinished } = context;
    const { proxy, shop } = await open(onTestFinished, quick, pool);
    proxy.arm({ at: places.load(), forward: false, how: 'silence' });
    const error = errorOf(await shop.ledger.adjustPoints(gift('A', 5, 'a gift')));
    expect(error).toMatchObject({ kind: 'store-unavailable', written: 'no', retryable: true });
    expect((await good(shop.ledger.adjustPoints(gift('A', 5, 'a gift')))).balance.balance).toBe(1005);
    await shop.soundDump();
  });

  test.for([
    ['connections of its own', undefined],
    ["the host's pool, with a query_timeout", { query_timeout: 1000 }],
  ] as const)('after COMMIT, with %s: the call is asked for again, and has one effect', async ([, pool], context) => {
    const { expect, onTestFinished } = context;
    const { proxy, shop } = await open(onTestFinished, quick, pool);
    proxy.arm({ at: places.COMMIT(), forward: true, how: 'silence' });
    expect((await good(shop.ledger.adjustPoints(gift('A', 5, 'a gift')))).balance.balance).toBe(1005);
    expect(proxy.faults()).toBe(1);
    expect((await shop.soundDump()).entries).toHaveLength(5);
  });

  test('a new connection that nobody answers', async ({ expect, onTestFinished }) => {
    const { proxy, shop } = await open(onTestFinished, quick);
    proxy.cutAll();
    await pause(50);
    proxy.arm({ at: () => true, forward: false, how: 'silence' });
    const error = errorOf(await shop.ledger.adjustPoints(gift('A', 5, 'a gift')));
    expect(error).toMatchObject({ kind: 'store-unavailable', written: 'no', retryable: true });
    expect((await good(shop.ledger.adjustPoints(gift('A', 5, 'a gift')))).balance.balance).toBe(1005);
  });

  test('a till that is gone before its COMMIT does not lock its member for ever', async (context) => {
    const { expect, onTestFinished } = context;
    const { proxy, shop } = await open(onTestFinished, quick);
    proxy.arm({ at: places.COMMIT(), forward: false, how: 'silence' });
    const gone = shop.ledger.adjustPoints(gift('A', 5, 'from the till that is gone'));
    while (proxy.faults() === 0) await pause(10);
    const before = performance.now();
    await shop.pool.query(`SELECT FROM "${shop.schema}".accounts WHERE member_id = 'A' FOR UPDATE`);
    expect(performance.now() - before).toBeGreaterThan(5000);
    // It asked again while the lock was still held, and does not know of its first COMMIT.
    const error = errorOf(await gone);
    expect(error).toMatchObject({ kind: 'store-unavailable', written: 'unknown', retryable: true });
    expect((await shop.soundDump()).entries).toHaveLength(4);
  });
});
