import { DatabaseSync } from 'node:sqlite';
import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { sqliteStore } from '@pointbook/sqlite';
import { ok } from 'neverthrow';
import { expect, test } from 'vitest';
import { warung } from '../support/warung.ts';
import { keepShop } from './hand-made-damage.ts';

const swap = (one: string, other: string) =>
  `UPDATE pointbook_words SET name = name || '?' WHERE name IN ('${one}', '${other}');
   UPDATE pointbook_words SET name = '${other}' WHERE name = '${one}?' ;
   UPDATE pointbook_words SET name = '${one}' WHERE name = '${other}?'`;

test.each([
  ['a cause', "UPDATE pointbook_words SET name = 'points-given' WHERE name = 'invoice-saved'"],
  ['two causes that were swapped', swap('invoice-saved', 'invoice-edited')],
  ['a kind of record', "UPDATE pointbook_words SET name = 'bill' WHERE name = 'invoice'"],
  ['two kinds of record that were swapped', swap('profile-save', 'replaced-sale')],
  ['a list', "UPDATE pointbook_words SET name = 'holder' WHERE name = 'owner'"],
  ['the name of a program', "UPDATE pointbook_programs SET program_id = 'other'"],
  ['the rules that a version names', "UPDATE pointbook_versions SET fingerprint = 'x' || fingerprint"],
])('%s that was changed in the table of names is told once a process begins anew', async (_, sql) => {
  const database = new DatabaseSync(':memory:');
  await keepShop(sqliteStore(database));
  database.exec('PRAGMA foreign_keys = OFF');
  for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER "${String(name)}"`);
  database.exec(sql);
  const ledger = createPointbook({ program: warung(), store: sqliteStore(database) });
  const opened = await ledger.open();
  const told = await verify(ledger);
  expect([opened.isOk(), told.map(({ findings }) => findings.length)]).not.toEqual([true, ok(0)]);
  database.close();
});
