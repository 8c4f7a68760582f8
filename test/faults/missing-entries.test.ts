import { DatabaseSync } from 'node:sqlite';
import { createPointbook } from '@pointbook/core';
import { reports } from '@pointbook/core/reports';
import { verify } from '@pointbook/core/verify';
import { sqliteStore } from '@pointbook/sqlite';
import { fakeClock } from '@pointbook/testing';
import { expect, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';

const damages = {
  'is gone': `DELETE FROM pointbook_entries WHERE sequence = 2`,
  'is said to be that of another member': `UPDATE pointbook_entries SET member_id = 'C-1' WHERE sequence = 2`,
};

test.each(Object.entries(damages))('An entry that %s is named by each read of the past', async (_what, sql) => {
  const database = new DatabaseSync(':memory:');
  const time = fakeClock(Date.UTC(2026, 0, 5));
  const store = sqliteStore(database);
  const ledger = createPointbook({ program: warung(), store, clock: time, plugins: [reports()] });
  valueOf(await ledger.enrolMember({ memberId: 'C-17' }));
  const gift = { memberId: 'C-17', points: 1, direction: 'add', actor: 'ann', reason: 'a gift' } as const;
  for (const idempotencyKey of ['a', 'b', 'c']) valueOf(await ledger.adjustPoints({ ...gift, idempotencyKey }));
  database.exec('PRAGMA foreign_keys = OFF');
  for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER "${String(name)}"`);
  database.exec(sql);

  const at = new Date(time.now());
  const corrupt = { kind: 'store-corrupt', message: expect.stringContaining('Entry 2 of member "C-17"') as string };
  expect(await ledger.getBalance({ memberId: 'C-17', at })).toMatchObject({ error: corrupt });
  const rows = [];
  for await (const row of ledger.reports.liability({ at })) rows.push(row);
  expect(rows.at(-1)).toMatchObject({ error: { kind: 'store-corrupt' } });
  expect(valueOf(await verify(ledger)).findings).not.toEqual([]);
  database.close();
});
