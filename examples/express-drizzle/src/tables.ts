import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The sales of the shop. Their points are in the tables of Pointbook, in the same database. */
export const sales = sqliteTable('sales', {
  saleId: text('sale_id').primaryKey(),
  customerId: text('customer_id'),
  /** In pence. */
  total: integer().notNull(),
  earned: integer().notNull(),
  soldAt: integer('sold_at', { mode: 'timestamp_ms' }).notNull(),
});

/** What a tool for migrations would make of it. */
export const tables = `
  CREATE TABLE IF NOT EXISTS sales (
    sale_id TEXT PRIMARY KEY, customer_id TEXT, total INTEGER NOT NULL, earned INTEGER NOT NULL, sold_at INTEGER NOT NULL
  ) STRICT`;
