import { DatabaseSync } from 'node:sqlite';
import type { EntryPosition, EntrySearch } from '@pointbook/core/store';
import { findEntries, namesIn, readStatements } from '@pointbook/sql';
import { expect, test } from 'vitest';
import { ayu, budi, entry, write } from '@pointbook/testing/sample-ledger';
import { schemaWith } from './sqlite-schema.ts';
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

test('every search follows the index that leads to its entries in order, and sorts nothing', async () => {
  const database = new DatabaseSync(':memory:');
  await write(sqliteStore(database), { entries, notes });
  const { tables, dialect } = schemaWith('pointbook_');
  const names = namesIn(tables, dialect);
  const { noted } = readStatements(tables, dialect);
  const cursor = { postedAt: 1003 as EntryPosition['postedAt'], memberId: ayu, sequence: 4 };
  for (const filter of filters) {
    for (const before of [null, cursor]) {
      const { sql, values } = findEntries(dialect, names, noted, 1, filter, before, 5);
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(values as string[]));
      const steps = plan.map(({ detail }) => String(detail)).join('\n');
      expect(steps).not.toContain('TEMP B-TREE');
      expect(steps).toContain(`SEARCH e USING INDEX ${indexFor(filter)}`);
    }
  }
  database.close();
});

function indexFor({ memberId, reference, kinds: only }: EntrySearch): string {
  if (memberId !== undefined) return 'sqlite_autoindex_pointbook_entries_1';
  if (reference !== undefined && reference.type !== 'invoice') return 'pointbook_entries_reference';
  return only?.includes('earn') === false ? 'pointbook_entries_other_date' : 'pointbook_entries_date';
}
