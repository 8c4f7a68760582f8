import { postgresStore } from '@pointbook/postgres';
import { runConformance } from '@pointbook/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findPgBouncer, startPgBouncer } from '../support/postgres/pgbouncer.ts';
import { postgresLedger } from '../support/postgres/postgres-ledger.ts';
import { transactionCases } from '../support/postgres/transaction-cases.ts';
import { openPooler, type Pooler } from '../support/postgres/transaction-pooler.ts';
import { errorOf } from '../support/value-of.ts';

const options = { preparedStatements: false } as const;
const program = await findPgBouncer();
const found = program === null ? [] : [program];
const skipped =
  program === null ? ['skipped: there is no `pgbouncer` on the path, and POINTBOOK_PGBOUNCER names none'] : [];

describe('through a pooler that gives each transaction another connection', () => {
  let pooler: Pooler;
  beforeAll(async () => {
    pooler = await openPooler(inject('databaseUrl'));
  });
  afterAll(async () => pooler.close());
  runConformance({ describe, test }, (needs) => postgresLedger(needs, { url: pooler.url, options }), {
    cases: transactionCases,
  });

  test('clients had other connections from one transaction to the next, or the cases show nothing', () => {
    expect(pooler.changes()).toBeGreaterThan(500);
  });

  test('a store that was not told of it says which option does that', async () => {
    const store = postgresStore(pooler.url);
    const error = errorOf(await store.open());
    expect(error).toMatchObject({ kind: 'store-path-unusable', retryable: false });
    expect(error.message).toContain('preparedStatements: false');
  });
});

describe.each(found)('through PgBouncer in transaction mode: %s', (path) => {
  let bouncer: Awaited<ReturnType<typeof startPgBouncer>>;
  beforeAll(async () => {
    bouncer = await startPgBouncer(path, inject('databaseUrl'));
  });
  afterAll(async () => bouncer.close());
  runConformance({ describe, test }, (needs) => postgresLedger(needs, { url: bouncer.url, options }), {
    cases: transactionCases,
  });
});

test.each(skipped)('%s', () => {
  expect(process.env['POINTBOOK_PGBOUNCER']).toBeUndefined();
});
