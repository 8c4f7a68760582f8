import { runConformance } from '@pointbook/testing';
import { describe, inject, test } from 'vitest';
import { asOnCitus } from '../support/postgres/as-on-citus.ts';
import { postgresLedger } from '../support/postgres/postgres-ledger.ts';
import { transactionCases } from '../support/postgres/transaction-cases.ts';

runConformance(
  { describe, test },
  async (needs) => postgresLedger(needs, { url: await asOnCitus(inject('databaseUrl')) }),
  { cases: transactionCases },
);
