import { runConformance } from '@pointbook/testing';
import { describe, test } from 'vitest';
import { postgresLedger } from '../support/postgres/postgres-ledger.ts';

runConformance({ describe, test }, postgresLedger);
