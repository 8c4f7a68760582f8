import { verify } from '@pointbook/core/verify';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from '../support/postgres-ledger.ts';
import { valueOf } from '../support/steps.ts';
import { type Hand, handMadeDamages, keepShop } from './hand-made-damage.ts';

const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 4 });

afterAll(() => pool.end());

test.each(handMadeDamages)('on PostgreSQL, verify names $name', async ({ damage, finds }) => {
  const schema = freshSchema();
  const ledger = await keepShop(postgresStore(pool, { schema }));
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
  await damage(handIn(schema));
  expect(valueOf(await verify(ledger)).findings).toContainEqual(expect.objectContaining(finds));
  await dropSchema(schema);
});

function handIn(schema: string): Hand {
  return {
    table: (name) => `"${schema}"."${name}"`,
    // As a replica does: no trigger fires.
    run: async (sql) =>
      void (await pool.query(`SELECT set_config('session_replication_role', 'replica', true); ${sql}`)),
    all: async (sql) => (await pool.query(sql)).rows,
  };
}
