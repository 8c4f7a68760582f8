import type { ProgramId } from '@pointbook/core';
import { byBytes, type RangeName, type RecordStore } from '@pointbook/core/store';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { inByteOrder } from '../../conformance/hostile-ids.ts';
import { shop } from '../../conformance/sample-records.ts';
import { readPages } from '../../conformance/till.ts';
import { hostileBodies, hostileTexts } from '../../rows/hostile-texts.ts';
import {
  inAnyOrder,
  newRecords,
  readRows,
  recordOf,
  seenRows,
  type Sketch,
  writeRows,
} from '../../rows/sample-rows.ts';

const kinds = ['unheard-of', 'Unheard-Of', 'x', 'a-kind-that-has-the-forty-characters-all'];

/** What a store promises of records of any kind, by their key: each is there as it was written last. */
export const recordCases: readonly ConformanceCase[] = [
  {
    name: 'records: each update is there at once, by its key, in pages and after a restart',
    invariants: [21],
    async run({ rows: store, reopenRows }) {
      const names = kinds.flatMap((kind) => ['first', 'second'].map((key) => ({ kind, key })));
      let before: Sketch[] = [];
      for (let round = 0; round < 8; round += 1) {
        const after = names.map((name, index) => ({ ...name, body: `${index} in round ${round}` }));
        // All of them now, one by one next time.
        const changes = after.map((sketch, index) => recordOf(before[index] ?? null, sketch));
        if (round % 2 === 0) await writeRows(store, { records: changes });
        else for (const change of changes) await writeRows(store, { records: [change] });
        before = after;
        await claimBodies(store, after, `in round ${round}`);
      }
      await claimBodies(await reopenRows(), before, 'after a restart');
    },
  },
  {
    name: 'records: bodies come back byte for byte, when new and at each update',
    async run({ rows: store, reopenRows }) {
      let before: Sketch[] = [];
      for (let round = 0; round < 3; round += 1) {
        const after = hostileBodies.map((_, index) => ({
          kind: 'parcel',
          key: `k${index}`,
          body: hostileBodies[(index + round * 7) % hostileBodies.length] ?? '',
        }));
        await writeRows(store, { records: after.map((sketch, index) => recordOf(before[index] ?? null, sketch)) });
        before = after;
        await claimBodies(store, after, `in round ${round}`);
      }
      await claimBodies(await reopenRows(), before, 'after a restart');
    },
  },
  {
    name: 'records: keys are text and nothing else, in the order of their UTF-8 bytes in every page size',
    async run({ rows: store }) {
      const sketches = hostileTexts.map((key) => ({ kind: 'parcel', key, body: `of ${key}` }));
      await writeRows(store, { records: newRecords(sketches) });
      await claimBodies(store, sketches, 'of hostile keys');
      const after = sketches.map((sketch) => ({ ...sketch, body: `${sketch.body}, changed` }));
      await writeRows(store, { records: after.map((sketch, index) => recordOf(sketches[index] ?? null, sketch)) });
      await claimBodies(store, after, 'of hostile keys, changed');
      for (const limit of [1, 3, hostileTexts.length, 1000])
        claimSame(await keysOf(store, 'parcel', limit), inByteOrder(hostileTexts), `The keys, ${limit} a page`);
    },
  },
  {
    name: 'records: the same key in another kind or program is another record',
    async run({ rows: store }) {
      const programs = [shop, 'SHOP', "shop' --"] as ProgramId[];
      for (const programId of programs) {
        const sketches = kinds.map((kind) => sketchOf(kind, `${kind} in ${programId}`));
        await writeRows(store, { records: newRecords(sketches) }, programId);
      }
      for (const programId of programs) {
        const sketches = kinds.map((kind) => sketchOf(kind, `${kind} in ${programId}`));
        await claimBodies(store, sketches, `in ${programId}`, programId);
        const loaded = await seenRows(store, { uniques: kinds.map(serialOf) }, programId);
        claimSame(loaded.uniques.length, kinds.length, `The holders in ${programId}`);
        for (const kind of kinds) {
          const page = await store.rows.list(programId, { kind, list: 'shelf', value: 'A' }, null, 9);
          claimSame(
            valueOf(page).map(({ record }) => record.body),
            [`${kind} in ${programId}`],
            `The list of ${kind} in ${programId}`,
          );
        }
      }
      claimSame(await keysOf(store, 'no-such-kind', 9), [], 'The keys of a kind without records');
    },
  },
  {
    name: 'records: those of a range of keys, by their UTF-8 bytes, for a decision and a reader',
    async run({ rows: store }) {
      const keys = [...hostileTexts, '5 INV-1 P-1', '5 INV-1 P-2', '5 INV-1 ', '5 INV-1', '5 INV-1!', '5 INV-10 P-1'];
      await writeRows(store, {
        records: newRecords(keys.flatMap((key) => kinds.map((kind) => ({ kind, key, body: `${key} in ${kind}` })))),
      });
      const gone = { kind: 'x', key: '5 INV-1 P-3', body: 'to go' };
      await writeRows(store, { records: newRecords([gone]) });
      await writeRows(store, { records: [recordOf(gone, null)] });
      const inOrder = inByteOrder(keys);
      const ranges = [
        { kind: 'x', from: '5 INV-1 ', until: '5 INV-1!' },
        ...inOrder.map((key, index) => ({ kind: 'x', from: key, until: inOrder[index + 3] ?? '\u{10FFFF}' })),
        { kind: 'no-such-kind', from: 'a', until: 'b' },
      ];
      const isIn = (key: string, { from, until }: RangeName) => byBytes(key, from) >= 0 && byBytes(key, until) < 0;
      const expected = ranges.flatMap((range) =>
        keys.filter((key) => range.kind === 'x' && isIn(key, range)).map((key) => [range.from, key, `${key} in x`]),
      );
      for (const loaded of [await seenRows(store, { ranges }), await readRows(store, { ranges })])
        claimSame(
          inAnyOrder(loaded.ranges.map(({ from, record }) => [from, record.key, record.body])),
          inAnyOrder(expected),
          'The records of the ranges',
        );
    },
  },
  {
    name: 'records: what is removed leaves its key behind, and nothing that it was found by',
    async run({ rows, reopenRows }) {
      let store = rows;
      const gone = sketchOf('parcel', 'to go');
      const kept = { ...gone, key: 'other', uniques: { serial: 'another' }, body: 'to stay' };
      await writeRows(store, { records: newRecords([gone, kept]) });
      await writeRows(store, { records: [recordOf(gone, null)] });
      for (const isAgain of [false, true]) {
        if (isAgain) store = await reopenRows();
        const names = [gone, kept, { kind: 'parcel', key: 'never' }];
        const request = {
          records: names.map(({ kind, key }) => ({ kind, key })),
          uniques: [serialOf('parcel')],
          lists: [{ kind: 'parcel', list: 'shelf', value: 'A' }],
        };
        for (const loaded of [await seenRows(store, request), await readRows(store, request)]) {
          const found = loaded.records.map(({ key, body }) => [key, body]);
          claimSame(
            inAnyOrder(found),
            inAnyOrder([
              [gone.key, null],
              ['other', 'to stay'],
            ]),
            'The records',
          );
          claimSame(loaded.uniques, [], 'The holder of its unique value');
          claimSame(
            loaded.lists.map(({ record }) => record.key),
            ['other'],
            'The list that it stood in',
          );
        }
        claimSame(await keysOf(store, 'parcel', 1), ['other'], 'The keys of the kind');
      }
      await writeRows(store, { records: newRecords([{ ...gone, key: 'heir' }]) });
      const [holder] = (await seenRows(store, { uniques: [serialOf('parcel')] })).uniques;
      claimSame(holder?.key, 'heir', 'The holder of the value that was freed');
    },
  },
  {
    name: 'records: a key that one commit makes and removes stays behind',
    async run({ rows, reopenRows }) {
      const gone: Sketch = { kind: 'parcel', key: 'gone', body: 'never kept' };
      await writeRows(rows, { records: [{ ...recordOf(gone, null), isNew: true }] });
      for (const isAgain of [false, true]) {
        const store = isAgain ? await reopenRows() : rows;
        const [found, ...others] = (await seenRows(store, { records: [gone] })).records;
        claimSame([found?.key, found?.body, others.length], [gone.key, null, 0], 'The record');
        claimSame(await keysOf(store, 'parcel', 9), [], 'The keys of the kind');
      }
    },
  },
  {
    name: 'records: the format is kept beside the body, and changes with it',
    async run({ rows: store }) {
      let before: Sketch | null = null;
      for (const format of [1, 2, 3, 127, 128, 32_767]) {
        const after: Sketch = { kind: 'parcel', key: 'p', body: `in format ${format}`, format };
        await writeRows(store, { records: [recordOf(before, after)] });
        const [record] = (await seenRows(store, { records: [{ kind: 'parcel', key: 'p' }] })).records;
        claimSame(record, { kind: 'parcel', key: 'p', format, body: after.body }, 'The record');
        before = after;
      }
    },
  },
];

/** A record with all that records are found by. */
function sketchOf(kind: string, body: string): Sketch {
  return { kind, key: 'k', body, uniques: { serial: '1' }, places: { shelf: { value: 'A', rank: 1 } } };
}

function serialOf(kind: string) {
  return { kind, field: 'serial', value: '1' };
}

/** Each record is shown as it was written: to decisions, to readers, and in pages. */
async function claimBodies(
  store: RecordStore,
  sketches: readonly Sketch[],
  when: string,
  programId: ProgramId = shop,
): Promise<void> {
  const expected = sketches.map(({ kind, key, body, format = 1 }) => ({ kind, key, format, body }));
  const request = { records: sketches.map(({ kind, key }) => ({ kind, key })) };
  claimEach((await seenRows(store, request, programId)).records, expected, `What a decision sees ${when}`);
  claimEach((await readRows(store, request, programId)).records, expected, `What a reader sees ${when}`);
  const pages = [];
  for (const kind of new Set(sketches.map((sketch) => sketch.kind)))
    pages.push(...valueOf(await store.rows.records(programId, kind, null, 1000)));
  claimEach(pages, expected, `What is in pages ${when}`);
}

/** The rows one by one: a failure shows the one that differs. */
function claimEach(rows: readonly Row[], expected: readonly Row[], sentence: string): void {
  const byName = new Map(rows.map((row) => [JSON.stringify([row.kind, row.key]), row]));
  claimSame(rows.length, expected.length, `${sentence}, how many`);
  for (const row of expected)
    claimSame(byName.get(JSON.stringify([row.kind, row.key])), row, `${sentence}, of ${row.key}`);
}

interface Row {
  readonly kind: string;
  readonly key: string;
  readonly format: number;
  readonly body: string | null;
}

async function keysOf(store: RecordStore, kind: string, limit: number): Promise<string[]> {
  const rows = await readPages<Row>(limit, async (last) =>
    valueOf(await store.rows.records(shop, kind, last?.key ?? null, limit)),
  );
  return rows.map(({ key }) => key);
}
