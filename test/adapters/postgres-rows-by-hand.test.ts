import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { inject } from 'vitest';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { testRowsByHand } from './rows-by-hand.ts';

testRowsByHand(async () => {
  const schema = freshSchema();
  const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 2 });
  const client = await pool.connect();
  const tableOf = (name: string) => `${schema}.${name}`;
  return {
    store: postgresStore(pool, { schema }),
    run: async (sql) => client.query(sql),
    columnsOf: async (table) => {
      const { rows } = await client.query<{ name: string }>(
        'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0',
        [tableOf(table)],
      );
      return rows.map(({ name }) => name);
    },
    tableOf,
    position: 'position',
    refused: /violates|out of range|invalid input|already exists/,
    close: async () => {
      client.release();
      await pool.end();
      await dropSchema(schema);
    },
  };
});
