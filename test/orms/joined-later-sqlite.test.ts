// Kysely and Knex over better-sqlite3 answer later, and the ledger at once: it is given the database beneath them.
import { createPointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import knex from 'knex';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { warung } from '../support/shops/warung.ts';
import { salesTable } from './sqlite-story.ts';

/** A way to run work on the host's database, in a transaction in which a row was added. */
type Sell = (id: string, work: (database: Database.Database) => void) => Promise<unknown>;

function overKysely(): [Database.Database, Sell] {
  const database = new Database(':memory:');
  const db = new Kysely<{ sales: { id: string } }>({ dialect: new SqliteDialect({ database }) });
  const sell: Sell = async (id, work) =>
    db.transaction().execute(async (tx) => {
      await tx.insertInto('sales').values({ id }).execute();
      work(database);
    });
  return [database, sell];
}

async function overKnex(): Promise<[Database.Database, Sell]> {
  const db = knex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
  const beneath = async (of: typeof db) => (await of.client.acquireConnection()) as Database.Database;
  const database = await beneath(db);
  await db.client.releaseConnection(database);
  const sell: Sell = async (id, work) =>
    db.transaction(async (tx) => {
      await tx('sales').insert({ id });
      work(await beneath(tx));
    });
  return [database, sell];
}

test.each([
  ['Kysely', overKysely],
  ['Knex', overKnex],
])('the row and the points of %s are kept together, or not at all', async (_, makeHost) => {
  const [database, sell] = await makeHost();
  onTestFinished(() => void database.close());
  database.exec(salesTable);
  const ledger = createPointbook({ program: warung(), store: sqliteStore(database) });
  expect((await ledger.enrolMember({ memberId: 'C-1' })).isOk()).toBe(true);
  const save = (id: string) =>
    ledger.within(database).saveInvoice({ invoiceId: id, memberId: 'C-1', currency: 'IDR', total: 25_000 });
  await sell('A', (joined) => {
    expect(joined).toBe(database);
    expect(save('A').isOk()).toBe(true);
  });
  const mistake = new Error('a mistake of the host');
  const failing = sell('B', () => {
    expect(save('B').isOk()).toBe(true);
    throw mistake;
  });
  await expect(failing).rejects.toBe(mistake);
  // Once the transaction of the library is over, the database has none.
  expect(() => save('C')).toThrow('Begin a transaction');
  expect((await ledger.getInvoice({ invoiceId: 'C' })).isOk()).toBe(false);
  expect(database.prepare('SELECT id FROM sales').all()).toEqual([{ id: 'A' }]);
  expect((await ledger.getInvoice({ invoiceId: 'A' })).isOk()).toBe(true);
  expect((await ledger.getInvoice({ invoiceId: 'B' })).isOk()).toBe(false);
});
