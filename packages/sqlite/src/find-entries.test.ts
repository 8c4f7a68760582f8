import { DatabaseSync } from 'node:sqlite';
import type { EntryCursor, EntryFilter, NotedEntry } from '@pointbook/core';
import { ledgerView } from '@pointbook/core/store';
import { findEntries, namesIn, readStatements } from '@pointbook/sql';
import { expect, test } from 'vitest';
import { ayu, budi, entry, shop, valueOf, write } from './sample-ledger.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { sqliteStore } from './sqlite-store.ts';
import { tablesWith } from './tables.ts';

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
] as unknown as EntryFilter[];

test.each(filters)('%o finds what a plain filter finds, page by page', async (filter) => {
  const store = sqliteStore(':memory:');
  await write(store, { entries, notes });
  const found: NotedEntry[] = [];
  for (let before: EntryCursor | null = null; ; before = found.at(-1)?.entry ?? null) {
    const page = valueOf(await ledgerView(store).reader.findEntries(shop, filter, before, 5));
    found.push(...page);
    if (page.length < 5) break;
  }
  expect(found.map(({ entry: { memberId, sequence } }) => [memberId, sequence])).toEqual(expected(filter));
});

test('every search follows the index that leads to its entries in order, and sorts nothing', async () => {
  const database = new DatabaseSync(':memory:');
  await write(sqliteStore(database), { entries, notes });
  const dialect = sqliteDialect('pointbook_');
  const tables = tablesWith('pointbook_');
  const names = namesIn(tables, dialect);
  const { noted } = readStatements(tables, dialect);
  const cursor = { postedAt: 1003, memberId: ayu, sequence: 4 } as EntryCursor;
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

function indexFor({ memberId, reference, kinds: only }: EntryFilter): string {
  if (memberId !== undefined) return 'sqlite_autoindex_pointbook_entries_1';
  if (reference !== undefined && reference.type !== 'invoice') return 'pointbook_entries_reference';
  return only?.includes('earn') === false ? 'pointbook_entries_other_date' : 'pointbook_entries_date';
}

function expected({ memberId, kinds: only, causes, actor, reference, from, until, reason }: EntryFilter): unknown[] {
  const reasonOf = new Map(notes.map((note) => [`${note.sequence} ${note.memberId}`, note.reason]));
  const lower = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return entries
    .filter((e) => memberId === undefined || e.memberId === memberId)
    .filter((e) => only === undefined || only.includes(e.kind))
    .filter((e) => causes === undefined || causes.includes(e.cause))
    .filter((e) => actor === undefined || e.actor === actor)
    .filter((e) => reference === undefined || (e.reference?.type === reference.type && e.reference.id === reference.id))
    .filter((e) => (from ?? 0) <= e.postedAt && e.postedAt < (until ?? Infinity))
    .filter(
      (e) => reason === undefined || lower(reasonOf.get(`${e.sequence} ${e.memberId}`) ?? '\0').includes(lower(reason)),
    )
    .filter((e) => reason !== '' || typeof reasonOf.get(`${e.sequence} ${e.memberId}`) === 'string')
    .toSorted((a, b) => b.postedAt - a.postedAt || bytes(a.memberId, b.memberId) || b.sequence - a.sequence)
    .map((e) => [e.memberId, e.sequence]);
}
