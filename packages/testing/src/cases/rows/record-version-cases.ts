import type { RecordStore } from '@pointbook/core/store';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { shop } from '../../conformance/sample-records.ts';
import { recordOf, seenRows, type Sketch, writeRows } from '../../rows/sample-rows.ts';

/** What a store promises of the version of the program that a record names. */
export const recordVersionCases: readonly ConformanceCase[] = [
  {
    name: 'records: the version that a record names is kept, and changes with it',
    async run({ rows: store, reopenRows }) {
      const versions = ['version-1', 'Version-1'].map((version) => ({ version, definition: `of ${version}` }));
      await writeRows(store, { versions });
      let before: Sketch | null = null;
      const places = { shelf: { value: 'A', rank: 1 } };
      for (const version of ['version-1', 'Version-1', undefined, 'version-1']) {
        const after: Sketch = { kind: 'parcel', key: 'p', body: `by ${version}`, places, ...(version && { version }) };
        await writeRows(store, { records: [recordOf(before, after)] });
        await claimVersion(store, after);
        before = after;
      }
      if (before !== null) await claimVersion(await reopenRows(), before);
    },
  },
];

/** By its key, in a list, in a range of keys and in pages. */
async function claimVersion(store: RecordStore, { kind, key, body, version, places = {} }: Sketch): Promise<void> {
  const [list = '', { value = '' } = {}] = Object.entries(places)[0] ?? [];
  const range = { kind, from: key, until: `${key}~` };
  const seen = await seenRows(store, { records: [{ kind, key }], lists: [{ kind, list, value }], ranges: [range] });
  const paged = valueOf(await store.rows.records(shop, kind, null, 9));
  const listed = valueOf(await store.rows.list(shop, { kind, list, value }, null, 9));
  const found = [...seen.records, ...[...seen.lists, ...seen.ranges, ...listed].map(({ record }) => record), ...paged];
  const expected = { kind, key, format: 1, body, ...(version && { version }) };
  claimSame(
    found,
    Array.from({ length: 5 }, () => expected),
    'The record',
  );
}
