import { postgresStore } from '@pointbook/postgres';
import { conformanceCases, runConformance } from '@pointbook/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findPgBouncer, startPgBouncer } from '../support/pgbouncer.ts';
import { postgresLedger } from '../support/postgres-ledger.ts';
import { openPooler, type Pooler } from '../support/transaction-pooler.ts';

/** What has to do with transactions and with what is kept between them: reading alone is asked as everywhere. */
const cases = conformanceCases.filter(({ name }) =>
  /^(?:isolation|second store|faults|join|histories|records|accounts|entries|beside)\b/.test(name),
);
const options = { preparedStatements: false } as const;
const program = await findPgBouncer();

describe('through a pooler that gives each transaction another connection', () => {
  let pooler: Pooler;
  beforeAll(async () => {
    pooler = await openPooler(inject('databaseUrl'));
  });
  afterAll(async () => {
    await pooler.close();
    // Or the cases show nothing.
    expect(pooler.changes()).toBeGreaterThan(500);
  });
  runConformance({ describe, test }, (needs) => postgresLedger(needs, { url: pooler.url, options }), { cases });

  test('a store that was not told of it says which option does that', async () => {
    const store = postgresStore(pooler.url);
    const error = (await store.open())._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'store-path-unusable', retryable: false });
    expect(error.message).toContain('preparedStatements: false');
  });
});

if (program === null)
  test('PgBouncer was not tried: there is no `pgbouncer` on the path, and POINTBOOK_PGBOUNCER names none', () => {
    expect(process.env['POINTBOOK_PGBOUNCER']).toBeUndefined();
  });
else
  describe('through PgBouncer in transaction mode', () => {
    let bouncer: Awaited<ReturnType<typeof startPgBouncer>>;
    beforeAll(async () => {
      bouncer = await startPgBouncer(program, inject('databaseUrl'));
    });
    afterAll(async () => bouncer.close());
    runConformance({ describe, test }, (needs) => postgresLedger(needs, { url: bouncer.url, options }), { cases });
  });
