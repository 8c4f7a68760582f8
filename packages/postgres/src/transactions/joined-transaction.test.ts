import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { ledgerView } from '@pointbook/testing';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import {
  ayu,
  budi,
  changes,
  entry,
  errorOf,
  member,
  memberWith,
  profile,
  shop,
  valueOf,
} from '@pointbook/testing/sample-ledger';
import type { PostgresClient } from '../connections/postgres-pool.ts';
import { postgresStore } from '../postgres-store.ts';
import { temporarySchema, joined } from '../sample-ledger-testing.ts';

const give = (points: number) => () => ({ changes: changes({ members: [memberWith(ayu, points)] }), value: points });
const nothing = () => ({ changes: changes({}), value: 'refused' });

/** A ledger, and a client of the host's beside it with a table of sales. */
async function hostWith(config: pg.ClientConfig = {}) {
  const { schema, pool } = temporarySchema();
  const store = postgresStore(pool, { schema });
  valueOf(await store.open());
  const host = new pg.Client({ connectionString: inject('databaseUrl'), ...config });
  host.on('error', () => {});
  await host.connect();
  onTestFinished(async () => host.end());
  await host.query(`CREATE TABLE ${schema}.sales (id text)`);
  const sell = async () => host.query(`INSERT INTO ${schema}.sales VALUES ('INV-1')`);
  const sales = async () => (await pool.query(`SELECT id FROM ${schema}.sales`)).rows.length;
  const balance = async (memberId = ayu) =>
    valueOf(await ledgerView(store).reader.member(shop, memberId))?.account.balance ?? null;
  return { schema, pool, store, host, sell, sales, balance };
}

const clients: [string, pg.ClientConfig, (client: pg.Client) => PostgresClient][] = [
  ['a client', {}, (client) => client],
  ['a pipelined client', { pipeline: true }, (client) => client],
  // As in older versions of pg 8, which do not tell of transactions.
  ['a client that only asks', {}, (client) => ({ query: client.query.bind(client) }) as PostgresClient],
];

describe.each(clients)("the host's own transaction, on %s", (_, config, clientOf) => {
  test('decides once in each call but the one that gives a name its number, though the number is not committed', async () => {
    const { store, host } = await hostWith(config);
    const within = joined(store, clientOf(host));
    const decisions = [0, 0, 0];
    await host.query('BEGIN');
    for (const call of decisions.keys()) {
      const entries = [entry(ayu, call + 1, { cause: 'a cause of a plugin', delta: 5, balanceAfter: 5 * (call + 1) })];
      const members = [member(ayu, { ...memberWith(ayu, 5 * (call + 1)).account, sequence: call + 1 })];
      const decide = () => {
        decisions[call] = (decisions[call] ?? 0) + 1;
        return { changes: changes({ members, entries }), value: null };
      };
      valueOf(await within.transact(shop, { members: [ayu] }, decide));
    }
    await host.query('COMMIT');
    expect(decisions).toEqual([2, 1, 1]);
  });

  test('commits and rolls back together with the points', async () => {
    const { store, host, sell, sales, balance } = await hostWith(config);
    const within = joined(store, clientOf(host));
    for (const [end, points, sold] of [
      ['ROLLBACK', null, 0],
      ['COMMIT', 7, 1],
    ] as const) {
      await host.query('BEGIN');
      await sell();
      expect(valueOf(await within.transact(shop, { members: [ayu] }, give(5)))).toBe(5);
      expect(valueOf(await within.transact(shop, { members: [ayu] }, give(7)))).toBe(7);
      expect(await balance()).toBeNull();
      await host.query(end);
      expect([await balance(), await sales()]).toEqual([points, sold]);
    }
  });

  test('a failure of ours undoes only ours', async () => {
    const { store, host, sell, sales, balance } = await hostWith(config);
    const within = joined(store, clientOf(host));
    await host.query('BEGIN');
    await sell();
    valueOf(await within.transact(shop, {}, give(5)));
    const twice = [profile(ayu, { phone: '+1' }), profile(budi, { phone: '+1' })];
    const clash = changes({ members: [memberWith(budi, 9)], profiles: twice });
    const unfit = memberWith(budi, 9);
    const bad = changes({ members: [{ ...unfit, account: { ...unfit.account, debt: 9 } }] });
    for (const refused of [clash, bad])
      expect(errorOf(await within.transact(shop, {}, () => ({ changes: refused, value: null })))).toMatchObject({
        kind: 'store-rejected',
        written: 'no',
      });
    const mistake = new Error('a mistake');
    const broken = within.transact(shop, {}, () => {
      throw mistake;
    });
    await expect(broken).rejects.toBe(mistake);
    expect(valueOf(await within.transact(shop, { members: [ayu] }, nothing))).toBe('refused');
    await sell();
    await host.query('COMMIT');
    expect([await balance(), await balance(budi), await sales()]).toEqual([5, null, 2]);
  });

  test('calls at once run one after another, in their order, also past one that fails', async () => {
    const { store, host, balance } = await hostWith(config);
    const client = clientOf(host);
    await host.query('BEGIN');
    const order: number[] = [];
    const calls = Array.from({ length: 8 }, async (__, index) =>
      joined(store, client).transact(shop, { members: [ayu] }, ({ members }) => {
        order.push(index);
        if (index === 3) throw new Error('a mistake');
        return give((members.get(ayu)?.account.balance ?? 0) + 1)();
      }),
    );
    const settled = await Promise.allSettled(calls);
    await host.query('COMMIT');
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(settled.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1);
    expect(await balance()).toBe(7);
  });

  test('there must be one, which has not failed', async () => {
    const { store, host, balance } = await hostWith(config);
    const within = joined(store, clientOf(host));
    await expect(within.transact(shop, {}, give(5))).rejects.toThrow(/Begin a transaction|transaction blocks/);
    await host.query('BEGIN');
    await expect(host.query('SELECT 1/0')).rejects.toThrow('zero');
    await expect(within.transact(shop, {}, give(5))).rejects.toThrow(/has failed|is aborted/);
    await host.query('ROLLBACK');
    expect(await balance()).toBeNull();
  });

  test('a connection that is lost takes the transaction with it', async () => {
    const { store, host, pool, balance } = await hostWith(config);
    const within = joined(store, clientOf(host));
    await host.query('BEGIN');
    valueOf(await within.transact(shop, {}, give(5)));
    const { rows } = await host.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await pool.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    for (let times = 0; times < 2; times++) {
      const error = errorOf(await within.transact(shop, {}, give(6)));
      expect(error).toMatchObject({ kind: 'store-unavailable', written: 'no', retryable: true });
      expect(error.message).toContain('begin it anew');
    }
    expect(await balance()).toBeNull();
  });
});

describe('what can be joined', () => {
  test('a client, and nothing else', async () => {
    const { pool, store } = await hostWith();
    for (const wrong of [pool, null, undefined, {}, 'postgres://', { query: 'SELECT 1' }])
      expect(() => store.joinAsync(wrong as never)).toThrow(TypeError);
  });

  test('not a client of another database', async () => {
    const url = new URL(inject('databaseUrl'));
    url.pathname = '/template1';
    const { store } = await hostWith();
    const stranger = new pg.Client(url.href);
    await stranger.connect();
    await stranger.query('BEGIN');
    await expect(joined(store, stranger).transact(shop, {}, give(5))).rejects.toThrow('another database');
    await stranger.end();
  });

  test('the only client of the host’s pool, once the store is open', async () => {
    const { schema } = temporarySchema();
    const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
    onTestFinished(async () => pool.end());
    const store = postgresStore(pool, { schema });
    valueOf(await store.open());
    const client = await pool.connect();
    onTestFinished(() => client.release());
    await client.query('BEGIN');
    expect(valueOf(await joined(store, client).transact(shop, {}, give(5)))).toBe(5);
    await client.query('COMMIT');
  });

  test('a store with connections of its own is not asked for one of them', async () => {
    const { schema, host, balance } = await hostWith();
    const own = postgresStore(inject('databaseUrl'), { schema, connections: 1 });
    await host.query('BEGIN');
    expect(valueOf(await joined(own, host).transact(shop, {}, give(5)))).toBe(5);
    await host.query('COMMIT');
    expect(await balance()).toBe(5);
    valueOf(await own.close());
    await expect(joined(own, host).transact(shop, {}, give(6))).resolves.toMatchObject({
      error: { kind: 'store-closed' },
    });
  });
});

test('two transactions of hosts that add the same member: the second sees what the first wrote', async () => {
  const { schema, store, host, pool, balance } = await hostWith();
  const other = await pool.connect();
  onTestFinished(() => other.release(true));
  const more = (client: PostgresClient) =>
    joined(store, client).transact(shop, { members: [ayu] }, ({ members }) =>
      give((members.get(ayu)?.account.balance ?? 0) + 5)(),
    );
  for (const client of [host, other]) await client.query(`BEGIN; SELECT FROM ${schema}.sales`);
  valueOf(await more(host));
  const second = more(other);
  await host.query('COMMIT');
  expect(valueOf(await second)).toBe(10);
  await other.query('COMMIT');
  expect(await balance()).toBe(10);
});

test('a ledger within it: a refused command disturbs nothing, and a sale counts with its row or not at all', async () => {
  const { store, host, sell, sales } = await hostWith();
  const earn = { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }] } as const;
  const redeem = { rate: { points: 1, money: 1 } };
  const program = { programId: 'shop', name: 'Shop', timeZone: 'UTC', currency: 'EUR', earn, redeem } as const;
  const ledger = createPointbook({ program, store });
  (await ledger.enrolMember({ memberId: 'M' }))._unsafeUnwrap();
  const sale = { invoiceId: 'S', memberId: 'M', currency: 'EUR', total: 10 };
  for (const end of ['ROLLBACK', 'COMMIT']) {
    await host.query('BEGIN');
    await sell();
    const within = ledger.within(host);
    const outcomes = await Promise.all([
      within.saveInvoice(sale),
      within.saveInvoice({ ...sale, invoiceId: 'T', memberId: 'nobody' }),
      within.redeemPoints({ memberId: 'M', redemptionId: 'R', points: 4 }),
    ]);
    expect(outcomes.map((outcome) => outcome.isOk())).toEqual([true, false, true]);
    await host.query(end);
    const { balance } = (await ledger.getBalance({ memberId: 'M' }))._unsafeUnwrap();
    expect([balance, await sales()]).toEqual(end === 'COMMIT' ? [6, 1] : [0, 0]);
  }
  expect((await verify(ledger))._unsafeUnwrap().findings).toEqual([]);
});
