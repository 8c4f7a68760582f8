import type { Entry, Note, ProgramId } from '@pointbook/core';
import type { EntrySearch } from '@pointbook/core/store';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { inByteOrder } from '../../conformance/hostile-ids.ts';
import { newMember, noon, note, shop, withPoints } from '../../conformance/sample-records.ts';
import { readPages, write } from '../../conformance/till.ts';
import type { NotedEntry } from '../../view/ledger-reader.ts';

const kinds = ['earn', 'adjustment', 'reversal', 'opening'] as const;
const members = ['C-17', 'C-18', '🙂', '豈'];
const at = (ms: number) => (noon + ms) as Entry['postedAt'];

/**
 * Many filters over many entries of several members at the same instants, by an index for some and by none for others.
 */
const filters: readonly EntrySearch[] = [
  {},
  { memberId: 'C-17' },
  { memberId: 'C-18' },
  { memberId: 'C-17', reference: { type: 'invoice', id: 'I-1' } },
  { memberId: 'C-17', from: at(1), until: at(3), kinds: ['earn'] },
  { kinds: ['adjustment', 'opening'] },
  { kinds: ['earn', 'opening'], until: at(3) },
  { kinds: [] },
  { causes: [], actor: 'system' },
  { causes: ['balance-set'], from: at(2) },
  { actor: 'staff-3' },
  { reference: { type: 'job', id: 'J-1' } },
  { reference: { type: 'job', id: 'J-1' }, kinds: ['reversal'], from: at(1), until: at(5) },
  { reference: { type: 'invoice', id: 'I-1' } },
  { reason: 'missed' },
  { reason: 'sale É' },
  { reason: 'é' },
  { reason: '' },
  { reason: '%' },
  { reason: 'missed', memberId: 'C-18', causes: ['balance-set', 'points-added'], actor: 'system', until: at(1000) },
];

/** What a search promises: what a plain filter over all entries finds. */
export const filterCases: readonly ConformanceCase[] = [
  {
    name: 'findEntries: each of many filters finds what a plain filter finds, page by page, and nothing of another program',
    async run({ store }) {
      const { records, entries, notes } = manyEntries();
      await write(store, { members: records, entries, notes });
      for (const filter of filters) {
        const sentence = `The entries with ${JSON.stringify(filter)}`;
        const found = await readPages<NotedEntry>(5, async (last) =>
          valueOf(await store.reader.findEntries(shop, filter, last && last.entry, 5)),
        );
        claimSame(
          found.map(({ entry }) => [entry.memberId, entry.sequence]),
          expected(filter, entries, notes).map((entry) => [entry.memberId, entry.sequence]),
          sentence,
        );
        const others = await store.reader.findEntries('another shop' as ProgramId, filter, null, 5);
        claimSame(valueOf(others), [], `${sentence}, in another program`);
      }
    },
  },
];

/** Twelve entries for each member, two at each instant. A clock was ahead for two of C-18. */
function manyEntries() {
  const made = members.map((id, m) => {
    let record = newMember(id);
    const entries = Array.from({ length: 12 }, (_, index) => {
      const reference = [null, { type: 'job', id: 'J-1' } as const, { type: 'invoice', id: 'I-1' } as const, null];
      const next = withPoints(record, 1, {
        kind: kinds[(index + m) % 4] ?? 'earn',
        cause: index % 2 === 0 ? 'points-added' : 'balance-set',
        actor: index % 3 === 0 ? 'staff-3' : 'system',
        at: at(id === 'C-18' && index >> 1 === 3 ? 100 : index >> 1),
        reference: reference[index % 4] ?? null,
      });
      ({ record } = next);
      return next.entry;
    });
    return { record, entries };
  });
  const entries = made.flatMap((each) => each.entries);
  const notes = entries
    .filter(({ kind, sequence }) => kind !== 'earn' && sequence % 2 === 0)
    .map((entry) => note(entry, entry.sequence > 6 ? 'MISSED Sale É' : null, 'x'));
  return { records: made.map(({ record }) => record), entries, notes };
}

function expected(filter: EntrySearch, entries: readonly Entry[], notes: readonly Note[]): Entry[] {
  const { memberId, kinds: only, causes, actor, reference, from = 0, until = Infinity, reason } = filter;
  const reasonOf = (entry: Entry) =>
    notes.find((each) => each.memberId === entry.memberId && each.sequence === entry.sequence)?.reason ?? null;
  const lower = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const places = new Map(inByteOrder(members).map((id, place) => [id, place]));
  const placeOf = (entry: Entry) => places.get(entry.memberId) ?? 0;
  return entries
    .filter((entry) => memberId === undefined || entry.memberId === memberId)
    .filter((entry) => only === undefined || only.includes(entry.kind))
    .filter((entry) => causes === undefined || causes.includes(entry.cause))
    .filter((entry) => actor === undefined || entry.actor === actor)
    .filter(
      (entry) =>
        reference === undefined || (entry.reference?.type === reference.type && entry.reference.id === reference.id),
    )
    .filter((entry) => from <= entry.postedAt && entry.postedAt < until)
    .filter((entry) => {
      const text = reasonOf(entry);
      return reason === undefined || (text !== null && lower(text).includes(lower(reason)));
    })
    .toSorted((a, b) =>
      memberId === undefined
        ? b.postedAt - a.postedAt || placeOf(a) - placeOf(b) || b.sequence - a.sequence
        : b.sequence - a.sequence,
    );
}
