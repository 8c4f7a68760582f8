import { brokenStores, conformanceCases, runCase } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { pretendLedger } from '../support/stores/memory-ledger.ts';

describe('the conformance kit', () => {
  test.each(brokenStores.map(({ name, noticedBy, spoil }) => ({ name, noticedBy, spoil })))(
    'notices a store that $name',
    async ({ noticedBy, spoil }) => {
      const makeHarness = async () => {
        const harness = await pretendLedger();
        const store = spoil(harness.store);
        return { ...harness, store, reopen: async () => store, second: async () => spoil(harness.store) };
      };
      const named = conformanceCases.find(({ name }) => name === noticedBy);
      if (named === undefined) throw new Error(`There is no case named: ${noticedBy}`);
      await expect(runCase(named, makeHarness)).rejects.toMatchObject({ name: 'ConformanceError' });
    },
  );

  test('has a name for each of its cases, and for each broken store', () => {
    for (const all of [conformanceCases, brokenStores])
      expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});
