import type { DrizzleTransaction } from '@pointbook/postgres';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { pgSchema, text } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { runStory } from './story.ts';

type Transaction = DrizzleTransaction & Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

runStory<Transaction>('Drizzle', ({ url, schema }) => {
  const sales = pgSchema(schema).table('sales', { id: text().primaryKey() });
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const db = drizzle({ client: pool });
  return {
    transaction: async (work) => db.transaction(work),
    savepoint: async (tx, work) => tx.transaction(work),
    sell: (tx, id) => tx.insert(sales).values({ id }),
    outside: db,
    close: async () => pool.end(),
  };
});
