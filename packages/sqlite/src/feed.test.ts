import { DatabaseSync } from 'node:sqlite';
import type { FeedPlace } from '@pointbook/core/store';
import { type FedEntry, ledgerView } from '@pointbook/testing';
import { expect, test } from 'vitest';
import { ayu, budi, entry, shop, valueOf, write } from '@pointbook/testing/sample-ledger';
import { sqliteStore } from './sqlite-store.ts';

test('a cursor outlives VACUUM, though rows before it are gone', async () => {
  const database = new DatabaseSync(':memory:');
  const store = sqliteStore(database);
  await write(store, { entries: [entry(ayu, 1), entry(budi, 1), entry(ayu, 2), entry(budi, 2)] });
  const feed = async (after: FeedPlace | null) => valueOf(await ledgerView(store).reader.feed(shop, after, 10));
  const before = (await feed(null)) ?? [];
  database.exec("DROP TRIGGER pointbook_entries_no_delete; DELETE FROM pointbook_entries WHERE member_id = 'C-17'");
  database.exec('VACUUM');
  expect(await feed(null)).toEqual([before[1], before[3]]);
  expect(await feed(cursorOf(before[1]))).toEqual([before[3]]);
  expect(await feed(cursorOf(before[0]))).toBeNull();
  database.close();
});

function cursorOf(row: FedEntry | undefined): FeedPlace {
  if (row === undefined) throw new Error('There is such an entry.');
  return { position: row.position, memberId: row.entry.memberId, sequence: row.entry.sequence };
}
