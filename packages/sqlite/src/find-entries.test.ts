import { DatabaseSync } from 'node:sqlite';
import type { EntryPosition, EntrySearch } from '@pointbook/core/store';
import { expect, test } from 'vitest';
import { ayu, budi, entry, shop, write } from '@pointbook/testing/sample-ledger';
import { sqliteStore } from './sqlite-store.ts';

const kinds = ['earn', 'adjustment', 'reversal', 'opening'];
const members = [ayu, budi, '🙂' as typeof ayu, '豈' as typeof ayu];
// Many entries of several members at the same instants.
const entries = members.flatMap((memberId, m) =>
  Array.from({ length: 12 }, (_, index) =>
    entry(memberId, index + 1, {
      kind: kinds[(index + m) % 4],
      cause: index % 2 === 0 ? 'points-added' : 'balance-set',
      actor: index % 3 === 0 ? 'staff-3' : 'system',
      postedAt: 1000 + (index >> 1),
      reference: index % 4 === 1 ? { type: 'job', id: 'J-1' } : index % 4 === 2 ? { type: 'invoice', id: 'I-1' } : null,
    }),
  ),
);
const notes = entries
  .filter(({ kind, sequence }) => kind !== 'earn' && sequence % 2 === 0)
  .map(({ memberId, sequence }) => ({
    memberId,
    sequence,
    reason: sequence > 6 ? 'MISSED Sale É' : null,
    comment: 'x',
  }));

const filters = [
  {},
  { memberId: ayu },
  { memberId: ayu, reference: { type: 'invoice', id: 'I-1' } },
  { memberId: ayu, from: 1001, until: 1003, kinds: ['earn'] },
  { kinds: ['adjustment', 'opening'] },
  { kinds: ['earn', 'opening'], until: 1003 },
  { kinds: [] },
  { causes: ['balance-set'], from: 1002 },
  { actor: 'staff-3' },
  { reference: { type: 'job', id: 'J-1' } },
  { reference: { type: 'job', id: 'J-1' }, kinds: ['reversal'], from: 1001, until: 1005 },
  { reference: { type: 'invoice', id: 'I-1' } },
  { reason: 'missed' },
  { reason: 'sale É' },
  { reason: 'é' },
  { reason: '' },
] as unknown as EntrySearch[];

test.each(filters)('the search for %j follows the index that leads to its entries in order', async (filter) => {
  const database = new DatabaseSync(':memory:');
  const store = sqliteStore(database);
  await write(store, { entries, notes });
  const asked = new Set<string>();
  const prepare = database.prepare.bind(database);
  database.prepare = (sql: string) => {
    asked.add(sql);
    return prepare(sql);
  };
  const cursor = { postedAt: 1003 as EntryPosition['postedAt'], memberId: ayu, sequence: 4 };
  for (const after of [null, cursor]) (await store.rows.findEntries(shop, filter, after, 5))._unsafeUnwrap();
  const walks = [...asked].filter((sql) => sql.includes('+e.position'));
  expect(walks.length).toBeGreaterThan(0);
  for (const sql of walks) {
    const steps = prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const searches = steps.map(({ detail }) => String(detail)).filter((step) => / e\b/.test(step));
    const rows = searches.filter((step) => step !== 'SEARCH e USING INTEGER PRIMARY KEY (rowid=?)');
    expect(rows).toEqual([expect.stringMatching(new RegExp(`^SEARCH e USING (COVERING )?INDEX ${indexFor(filter)} `))]);
    // What is found is sorted, and not what is looked at.
    const sorts = steps.filter(({ detail }) => String(detail).includes('TEMP B-TREE'));
    expect(sorts).toHaveLength(sql.includes('OFFSET') ? 0 : 1);
  }
  database.close();
});

function indexFor({ memberId, reference, kinds: only }: EntrySearch): string {
  if (memberId !== undefined) return 'sqlite_autoindex_pointbook_entries_1';
  if (reference !== undefined && reference.type !== 'invoice') return 'pointbook_entries_reference';
  return only?.includes('earn') === false ? 'pointbook_entries_other_date' : 'pointbook_entries_date';
}
