import { verify } from '@pointbook/core/verify';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { valueOf } from '../support/specification/steps.ts';
import { handMadeDamages, keepShop } from './hand-made-damage.ts';
import { handIn } from './hands.ts';

const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 4 });

afterAll(() => pool.end());

test.each(handMadeDamages)('on PostgreSQL, verify names $name', async ({ damage, finds }) => {
  const schema = freshSchema();
  const ledger = await keepShop(postgresStore(pool, { schema }));
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
  await damage(handIn(pool, schema));
  expect(valueOf(await verify(ledger)).findings).toContainEqual(expect.objectContaining(finds));
  await dropSchema(schema);
});
