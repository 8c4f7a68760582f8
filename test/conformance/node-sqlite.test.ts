import { runConformance } from '@pointbook/testing';
import { describe, test } from 'vitest';
import { sqliteFileLedger } from '../support/stores/sqlite-ledger.ts';

runConformance({ describe, test }, async (needs) => sqliteFileLedger(needs, 'node:sqlite'), {
  without: ['cut', 'lose-commit'],
});
