import {
  type ListName,
  nothingToLoad,
  nothingToStore,
  type PlacedRecord,
  type RecordStore,
} from '@pointbook/core/store';
import { claim, claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { inByteOrder } from '../../conformance/hostile-ids.ts';
import { shop } from '../../conformance/sample-records.ts';
import { readPages } from '../../conformance/till.ts';
import { hostileTexts } from '../../rows/hostile-texts.ts';
import {
  inAnyOrder,
  newRecords,
  readRows,
  recordOf,
  refusalOf,
  seenRows,
  type Sketch,
  writeRows,
} from '../../rows/sample-rows.ts';

const maxSafe = Number.MAX_SAFE_INTEGER;
const crowd = Array.from({ length: 24 }, (_, index) => index);

/** What a store promises of unique values and lists: they lead to the record that has them, and to no other. */
export const foundByCases: readonly ConformanceCase[] = [
  {
    name: 'unique values: each is found byte for byte, when new, once all changed hands in one commit, and once given up',
    async run({ rows, reopenRows }) {
      let store = rows;
      const holders = hostileTexts.map((value, index) => tag(`k${index}`, value));
      await writeRows(store, { records: newRecords(holders) });
      await claimHolders(store, holders);
      const turned = holders.map((holder, index) => tag(holder.key, hostileTexts[(index + 1) % hostileTexts.length]));
      const changes = turned.map((after, index) => recordOf(holders[index] ?? null, after));
      await writeRows(store, { records: changes.toReversed() });
      await claimHolders(store, turned);
      store = await reopenRows();
      await claimHolders(store, turned);
      await writeRows(store, { records: turned.map((before) => recordOf(before, tag(before.key))) });
      await claimHolders(store, []);
    },
  },
  {
    name: 'unique values: of several fields, kinds and records none is taken for another',
    async run({ rows: store }) {
      const both = { kind: 'tag', key: 'a', body: '', uniques: { serial: '1', Serial: '2' } };
      const crossed = { kind: 'tag', key: 'b', body: '', uniques: { serial: '2', Serial: '1' } };
      const stranger = { kind: 'Tag', key: 'c', body: '', uniques: { serial: '1', Serial: '2' } };
      await writeRows(store, { records: newRecords([both, crossed, stranger]) });
      const names = ['tag', 'Tag'].flatMap((kind) =>
        ['serial', 'Serial'].flatMap((field) => ['1', '2'].map((value) => ({ kind, field, value }))),
      );
      const { uniques } = await seenRows(store, { uniques: names });
      claimSame(
        inAnyOrder(uniques.map(({ kind, field, value, key }) => [kind, field, value, key].join(' '))),
        ['Tag Serial 2 c', 'Tag serial 1 c', 'tag Serial 1 b', 'tag Serial 2 a', 'tag serial 1 a', 'tag serial 2 b'],
        'The holders',
      );
    },
  },
  {
    name: 'unique values: a second holder is refused, and nothing of the commit is there',
    async run({ rows: store }) {
      await writeRows(store, { records: newRecords([tag('a', 'one')]) });
      const other = { ...tag('c', 'three'), places: { shelf: { value: '', rank: 1 } } };
      const refused = await refusalOf(store, { records: newRecords([other, tag('b', 'one')]) });
      claimSame([refused.kind, refused.written], ['store-rejected', 'no'], 'The error');
      await claimHolders(store, [tag('a', 'one')]);
      claimSame(valueOf(await store.rows.records(shop, 'tag', null, 9)).length, 1, 'How many records there are');
      claimSame(await placesIn(store, shelf(''), 9), [], 'The list of what was refused');
    },
  },
  {
    name: 'unique values: of many who want one, one gets it, and the others see who',
    async run({ rows: store }) {
      const wanted = { kind: 'tag', field: 'serial', value: 'wanted' };
      const outcomes = await Promise.all(
        crowd.map(async (index) =>
          store.transact(shop, { ...nothingToLoad, uniques: [wanted] }, ({ uniques: [holder] }) =>
            holder === undefined
              ? {
                  changes: { ...nothingToStore, records: newRecords([tag(`k${index}`, 'wanted')]) },
                  value: `k${index}`,
                }
              : { changes: nothingToStore, value: holder.key },
          ),
        ),
      );
      const holders = new Set(outcomes.map((outcome) => valueOf(outcome)));
      claimSame(holders.size, 1, 'How many holders were told');
      claimSame(valueOf(await store.rows.records(shop, 'tag', null, 99)).length, 1, 'How many records there are');
    },
  },
  {
    name: 'lists: by rank, then by the UTF-8 bytes of the key, in every page size; whole for a decision',
    async run({ rows: store }) {
      const ranks = [-maxSafe, -1, 0, 1, maxSafe];
      const sketches = hostileTexts.map((key, index) => on('long', ranks[index % ranks.length] ?? 0, key));
      await writeRows(store, { records: newRecords(sketches) });
      await writeRows(store, { records: newRecords([on('longer', 0, 'of another value')]) });
      const expected = ranks.flatMap((rank) =>
        inByteOrder(sketches.filter((sketch) => sketch.places['shelf']?.rank === rank).map(({ key }) => key)).map(
          (key) => [rank, key],
        ),
      );
      for (const limit of [1, 2, 7, hostileTexts.length, 1000])
        claimSame(await placesIn(store, shelf('long'), limit), expected, `The list, ${limit} a page`);
      const { lists } = await seenRows(store, { lists: [shelf('long'), shelf('nothing')] });
      claimSame(
        inByteOrder(lists.map(({ record }) => `${record.key} ${record.body}`)),
        inByteOrder(sketches.map(({ key, body }) => `${key} ${body}`)),
        'What a decision sees',
      );
    },
  },
  {
    name: 'lists: values are text and nothing else',
    async run({ rows: store }) {
      const values = ['', ...hostileTexts];
      await writeRows(store, { records: newRecords(values.map((value, index) => on(value, index, `k${index}`))) });
      for (const [index, value] of values.entries())
        claimSame(
          await placesIn(store, shelf(value), 9),
          [[index, `k${index}`]],
          `The list of ${JSON.stringify(value)}`,
        );
      const { lists } = await readRows(store, { lists: values.map(shelf) });
      claimSame(
        inAnyOrder(lists.map(({ value, record }) => [value, record.key])),
        inAnyOrder(values.map((value, index) => [value, `k${index}`])),
        'All lists at once',
      );
    },
  },
  {
    name: 'lists: a record moves to another value, to another rank, out, and in again, and is in none that it left',
    async run({ rows: store }) {
      const steps = [on('A', 1), on('A', 5), on('B', 5), on('B', -5), { ...on('B', 0), places: {} }, on('A', 0)];
      let before: Sketch | null = null;
      await writeRows(store, { records: newRecords([on('A', 3, 'neighbour'), on('B', 3, 'other neighbour')]) });
      for (const [index, step] of steps.entries()) {
        const after: Sketch = { ...step, body: `step ${index}` };
        await writeRows(store, { records: [recordOf(before, after)] });
        before = after;
        const place = after.places?.['shelf'];
        for (const [value, neighbour] of [
          ['A', 'neighbour'],
          ['B', 'other neighbour'],
        ] as const) {
          const here = place?.value === value ? [[place.rank, 'k']] : [];
          const expected = [...here, [3, neighbour]].toSorted(([a], [b]) => Number(a) - Number(b));
          claimSame(await placesIn(store, shelf(value), 9), expected, `The list of ${value} after step ${index}`);
        }
        const rows = valueOf(await store.rows.list(shop, shelf(place?.value ?? 'A'), null, 9));
        if (place)
          claimSame(
            rows.find(({ record }) => record.key === 'k')?.record.body,
            `step ${index}`,
            'The body in the list',
          );
      }
    },
  },
  {
    name: 'lists: a record that comes while pages are read disturbs none of the others',
    async run({ rows: store }) {
      await writeRows(store, { records: newRecords(['b', 'd', 'f'].map((key) => on('A', 2, key))) });
      const seen: string[] = [];
      let last: PlacedRecord | undefined;
      do {
        const after = last ? { rank: last.rank, key: last.record.key } : null;
        [last] = valueOf(await store.rows.list(shop, shelf('A'), after, 1));
        if (last) seen.push(last.record.key);
        await writeRows(store, { records: newRecords([on('A', 1, `late ${seen.length} ${last ? '' : 'end'}`)]) });
        claim(seen.length < 10, 'A list that does not end.');
      } while (last);
      claimSame(seen, ['b', 'd', 'f'], 'What was seen');
    },
  },
];

/** A record with a serial, or without. */
function tag(key: string, serial?: string): Sketch {
  return { kind: 'tag', key, body: `${key} has ${serial}`, uniques: serial === undefined ? {} : { serial } };
}

/** A record on a shelf. */
function on(value: string, rank: number, key = 'k'): Sketch & { readonly places: NonNullable<Sketch['places']> } {
  return { kind: 'parcel', key, body: `of ${key}`, places: { shelf: { value, rank } } };
}

function shelf(value: string): ListName {
  return { kind: 'parcel', list: 'shelf', value };
}

/** All hostile serials lead to these records, and to no others. */
async function claimHolders(store: RecordStore, holders: readonly Sketch[]): Promise<void> {
  const values = [...new Set([...hostileTexts, 'one', 'three'])];
  const request = { uniques: values.map((value) => ({ kind: 'tag', field: 'serial', value })) };
  const expected = new Map(holders.map(({ key, uniques }) => [uniques?.['serial'], key]));
  for (const { uniques } of [await seenRows(store, request), await readRows(store, request)]) {
    const found = new Map(uniques.map(({ value, key }) => [value, key]));
    claimSame(found.size, expected.size, 'How many unique values have a holder');
    for (const value of values)
      claimSame(found.get(value), expected.get(value), `The holder of ${JSON.stringify(value)}`);
  }
}

async function placesIn(store: RecordStore, name: ListName, limit: number): Promise<[number, string][]> {
  const rows = await readPages<PlacedRecord>(limit, async (last) =>
    valueOf(await store.rows.list(shop, name, last && { rank: last.rank, key: last.record.key }, limit)),
  );
  return rows.map(({ rank, record }) => [rank, record.key]);
}
