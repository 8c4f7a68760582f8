import { ledgerView } from '@pointbook/testing';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { postgresStore } from './postgres-store.ts';
import { ayu, changes, errorOf, memberWith, shop, valueOf } from './sample-ledger-testing.ts';
import { ledgerOf, urlWith } from './sample-users.ts';

const give = (points: number) => () => ({ changes: changes({ members: [memberWith(ayu, points)] }), value: points });

describe('a server that cannot be come to', () => {
  const secret = 'never to be read in a log';
  test.each([
    ['the password is wrong', { password: secret }, 'store-forbidden', 'correct the connection string'],
    ['there is no such user', { username: 'nobody_we_know', password: secret }, 'store-forbidden', 'user or password'],
    ['no password is given', { password: '' }, 'store-forbidden', 'user or password'],
    ['there is no such database', { pathname: '/nowhere' }, 'store-path-unusable', 'names no database'],
    ['nobody listens', { port: '1', password: secret }, 'store-unavailable', 'ECONNREFUSED'],
    ['nobody listens at any address', { hostname: 'localhost', port: '1' }, 'store-unavailable', 'ECONNREFUSED'],
    ['there is no such host', { hostname: 'host.invalid', password: secret }, 'store-unavailable', 'host.invalid'],
    ['there is no socket', { search: '?host=/nowhere' }, 'store-path-unusable', 'no socket'],
    ['it does not speak TLS', { search: '?ssl=true', password: secret }, 'store-path-unusable', 'TLS'],
  ] as const)('%s', async (_, parts, kind, words) => {
    const store = postgresStore(urlWith(parts), { retryForMs: 0 });
    for (const outcome of [await store.open(), await ledgerView(store).transact(shop, {}, give(5))]) {
      const error = errorOf(outcome);
      expect(error).toMatchObject({ kind, written: 'no', retryable: kind === 'store-unavailable' });
      expect(error.message).toContain(words);
      expect(error.message).toMatch(/^PostgreSQL: .+ \(.+\)\.$/);
      expect(JSON.stringify([error, String(error.cause)])).not.toContain(secret);
    }
    valueOf(await store.close());
  });

  test('the connection string is none', async () => {
    const error = errorOf(await postgresStore(`postgres://us:${secret}@host:no-port/x`).open());
    expect(error).toMatchObject({ kind: 'store-path-unusable', written: 'no', retryable: false });
    expect(JSON.stringify([error, String(error.cause)])).not.toContain(secret);
  });

  test('it takes no more connections', async () => {
    const { store, user, pool } = await ledgerOf('CONNECTION LIMIT 1');
    const first = new pg.Client(urlWith({ username: user, password: 'its password' }));
    await first.connect();
    const error = errorOf(await ledgerView(store).transact(shop, {}, give(5)));
    expect(error).toMatchObject({ kind: 'store-unavailable', written: 'no', retryable: true });
    expect(error.message).toContain('no room');
    await first.end();
    await pool.query(`ALTER ROLE ${user} SUPERUSER CONNECTION LIMIT 1`);
    expect(valueOf(await ledgerView(store).transact(shop, {}, give(6)))).toBe(6);
  });
});

describe('what may not be done', () => {
  test('by whoever may do nothing', async () => {
    const { store } = await ledgerOf();
    const error = errorOf(await ledgerView(store).transact(shop, {}, give(6)));
    expect(error).toMatchObject({ kind: 'store-forbidden', written: 'no', retryable: false });
    expect(error.message).toContain('README');
  });

  test('by whoever may only read, who can read', async () => {
    const { store, user, schema, pool } = await ledgerOf();
    await pool.query(
      `GRANT USAGE ON SCHEMA ${schema} TO ${user}; GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${user}`,
    );
    expect(valueOf(await ledgerView(store).reader.member(shop, ayu))).toEqual(memberWith(ayu, 5));
    for (const keys of [{}, { members: [ayu] }])
      expect(errorOf(await ledgerView(store).transact(shop, keys, give(6)))).toMatchObject({
        kind: 'store-forbidden',
        written: 'no',
      });
  });

  test('on a server that takes no writes', async () => {
    const { store, user, pool } = await ledgerOf('SUPERUSER');
    await pool.query(`ALTER ROLE ${user} SET default_transaction_read_only = on`);
    expect(valueOf(await ledgerView(store).reader.member(shop, ayu))).toEqual(memberWith(ayu, 5));
    for (const keys of [{}, { members: [ayu] }])
      expect(errorOf(await ledgerView(store).transact(shop, keys, give(6)))).toMatchObject({
        kind: 'store-read-only',
        written: 'no',
        retryable: false,
      });
  });
});
