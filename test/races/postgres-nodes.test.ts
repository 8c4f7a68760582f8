import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { type PostgresStore, postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { asOnCitus, nodesPool } from '../support/postgres/as-on-citus.ts';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { type PostgresServer, startPostgres } from '../support/postgres/postgres-server.ts';
import { runNodeRaces } from './node-races.ts';
import { shop } from './workers/shop.ts';
import { errorOf, valueOf } from '../support/value-of.ts';

const tables = ['words', 'programs', 'versions', 'accounts', 'entries', 'notes', 'records', 'uniques', 'lists'];

let second: PostgresServer;
beforeAll(async () => {
  second = await startPostgres({ durable: false, disposable: true });
});
afterAll(async () => second.stop());

/** A ledger of a schema that is on the first of two servers, and what moves it to the second, as Citus does. */
async function ledgerOnFirst() {
  const schema = freshSchema();
  const [first, other] = [await asOnCitus(inject('databaseUrl')), await asOnCitus(second.url)].map(
    (connectionString) => new pg.Pool({ connectionString, max: 4 }),
  ) as [pg.Pool, pg.Pool];
  onTestFinished(async () => {
    await dropSchema(schema);
    await Promise.all([first.end(), other.end()]);
  });
  const nodes = nodesPool(first, other, schema);
  const open = (pool: Parameters<typeof postgresStore>[0]) =>
    createPointbook({ program: shop, store: postgresStore(pool, { schema, retryForMs: 0 }) });
  const move = async () => {
    valueOf(await open(other).open());
    const client = await other.connect();
    await client.query(`SET session_replication_role = replica`);
    for (const table of tables) {
      const { rows } = await first.query<{ row: string }>(`SELECT t::text AS row FROM "${schema}".${table} t`);
      await client.query(`DELETE FROM "${schema}".${table}`);
      for (const { row } of rows)
        await client.query(
          `INSERT INTO "${schema}".${table} SELECT (r).* FROM (SELECT $1::"${schema}".${table} AS r) s`,
          [row],
        );
    }
    client.release(true);
    nodes.move();
  };
  return { onOldNode: open(nodes.pool), onNewNode: open(other), move };
}

type Ledger = Awaited<ReturnType<typeof ledgerOnFirst>>['onOldNode'];

const sell = async (ledger: Ledger, invoiceId: string) =>
  ledger.saveInvoice({ invoiceId, memberId: 'M', currency: 'EUR', total: 5 });

/** What came since a cursor; other tests on the server may hold it back for a while. */
async function follow(ledger: Ledger, cursor: string | null, howMany: number) {
  for (const start = performance.now(); performance.now() - start < 60_000;) {
    const page = valueOf(await ledger.readFeed({ cursor }));
    if (page.items.length >= howMany) return page;
  }
  throw new Error('Not all came.');
}

describe('a schema that Citus moves from one server to another', () => {
  test('who stays connected to the old one neither reads its feed nor writes to it any more, and loses nothing', async () => {
    const { onOldNode, onNewNode, move } = await ledgerOnFirst();
    valueOf(await onOldNode.enrolMember({ memberId: 'M' }));
    valueOf(await sell(onOldNode, 'one'));
    const before = await follow(onOldNode, null, 1);
    await move();
    for (const invoiceId of ['two', 'three']) valueOf(await sell(onNewNode, invoiceId));
    for (const refused of [
      await onOldNode.readFeed({ cursor: before.cursor }),
      await onOldNode.readFeed({ cursor: null }),
      await sell(onOldNode, 'four'),
    ])
      expect(errorOf(refused)).toMatchObject({
        kind: 'store-unavailable',
        message: expect.stringContaining('connect to that one'),
      });
    const after = await follow(onNewNode, before.cursor, 2);
    expect([...before.items, ...after.items].map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(valueOf(await verify(onNewNode)).findings).toEqual([]);
    // What names no transaction is as right as on the new one.
    expect(valueOf(await onOldNode.getMember({ memberId: 'M' })).balance.balance).toBe(15);
  });
});

describe('where tables are spread', () => {
  runNodeRaces(async () => {
    const schema = freshSchema();
    const url = await asOnCitus(inject('databaseUrl'));
    const pool = new pg.Pool({ connectionString: url });
    const opened: PostgresStore[] = [];
    return {
      pool,
      open: () => {
        const store = postgresStore(opened.length === 0 ? pool : url, { schema });
        opened.push(store);
        return store;
      },
      close: async () => {
        for (const store of opened) await store.close();
        await pool.end();
        await dropSchema(schema);
      },
    };
  });
});
