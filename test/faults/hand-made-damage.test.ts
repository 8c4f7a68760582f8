import { verify } from '@pointbook/core/verify';
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '@pointbook/sqlite';
import { expect, test } from 'vitest';
import { valueOf } from '../support/specification/steps.ts';
import { handMadeDamages, keepShop } from './hand-made-damage.ts';
import { handOn } from './hands.ts';

test.each(handMadeDamages)('verify names $name', async ({ damage, finds }) => {
  const database = new DatabaseSync(':memory:');
  const ledger = await keepShop(sqliteStore(database));
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
  await damage(handOn(database));
  expect(valueOf(await verify(ledger)).findings).toContainEqual(expect.objectContaining(finds));
  database.close();
});
