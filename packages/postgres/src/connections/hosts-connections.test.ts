import { ledgerView } from '@pointbook/testing';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { ayu, changes, errorOf, memberWith, shop, valueOf } from '@pointbook/testing/sample-ledger';
import { postgresStore } from '../postgres-store.ts';
import { temporarySchema, joined } from '../sample-ledger-testing.ts';

const give = () => ({ changes: changes({ members: [memberWith(ayu, 5)] }), value: 'given' });

/** A store on a pool of the host's, and a client of that pool on which a transaction is begun. */
async function hostWith(config: pg.PoolConfig) {
  const { schema } = temporarySchema();
  const pool = new pg.Pool({ connectionString: inject('databaseUrl'), ...config });
  const store = postgresStore(pool, { schema });
  const host = await pool.connect();
  let isReleased = false;
  const release = () => {
    if (!isReleased) host.release();
    isReleased = true;
  };
  onTestFinished(async () => {
    release();
    await pool.end();
  });
  await host.query('BEGIN');
  return { schema, pool, store, host, release };
}

describe('joining', () => {
  test('a store that was never opened opens it', async () => {
    const { store, host, release } = await hostWith({ max: 2 });
    expect(valueOf(await joined(store, host).transact(shop, {}, give))).toBe('given');
    await host.query('COMMIT');
    release();
    expect(valueOf(await ledgerView(store).reader.member(shop, ayu))?.account.balance).toBe(5);
  });

  test('says after a while to open it first where no connection is free, and leaves the host its transaction', async () => {
    const { store, host, release } = await hostWith({ max: 1 });
    const refused = errorOf(await joined(store, host).transact(shop, {}, give));
    expect(refused).toMatchObject({ kind: 'store-unavailable', retryable: true });
    expect(refused.message).toContain('open it before you join');
    await host.query('COMMIT');
    release();
    valueOf(await store.open());
  });

  test('knows its database whatever a session says of time', async () => {
    const { store, host } = await hostWith({ max: 2 });
    await host.query("SET LOCAL TIME ZONE 'Asia/Jakarta'; SET LOCAL DateStyle = 'German'");
    expect(valueOf(await joined(store, host).transact(shop, {}, give))).toBe('given');
    await host.query('ROLLBACK');
  });

  test('a client whose connection is lost while the host is at work ends no process', async () => {
    const { pool, store, host } = await hostWith({ max: 2 });
    valueOf(await joined(store, host).transact(shop, {}, give));
    const lost = new Promise((resolve) => {
      host.once('end', resolve);
    });
    const { rows } = await host.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await lost;
    expect(errorOf(await joined(store, host).transact(shop, {}, give)).kind).toBe('store-unavailable');
  });
});

test('a call whose client stopped waiting for the answer may yet be written, and says so', async () => {
  const { schema, pool, store, host } = await hostWith({ max: 3, query_timeout: 300 });
  valueOf(await joined(store, host).transact(shop, {}, give));
  await host.query('COMMIT');
  const holder = await pool.connect();
  await holder.query(`BEGIN; SELECT 1 FROM ${schema}.accounts FOR UPDATE`);
  await host.query('BEGIN');
  const waited = errorOf(await joined(store, host).transact(shop, { members: [ayu] }, give));
  expect(waited).toMatchObject({ kind: 'store-unavailable', written: 'unknown', retryable: true });
  await holder.query('ROLLBACK');
  holder.release();
});

test('closing answers first what was called before', async () => {
  const { schema } = temporarySchema();
  const store = postgresStore(inject('databaseUrl'), { schema, connections: 1 });
  const calls = Array.from({ length: 20 }, async () => ledgerView(store).transact(shop, { members: [ayu] }, give));
  const closing = store.close();
  expect((await Promise.all(calls)).map((each) => each.isOk())).toEqual(calls.map(() => true));
  valueOf(await closing);
  expect(errorOf(await ledgerView(store).reader.member(shop, ayu)).kind).toBe('store-closed');
});

test('what answers in binary is refused at once', () => {
  const pool = new pg.Pool({ binary: true } as pg.PoolConfig);
  expect(() => postgresStore(pool)).toThrow('binary');
  expect(() =>
    postgresStore(inject('databaseUrl')).joinAsync(new pg.Client({ binary: true } as pg.ClientConfig)),
  ).toThrow('binary');
});

describe('a client that was given back to the pool with a transaction open', () => {
  test.each([
    ['begun', 'BEGIN; CREATE TEMPORARY TABLE mine (id int)'],
    ['failed', 'BEGIN; SELECT 1 / 0'],
    ['read only', 'BEGIN READ ONLY'],
  ])('%s, is not used, and nothing of it is committed', async (_, begin) => {
    const { pool, store, host, release } = await hostWith({ max: 1 });
    await host.query('ROLLBACK');
    release();
    valueOf(await store.open());
    const forgetful = await pool.connect();
    await forgetful.query(begin).catch(() => null);
    forgetful.release();
    expect(valueOf(await ledgerView(store).reader.member(shop, ayu))).toBeNull();
    const again = await pool.connect();
    await again.query(begin).catch(() => null);
    again.release();
    expect(valueOf(await ledgerView(store).transact(shop, {}, give))).toBe('given');
    const { rows } = await pool.query("SELECT to_regclass('mine') AS mine");
    expect(rows).toEqual([{ mine: null }]);
  });
});
