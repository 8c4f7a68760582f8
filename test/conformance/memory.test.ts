import { runConformance } from '@pointbook/testing';
import { describe, test } from 'vitest';
import { memoryLedger } from '../support/memory-ledger.ts';

runConformance({ describe, test }, memoryLedger);
