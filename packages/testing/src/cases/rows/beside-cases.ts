import type { EntryName, FeedPlace, HeldPlace, HeldValue, StoredNote } from '@pointbook/core/store';
import type { ResultAsync } from 'neverthrow';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { shop } from '../../conformance/sample-records.ts';
import {
  accountOf,
  accountRow,
  entryRow,
  inAnyOrder,
  newRecords,
  type Sketch,
  writeRows,
} from '../../rows/sample-rows.ts';

const count = 7;
const sketches: readonly Sketch[] = Array.from({ length: count }, (_, index) => ({
  kind: 'stool',
  key: `key ${index}`,
  body: '{}',
  uniques: { number: `№ ${index}`, plate: `${index}` },
  places: { colour: { value: index % 2 === 0 ? 'red' : 'é', rank: -index }, room: { value: '', rank: 9 } },
}));

const threeMembers = ['m', 'M', '豈'];

/** What a store that tells what stands beside entries and records promises. */
export const besideCases: readonly ConformanceCase[] = [
  {
    name: 'beside: each note, unique value and place once, in pages of every size, where the store can tell',
    async run({ rows: store }) {
      const { notes: readNotes, uniques: readUniques, places: readPlaces, standing: find } = store.rows;
      if (!readNotes || !readUniques || !readPlaces || !find) return;
      const notes = threeMembers.flatMap((memberId) =>
        [1, 3].map((sequence): StoredNote => ({ memberId, sequence, reason: `Why ${sequence}?`, comment: null })),
      );
      await writeRows(store, {
        versions: [{ version: 'v', definition: '{}' }],
        accounts: threeMembers.map((memberId) => accountOf(null, accountRow(memberId, 3, 0))),
        entries: threeMembers.flatMap((memberId) => [1, 2, 3].map((sequence) => entryRow(memberId, sequence, 0))),
        notes,
        records: newRecords([...sketches, { ...sketches[0], kind: 'table', key: 'other', body: '{}' }]),
      });
      const values = sketches.flatMap(({ key, uniques = {} }) =>
        Object.entries(uniques).map(([field, value]): HeldValue => ({ field, value, key })),
      );
      const places = sketches.flatMap(({ key, places: of = {} }) =>
        Object.entries(of).map(([list, place]): HeldPlace => ({ list, ...place, key })),
      );
      for (const limit of [1, 2, 5, 100]) {
        const found = await pagesOf<StoredNote>((after) => readNotes(shop, after, limit), limit);
        claimSame(found, notes.toSorted(inOrder), 'The notes');
        const held = await pagesOf<HeldValue>((after) => readUniques(shop, 'stool', after, limit), limit);
        claimSame(inAnyOrder(held), inAnyOrder(values), 'The unique values');
        const standing = await pagesOf<HeldPlace>((after) => readPlaces(shop, 'stool', after, limit), limit);
        claimSame(inAnyOrder(standing), inAnyOrder(places), 'The places');
      }
      const [first, ...others] = places as [HeldPlace, ...HeldPlace[]];
      const wrong = [
        { ...first, rank: 1 },
        { ...first, key: 'nobody' },
        { ...first, list: 'room' },
        { ...first, value: 'blue' },
      ];
      for (const asked of [[first], others, []])
        claimSame(
          inAnyOrder(valueOf(await find(shop, 'stool', [...asked, ...wrong]))),
          inAnyOrder(asked),
          'The places that are there',
        );
    },
  },
  {
    name: 'beside: one record of each kind, and each version with its program, by the names that they have now, where the store can tell',
    async run({ rows: store }) {
      const other = 'other' as typeof shop;
      const versions = [{ version: 'v', definition: '{"of":"shop"}' }];
      const chair: Sketch = { kind: 'chair', key: 'only', body: '{}', version: 'v' };
      await writeRows(store, { versions, records: newRecords([...sketches, chair]) });
      await writeRows(store, { versions: [{ version: 'v', definition: '{}' }] }, other);
      const { kinds, programs } = store.rows.anew?.() ?? store.rows;
      if (!kinds || !programs) return;
      const found = valueOf(await kinds(shop));
      claimSame(found.map(({ kind }) => kind).sort(), ['chair', 'stool'], 'The kinds');
      const first = { kind: 'chair', key: 'only', format: 1, body: '{}', version: 'v' };
      claimSame(
        found.filter(({ kind }) => kind === 'chair'),
        [first],
        'The record of one',
      );
      claimSame(valueOf(await kinds(other)), [], 'The kinds of another program');
      const all = [
        { ...versions[0], programId: shop },
        { version: 'v', definition: '{}', programId: other },
      ];
      claimSame(inAnyOrder(valueOf(await programs(9))), inAnyOrder(all), 'The versions');
      claimSame(valueOf(await programs(1)).length, 1, 'How many versions there are of one');
    },
  },
  {
    name: 'beside: the position of each entry as the feed tells it, in pages of every size, where the store can tell',
    async run({ rows: store }) {
      const { positions, feed } = store.rows;
      if (!positions) return;
      for (const upTo of [1, 2])
        await writeRows(store, {
          versions: upTo === 1 ? [{ version: 'v', definition: '{}' }] : [],
          accounts: threeMembers.map((memberId) =>
            accountOf(upTo === 1 ? null : accountRow(memberId, 1, 0), accountRow(memberId, upTo, 0)),
          ),
          entries: threeMembers.map((memberId) => entryRow(memberId, upTo, 0)),
        });
      const fed = (valueOf(await feed(shop, null, 99)) ?? []).map(
        ({ entry: { memberId, sequence }, position }): FeedPlace => ({ memberId, sequence, position }),
      );
      claimSame(fed.length, 6, 'How many entries the feed has');
      for (const limit of [1, 2, 5, 100]) {
        const found = await pagesOf<FeedPlace>((after) => positions(shop, after, limit), limit);
        claimSame(found, fed.toSorted(inOrder), 'The positions');
      }
    },
  },
];

function inOrder(a: EntryName, b: EntryName): number {
  return a.memberId < b.memberId ? -1 : a.memberId > b.memberId ? 1 : a.sequence - b.sequence;
}

async function pagesOf<Row>(
  page: (after: Row | null) => ResultAsync<readonly Row[], unknown>,
  limit: number,
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let after: Row | null | undefined = null; after !== undefined;) {
    const rows: readonly Row[] = valueOf((await page(after)) as never);
    found.push(...rows);
    after = rows.length < limit ? undefined : rows.at(-1);
  }
  return found;
}
