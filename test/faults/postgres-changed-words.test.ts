import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { changedNames, keepShops, problemsIn } from './changed-names.ts';
import { handIn } from './hands.ts';

const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 4 });

afterAll(() => pool.end());

test.each(changedNames)(
  'On PostgreSQL, verify tells of $what, whether or not the process begins anew',
  async ({ change }) => {
    const schema = freshSchema();
    const store = postgresStore(pool, { schema });
    await keepShops(store);
    expect(await problemsIn(store)).toEqual([]);
    const hand = handIn(pool, schema);
    await hand.run(change(hand));
    for (const each of [store, postgresStore(pool, { schema })])
      expect((await problemsIn(each)).length).toBeGreaterThan(0);
    await dropSchema(schema);
  },
);
