import type { EntryCursor, EntryFilter, NotedEntry } from '@pointbook/core';
import { ledgerView } from '@pointbook/core/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresStore } from './postgres-store.ts';
import { ayu, budi, entry, shop, temporarySchema, valueOf, write } from './sample-ledger.ts';

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
  { causes: [], actor: 'system' },
  { causes: ['balance-set'], from: 1002 },
  { actor: 'staff-3' },
  { reference: { type: 'job', id: 'J-1' } },
  { reference: { type: 'job', id: 'J-1' }, kinds: ['reversal'], from: 1001, until: 1005 },
  { reference: { type: 'invoice', id: 'I-1' } },
  { reason: 'missed' },
  { reason: 'sale É' },
  { reason: 'é' },
  { reason: '' },
  { reason: '%' },
  { reason: 'missed', memberId: budi, causes: ['balance-set', 'points-added'], actor: 'system', until: 2000 },
] as unknown as EntryFilter[];

const { schema, pool } = temporarySchema(afterAll);
const store = postgresStore(pool, { schema });
beforeAll(async () => write(store, { entries, notes }));

test.each(filters)('%o finds what a plain filter finds, page by page', async (filter) => {
  const found: NotedEntry[] = [];
  for (let before: EntryCursor | null = null; ; before = found.at(-1)?.entry ?? null) {
    const page = valueOf(await ledgerView(store).reader.findEntries(shop, filter, before, 5));
    found.push(...page);
    if (page.length < 5) break;
  }
  expect(found.map(({ entry: { memberId, sequence } }) => [memberId, sequence])).toEqual(expected(filter));
});

test('nothing of another program is found', async () => {
  for (const filter of filters)
    expect(valueOf(await ledgerView(store).reader.findEntries('other' as typeof shop, filter, null, 5))).toEqual([]);
});

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
    .filter((e) => {
      const text = reasonOf.get(`${e.sequence} ${e.memberId}`);
      return reason === undefined || (typeof text === 'string' && lower(text).includes(lower(reason)));
    })
    .toSorted((a, b) => b.postedAt - a.postedAt || bytes(a.memberId, b.memberId) || b.sequence - a.sequence)
    .map((e) => [e.memberId, e.sequence]);
}
