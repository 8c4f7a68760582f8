import { brokenStores, conformanceCases, runCase } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { memoryLedger } from '../support/memory-ledger.ts';

describe('the conformance kit', () => {
  test.each(brokenStores.map(({ name, spoil }) => ({ name, spoil })))(
    'notices a store that $name',
    async ({ spoil }) => {
      const noticed: string[] = [];
      for (const each of conformanceCases) {
        const makeHarness = async () => {
          const harness = await memoryLedger();
          const store = spoil(harness.store);
          return { ...harness, store, reopen: async () => store };
        };
        await runCase(each, makeHarness).catch((problem: unknown) => noticed.push(`${each.name}: ${String(problem)}`));
      }
      expect(noticed).not.toEqual([]);
    },
  );
});
