import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { ledgerView } from '@pointbook/testing';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ayu, changes, errorOf, memberWith, shop, valueOf } from '@pointbook/testing/sample-ledger';
import { hostsConnections, ownConnections } from './connections.ts';
import { postgresStore } from '../postgres-store.ts';
import { ledgerOf, urlWith } from '../sample-users-testing.ts';

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

describe('a server that ends in the packet in which it says that it is ready', () => {
  const message = (type: string, body: string) => {
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(4 + body.length, 1);
    return Buffer.concat([head, Buffer.from(body)]);
  };
  const readyAndGone = Buffer.concat([
    message('R', '\0\0\0\0'),
    message('Z', 'I'),
    message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'),
  ]);

  test.each([
    ['connections of its own', (url: string) => ownConnections(url, {})],
    ["the host's pool", (url: string) => hostsConnections(new pg.Pool({ connectionString: url }), {})],
  ])('ends no process, with %s', async (_, connectionsTo) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(readyAndGone));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(async () => {
      server.close();
      await once(server, 'close');
    });
    const uncaught: unknown[] = [];
    const take = (thrown: unknown) => void uncaught.push(thrown);
    process.on('uncaughtException', take);
    onTestFinished(() => void process.off('uncaughtException', take));
    const { port } = server.address() as AddressInfo;
    const connections = connectionsTo(`postgres://us:secret@127.0.0.1:${port}/x`);
    const question = { sql: 'SELECT 1', values: [] };
    await expect(connections.readSmall(question)).rejects.toThrow('not queryable');
    await expect(connections.read([question, question])).rejects.toThrow('not queryable');
    expect(uncaught).toEqual([]);
    await connections.close();
  });
});

describe('what may not be done', () => {
  test('by a role that may do nothing', async () => {
    const { store } = await ledgerOf();
    const error = errorOf(await ledgerView(store).transact(shop, {}, give(6)));
    expect(error).toMatchObject({ kind: 'store-forbidden', written: 'no', retryable: false });
    expect(error.message).toContain('README');
  });

  test('by a role that may only read, and it reads', async () => {
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
