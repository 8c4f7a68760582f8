import type { BudgetKey } from '@pointbook/core';
import { ledgerView } from '@pointbook/core/store';
import { expect, test } from 'vitest';
import { postgresStore } from './postgres-store.ts';
import { budget, challenge, load, shop, temporarySchema, valueOf, write } from './sample-ledger.ts';

test('challenges, found one by one and in order, and budgets: the last word of each counts', async () => {
  const { schema, pool } = temporarySchema();
  const store = postgresStore(pool, { schema });
  const keys = ['member:C-17', 'destination:8f14'] as BudgetKey[];
  await write(store, { challenges: [challenge('b'), challenge('a')], budgets: keys.map((key) => budget(key)) });
  const used = challenge('a', { state: 'used', usedBy: 7, attempts: 2, rewardId: 'cup', channel: 'whatsapp' });
  const failed = budget('member:C-17', [1_700_000_000_500]);
  await write(store, { challenges: [used], budgets: [failed] });
  const records = await load(store, { challenges: ['a', 'c'] as never, budgets: [...keys, 'member:x'] });
  expect([...records.challenges]).toEqual([
    ['a', used],
    ['c', null],
  ]);
  expect([...records.budgets.values()]).toEqual([failed, budget('destination:8f14'), null]);
  expect(valueOf(await ledgerView(store).reader.challenge(shop, 'c' as never))).toBeNull();
  expect(valueOf(await ledgerView(store).reader.scanChallenges(shop, null, 9))).toEqual([used, challenge('b')]);
  expect(valueOf(await ledgerView(store).reader.scanChallenges(shop, 'a' as never, 9))).toEqual([challenge('b')]);
  expect(valueOf(await ledgerView(store).reader.scanChallenges('other' as typeof shop, null, 9))).toEqual([]);
});
