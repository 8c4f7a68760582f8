import type { DrizzleTransaction } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { runSqliteStory, salesTable } from './sqlite-story.ts';

type Transaction = DrizzleTransaction & Parameters<Parameters<BetterSQLite3Database['transaction']>[0]>[0];

const sales = sqliteTable('sales', { id: text().primaryKey() });

runSqliteStory<Transaction>('Drizzle over better-sqlite3', () => {
  const database = new Database(':memory:');
  database.exec(salesTable);
  const db = drizzle({ client: database });
  return {
    database,
    transaction: (work) => db.transaction(work, { behavior: 'immediate' }),
    savepoint: (tx, work) => tx.transaction(work),
    sell: (tx, id) => tx.insert(sales).values({ id }).run(),
  };
});
