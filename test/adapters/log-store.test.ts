import { readFileSync } from 'node:fs';
import { runConformance } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { logLedger } from './log-ledger.ts';

// It locks nothing, and no host has a transaction in a log.
runConformance({ describe, test }, logLedger, { without: ['lock', 'join', 'snapshot'] });

test('the documentation shows the store as it is', () => {
  const page = readFileSync('docs/adapters.md', 'utf8');
  expect(page).toContain(readFileSync('test/adapters/log-store.ts', 'utf8'));
});
