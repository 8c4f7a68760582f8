import { setTimeout as pause } from 'node:timers/promises';
import { createPointbook, type MemberId, type ProgramId } from '@pointbook/core';
import { ledgerView, noChanges } from '@pointbook/testing';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../support/postgres/postgres-server.ts';
import { gift, good, openShop, type PostgresShop } from './postgres-shop.ts';
import { program } from './unharmed-ledger.ts';
import { errorOf } from '../support/value-of.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ durable: false, flags: ['-c', 'deadlock_timeout=100ms'] });
});
afterAll(async () => server.stop());

/** A client of somebody else's in a transaction, who is patient where there is a deadlock. */
async function stranger({ pool, schema }: PostgresShop, begin = 'BEGIN') {
  const client = await pool.connect();
  onTestFinished(() => client.release(true));
  await client.query(`SET deadlock_timeout = '100s'; ${begin}`);
  const end = async (how: 'COMMIT' | 'ROLLBACK') => {
    await client.query(how);
  };
  const lock = async (memberId: string) =>
    client.query(`SELECT FROM "${schema}".accounts WHERE member_id = $1 FOR UPDATE`, [memberId]);
  return { client, lock, end };
}

/** What a failure says. */
function messageOf(error: object): string {
  return (error as Error).message;
}

/** Waits until so many wait for a lock. */
async function untilWaiting({ pool }: PostgresShop, howMany: number): Promise<void> {
  const waiting = `SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
  for (;;) {
    const { rows } = await pool.query<{ count: number }>(waiting);
    if ((rows[0]?.count ?? 0) >= howMany) return;
    await pause(5);
  }
}

describe.each([
  ['lockTimeoutMs', { lockTimeoutMs: 100, statementTimeoutMs: 10_000, retryForMs: 300 }, 'lock timeout'],
  ['statementTimeoutMs', { lockTimeoutMs: 0, statementTimeoutMs: 100 }, 'statement timeout'],
] as const)('somebody holds a member for longer than %s', (_, options, words) => {
  const hostsSettings = '-c lock_timeout=7s -c statement_timeout=9s';
  test.each([
    ['connections of its own', null],
    ["the host's pool", { max: 1, options: hostsSettings }],
    ["the host's pipelined pool", { max: 1, options: hostsSettings, pipeline: true }],
  ])('with %s: the call is refused, and the connection is as before', async (__, config) => {
    const pool = config && new pg.Pool({ connectionString: server.url, ...config });
    const target = pool ?? server.url;
    const shop = await openShop(server.url, onTestFinished, { target, connections: 1, ...options });
    const sessions = async () =>
      pool
        ? (
            await pool.query(
              `SELECT pg_backend_pid(), current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement`,
            )
          ).rows
        : (await shop.pool.query(`SELECT pid FROM pg_stat_activity WHERE application_name = 'pointbook'`)).rows;
    const before = await sessions();
    const other = await stranger(shop);
    await other.lock('A');
    const error = errorOf(await shop.ledger.adjustPoints(gift('A', 5, 'a gift')));
    expect(error).toMatchObject({ kind: 'store-unavailable', written: 'no', retryable: true });
    expect(messageOf(error)).toContain(words);
    expect((await good(shop.ledger.adjustPoints(gift('B', 5, 'to another')))).balance.balance).toBe(1005);
    await other.end('ROLLBACK');
    expect((await good(shop.ledger.adjustPoints(gift('A', 5, 'a gift')))).balance.balance).toBe(1005);
    expect(await sessions()).toEqual(before);
    const settings = pool ? { lock: '7s', statement: '9s' } : {};
    expect(before[0]).toMatchObject(settings);
    await shop.soundDump();
  });
});

test('a lock that is held for longer than lockTimeoutMs is waited for again: where many write, the line is long', async () => {
  const shop = await openShop(server.url, onTestFinished, { lockTimeoutMs: 50, retryForMs: 60_000 });
  const other = await stranger(shop);
  await other.lock('A');
  const given = shop.ledger.adjustPoints(gift('A', 5, 'a gift'));
  await pause(400);
  await other.end('ROLLBACK');
  expect((await good(given)).balance.balance).toBe(1005);
  await shop.soundDump();
});

test('0 is for as long as it takes, whatever the database has for those who say nothing', async () => {
  const admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query('CREATE DATABASE impatient');
  await admin.query(`ALTER DATABASE impatient SET lock_timeout = '50ms'`);
  await admin.query(`ALTER DATABASE impatient SET statement_timeout = '200ms'`);
  await admin.end();
  const url = new URL(server.url);
  url.pathname = '/impatient';
  const shop = await openShop(url.href, onTestFinished, { lockTimeoutMs: 0, statementTimeoutMs: 0 });
  const other = await stranger(shop);
  await other.lock('A');
  const given = shop.ledger.adjustPoints(gift('A', 5, 'a gift'));
  await pause(400);
  await other.end('ROLLBACK');
  expect((await good(given)).balance.balance).toBe(1005);
});

describe('a deadlock with somebody who locks members in another order', () => {
  const both = ['A', 'B'] as MemberId[];

  test.each([
    ['connections of its own', () => server.url],
    ["the host's pool", () => new pg.Pool({ connectionString: server.url })],
  ])('is tried again and succeeds, with %s', async (_, targetOf) => {
    const shop = await openShop(server.url, onTestFinished, { target: targetOf() });
    const other = await stranger(shop);
    await other.lock('B');
    const ours = good(
      ledgerView(shop.store).transact('shop' as ProgramId, { members: both }, ({ members }) => ({
        changes: noChanges,
        value: members.size,
      })),
    );
    await untilWaiting(shop, 1);
    await other.lock('A');
    await other.end('COMMIT');
    expect(await ours).toBe(2);
  });

  test('in a transaction of the host is the host’s to try again, from its beginning', async () => {
    const shop = await openShop(server.url, onTestFinished);
    const [host, other] = [await shop.pool.connect(), await stranger(shop)];
    onTestFinished(() => host.release(true));
    const give = (memberId: string) => shop.ledger.within(host).adjustPoints(gift(memberId, 5, 'a gift'));
    await host.query('BEGIN');
    await good(give('A'));
    await other.lock('B');
    const refused = give('B');
    await untilWaiting(shop, 1);
    const unblocked = other.lock('A');
    const error = errorOf(await refused);
    expect(error).toMatchObject({ kind: 'store-unavailable', written: 'no', retryable: true });
    expect(messageOf(error)).toContain('begin it anew');
    await host.query('ROLLBACK');
    await unblocked;
    await other.end('COMMIT');
    await host.query('BEGIN');
    for (const memberId of both) await good(give(memberId));
    await host.query('COMMIT');
    const { entries } = await shop.soundDump();
    expect(entries).toHaveLength(6);
  });
});

describe.each(['REPEATABLE READ', 'SERIALIZABLE'])('a transaction of the host that is %s', (level) => {
  test.each([
    [
      'a member that another till has changed',
      (ledger: PostgresShop['ledger']) => ledger.adjustPoints(gift('A', 5, 'other')),
    ],
    [
      'a new member whom another till has enrolled',
      (ledger: PostgresShop['ledger']) => ledger.enrolMember({ memberId: 'N' }),
    ],
  ])('%s since it began: the host begins anew', async (_, elsewhere) => {
    const shop = await openShop(server.url, onTestFinished);
    const till = createPointbook({ program, store: postgresStore(shop.pool, { schema: shop.schema }) });
    const host = await shop.pool.connect();
    onTestFinished(() => host.release(true));
    const work = async () => {
      await host.query(`BEGIN ISOLATION LEVEL ${level}`);
      await host.query('SELECT 1');
      await meanwhile();
      const joined = shop.ledger.within(host);
      const enrolled = await joined.enrolMember({ memberId: 'N' });
      const outcome = enrolled.isOk() ? await joined.adjustPoints(gift('A', 5, 'ours')) : enrolled;
      await host.query(outcome.isOk() ? 'COMMIT' : 'ROLLBACK');
      return outcome;
    };
    let meanwhile = async () => void (await elsewhere(till));
    const error = errorOf(await work());
    expect(error).toMatchObject({ kind: 'store-unavailable', written: 'no', retryable: true });
    expect(messageOf(error)).toContain('begin it anew');
    meanwhile = async () => {};
    expect((await work()).isOk()).toBe(true);
    await shop.soundDump();
  });
});
