import { ledgerView } from '@pointbook/testing';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { ayu, changes, errorOf, memberWith, shop, valueOf, write } from '@pointbook/testing/sample-ledger';
import type { PostgresStoreOptions } from './postgres-store-options.ts';
import { postgresStore } from './postgres-store.ts';
import { temporarySchema } from './sample-ledger-testing.ts';

const give = (points: number) => () => ({ changes: changes({ members: [memberWith(ayu, points)] }), value: points });

describe('a store set up wrongly says so at once', () => {
  test.each([
    [{ schma: 'loyalty' }, TypeError, 'postgresStore() has no option "schma": did you mean "schema"? It has schema,'],
    [{ lockTimeoutMs: -1 }, RangeError, 'lockTimeoutMs must be a whole number of milliseconds'],
    [{ statementTimeoutMs: 0.5 }, RangeError, 'statementTimeoutMs must be'],
    [{ statementTimeoutMs: 2 ** 31 }, RangeError, '0 to 2000000000'],
    [{ retryForMs: '10' }, RangeError, 'retryForMs must be'],
    [{ retryForMs: Infinity }, RangeError, 'retryForMs must be'],
    [{ connections: 0 }, RangeError, 'connections must be a whole number, 1 or more'],
    [{ connections: 1.5 }, RangeError, 'connections must be'],
    [{ migrate: 'no' }, TypeError, 'migrate must be true or false'],
    [{ schema: '' }, RangeError, 'schema must be'],
    [{ schema: 'Shop' }, RangeError, 'schema must be'],
    [{ schema: 'x"; DROP TABLE sales; --' }, RangeError, 'schema must be'],
    [{ schema: 'pg_points' }, RangeError, 'not with pg_'],
    [{ schema: 's'.repeat(49) }, RangeError, '1 to 48'],
  ])('with the options %j', (options, Kind, words) => {
    const make = () => postgresStore(inject('databaseUrl'), options as PostgresStoreOptions);
    expect(make).toThrow(Kind);
    expect(make).toThrow(words);
  });

  test.each([undefined, null, '', 5, {}, { query: () => {} }])('with %j for a target', (target) => {
    expect(() => postgresStore(target as never)).toThrow(TypeError);
    expect(() => postgresStore(target as never)).toThrow('a connection string, or a Pool');
  });

  test('with a single client', () => {
    expect(() => postgresStore(new pg.Client() as never)).toThrow('this is a single client');
  });

  test('a pool of another driver is named as what it is', () => {
    class ConnectionPool {
      connect(): void {}
      query(): void {}
    }
    expect(() => postgresStore(new ConnectionPool() as never)).toThrow('not an object of the class ConnectionPool');
    expect(() => postgresStore(Object.assign(() => undefined, { end() {} }) as never)).toThrow('not a function');
    expect(() => postgresStore(Promise.resolve() as never)).toThrow('not a promise: await it first');
  });

  test('the longest times are no mistake', async () => {
    const { schema } = temporarySchema();
    const longest = 2_000_000_000;
    const store = postgresStore(inject('databaseUrl'), {
      schema,
      lockTimeoutMs: longest,
      statementTimeoutMs: longest,
      retryForMs: longest,
    });
    expect((await store.open()).isOk()).toBe(true);
    valueOf(await store.close());
  });
});

describe('a store', () => {
  test('opens at its first use, or once when asked to, by many at once', async () => {
    const { schema, pool } = temporarySchema();
    const store = postgresStore(pool, { schema });
    const first = ledgerView(store).transact(shop, {}, give(5));
    const opened = await Promise.all([store.open(), store.open(), ledgerView(store).reader.member(shop, ayu)]);
    expect(opened.map((outcome) => outcome.isOk())).toEqual([true, true, true]);
    expect(valueOf(await first)).toBe(5);
    valueOf(await store.open());
  });

  test('is not opened for good by a failure', async () => {
    const { schema, pool } = temporarySchema();
    const store = postgresStore(pool, { schema, migrate: false });
    const error = errorOf(await ledgerView(store).transact(shop, {}, give(5)));
    expect(error).toMatchObject({ kind: 'store-schema-older', written: 'no', retryable: false });
    expect(error.message).toContain(schema);
    await write(postgresStore(pool, { schema }), {});
    expect(valueOf(await ledgerView(store).transact(shop, {}, give(5)))).toBe(5);
  });

  test('leaves the host’s pool open and as it was when it is closed', async () => {
    const { schema, pool } = temporarySchema();
    const listeners = pool.listenerCount('error');
    const store = postgresStore(pool, { schema });
    await write(store, {});
    valueOf(await store.close());
    expect(pool.listenerCount('error')).toBe(listeners);
    const { rows } = await pool.query<{ count: string }>(`SELECT count(*) FROM ${schema}.accounts`);
    expect(rows).toEqual([{ count: '0' }]);
  });

  test('with connections of its own has as many as told, and none after it was closed', async () => {
    const { schema, pool } = temporarySchema();
    const name = `store ${schema}`;
    const url = new URL(inject('databaseUrl'));
    url.searchParams.set('application_name', name);
    const store = postgresStore(url.href, { schema, connections: 3 });
    const count = async () => {
      const { rows } = await pool.query(`SELECT FROM pg_stat_activity WHERE application_name = $1`, [name]);
      return rows.length;
    };
    await Promise.all(
      Array.from({ length: 12 }, async () => valueOf(await ledgerView(store).transact(shop, {}, give(5)))),
    );
    expect(await count()).toBe(3);
    valueOf(await store.close());
    while ((await count()) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test('closed while calls are in flight, it lets them end', async () => {
    const { schema } = temporarySchema();
    const store = postgresStore(inject('databaseUrl'), { schema });
    valueOf(await store.open());
    const calls = Array.from({ length: 5 }, async () => ledgerView(store).transact(shop, {}, give(5)));
    const closed = store.close();
    for (const outcome of await Promise.all(calls))
      expect(outcome.isOk() ? 'ok' : outcome.error.kind).toMatch(/^(ok|store-closed)$/);
    valueOf(await closed);
  });

  test('two programs and two schemas in one database know nothing of each other', async () => {
    const [one, other] = [temporarySchema(), temporarySchema()];
    const stores = [one, other].map(({ schema }) => postgresStore(one.pool, { schema }));
    for (const [index, store] of stores.entries()) {
      await write(store, { members: [memberWith(ayu, index + 1)] });
      await write(store, { members: [memberWith(ayu, 10 * (index + 1))] }, 'another shop' as typeof shop);
    }
    for (const [index, store] of stores.entries()) {
      expect(valueOf(await ledgerView(store).reader.member(shop, ayu))).toEqual(memberWith(ayu, index + 1));
      expect(valueOf(await ledgerView(store).reader.member('another shop' as typeof shop, ayu))).toEqual(
        memberWith(ayu, 10 * (index + 1)),
      );
    }
  });
});

test('a pool of another copy of pg will do', async () => {
  const { schema, pool } = temporarySchema();
  // All that the store asks of a pool, by an object that shares no class with ours.
  const { connect, query, on, off, end } = pool;
  const copy = Object.fromEntries(
    Object.entries({ connect, query, on, off, end }).map(([name, method]) => [name, method.bind(pool)]),
  );
  const store = postgresStore(copy as never, { schema });
  onTestFinished(async () => void (await store.close()));
  await write(store, { members: [memberWith(ayu, 5)] });
  expect(valueOf(await ledgerView(store).reader.member(shop, ayu))).toEqual(memberWith(ayu, 5));
});
