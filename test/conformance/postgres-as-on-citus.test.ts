import { runConformance } from '@pointbook/testing';
import { describe, inject, test } from 'vitest';
import { asOnCitus } from '../support/as-on-citus.ts';
import { postgresLedger } from '../support/postgres-ledger.ts';
import { transactionCases } from '../support/transaction-cases.ts';

runConformance(
  { describe, test },
  async (needs) => postgresLedger(needs, { url: await asOnCitus(inject('databaseUrl')) }),
  { cases: transactionCases },
);
