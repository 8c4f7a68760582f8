import { ledgerView } from '@pointbook/core/store';
import { brokenStores, conformanceCases, runCase } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { memoryLedger } from '../support/memory-ledger.ts';

describe('the conformance kit', () => {
  test.each(brokenStores.map(({ name, spoil }) => ({ name, spoil })))(
    'notices a store that $name',
    async ({ spoil }) => {
      const makeHarness = async () => {
        const harness = await memoryLedger();
        const store = spoil(ledgerView(harness.store));
        return { ...harness, store, reopen: async () => store };
      };
      let noticed = false;
      for (const each of conformanceCases) {
        await runCase(each, makeHarness).catch(() => (noticed = true));
        if (noticed) break;
      }
      expect(noticed).toBe(true);
    },
  );
});
