import { verify } from '@pointbook/core/verify';
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '@pointbook/sqlite';
import { expect, test } from 'vitest';
import { valueOf } from '../support/steps.ts';
import { type Hand, handMadeDamages, keepShop } from './hand-made-damage.ts';

test.each(handMadeDamages)('verify names $name', async ({ damage, finds }) => {
  const database = new DatabaseSync(':memory:');
  const ledger = await keepShop(sqliteStore(database));
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
  await damage(handOn(database));
  expect(valueOf(await verify(ledger)).findings).toContainEqual(expect.objectContaining(finds));
  database.close();
});

function handOn(database: DatabaseSync): Hand {
  database.exec('PRAGMA foreign_keys = OFF');
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
  return {
    table: (name) => `pointbook_${name}`,
    run: async (sql) => database.exec(sql),
    all: async (sql) => database.prepare(sql).all(),
  };
}
