import { runConformance } from '@pointbook/testing';
import { describe, test } from 'vitest';
import { pretendLedger } from '../support/stores/memory-ledger.ts';

runConformance({ describe, test }, pretendLedger);
