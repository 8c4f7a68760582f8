import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { errorOf, valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';

const sale = { invoiceId: 'INV-1', memberId: 'C-1', currency: 'IDR', total: 25_000 };

/** Of whole numbers, of two sizes, and of yes and no. */
const parsers = new Map<number, (text: string) => unknown>([
  [16, (text) => text === 't'],
  [20, BigInt],
  [23, Number],
]);

/** A ledger with one member, and a host's pool of one connection on which a transaction is begun. */
async function openShop() {
  const schema = freshSchema();
  const ledger = createPointbook({
    program: warung(),
    store: postgresStore(inject('databaseUrl'), { schema, connections: 2 }),
  });
  expect((await ledger.enrolMember({ memberId: 'C-1' })).isOk()).toBe(true);
  const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
  const client = await pool.connect();
  await client.query('BEGIN');
  onTestFinished(async () => {
    client.release(true);
    await pool.end();
    expect(valueOf(await verify(ledger)).findings).toEqual([]);
    await ledger.close();
    await dropSchema(schema);
  });
  return { ledger, pool, client };
}

test.each([
  ['rows in an object', (result: pg.QueryResult) => result],
  ['a list of rows', (result: pg.QueryResult) => result.rows],
])('a function that asks in a transaction joins it, and answers with %s', async (_, answerOf) => {
  const { ledger, client } = await openShop();
  // As some hosts have figures parsed, of which none may be rounded.
  const textOf = (text: string) => text;
  const types = { getTypeParser: (type: number) => parsers.get(type) ?? textOf };
  const host = {
    query: async (text: string, values: unknown[]) => answerOf(await client.query({ text, values, types })),
  };
  const odd = { ...sale, invoiceId: String.raw`INV "1", \ NULL {}` };
  expect((await ledger.within(host).saveInvoice(odd)).isOk()).toBe(true);
  const spent = { memberId: 'C-1', redemptionId: 'R', points: 5 };
  expect((await ledger.within(host).redeemPoints(spent)).isOk()).toBe(true);
  await client.query('COMMIT');
  expect(valueOf(await ledger.getBalance({ memberId: 'C-1' })).balance).toBe(20);
});

test('a function that asks a pool joins nothing: it says so, and waits for no connection for ever', async () => {
  const { ledger, pool, client } = await openShop();
  const asking = { query: async (text: string, values: unknown[]) => pool.query(text, values) };
  const refused = errorOf(await ledger.within(asking).saveInvoice(sale));
  expect(refused).toMatchObject({ kind: 'store-unavailable', written: 'no' });
  expect(refused.message).toContain('not a function that asks a pool');
  await client.query('ROLLBACK');
  const free = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
  onTestFinished(async () => free.end());
  const askingFree = { query: async (text: string, values: unknown[]) => free.query(text, values) };
  await expect(ledger.within(askingFree).saveInvoice(sale)).rejects.toThrow('Begin a transaction');
  expect((await ledger.getInvoice({ invoiceId: 'INV-1' })).isErr()).toBe(true);
});
