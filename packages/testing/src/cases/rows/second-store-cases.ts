import { nothingToLoad, nothingToStore, type RecordStore } from '@pointbook/core/store';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { shop } from '../../conformance/sample-records.ts';
import {
  accountOf,
  accountRow,
  entryRow,
  newRecords,
  readRows,
  recordOf,
  seenRows,
  writeRows,
} from '../../rows/sample-rows.ts';

/** What stores of several processes on one ledger promise each other. */
export const secondStoreCases: readonly ConformanceCase[] = [
  {
    name: 'second store: many that open an empty ledger at once all do, and find one ledger',
    needs: ['second'],
    async run({ rows: store, second }) {
      const stores = [store, await second(), await second(), await second()];
      const opened = await Promise.all(stores.map(async (one) => one.open()));
      for (const outcome of opened) valueOf(outcome);
      await claimOneLedger(stores);
    },
  },
  {
    name: 'second store: many that use an empty ledger for the first time at once find one ledger',
    needs: ['second'],
    async run({ rows: store, second }) {
      await claimOneLedger([store, await second(), await second()]);
    },
  },
  {
    name: 'second store: each sees at once what another wrote, in words that the other used first',
    invariants: [22],
    needs: ['second'],
    async run({ rows: store, second }) {
      const other = await second();
      const kinds = ['apple', 'pear', 'plum', 'fig', 'quince', 'cherry'];
      await Promise.all([writeRows(store, {}), writeRows(other, {})]);
      for (const [index, kind] of kinds.entries()) {
        const [writer, reader] = index % 2 === 0 ? [store, other] : [other, store];
        const sketch = {
          kind,
          key: 'k',
          body: `of ${kind}`,
          uniques: { [`${kind}-name`]: kind },
          places: { [`${kind}-list`]: { value: kind, rank: index } },
        };
        await writeRows(writer, {
          versions: [{ version: `version-${kind}`, definition: kind }],
          accounts: [accountOf(null, accountRow(kind, 1, 1))],
          entries: [entryRow(kind, 1, 1, { cause: `${kind}-picked`, version: `version-${kind}` })],
          records: newRecords([sketch]),
        });
        const request = {
          versions: [`version-${kind}`],
          accounts: [kind],
          records: kinds.map((each) => ({ kind: each, key: 'k' })),
          uniques: [{ kind, field: `${kind}-name`, value: kind }],
          lists: [{ kind, list: `${kind}-list`, value: kind }],
        };
        for (const loaded of [await seenRows(reader, request), await readRows(reader, request)]) {
          const { versions, accounts, records, uniques, lists } = loaded;
          claimSame(
            [versions.length, accounts.length, records.length, uniques[0]?.key, lists[0]?.record.body],
            [1, 1, index + 1, 'k', `of ${kind}`],
            `What the other store sees of ${kind}`,
          );
        }
        const search = { causes: [`${kind}-picked`] };
        const found = valueOf(await reader.rows.findEntries(shop, search, null, 9));
        claimSame(found[0]?.entry.version, `version-${kind}`, 'The version of the entry that the other wrote');
        await writeRows(reader, { records: [recordOf(sketch, { ...sketch, body: 'eaten' })] });
        claimSame(
          (await seenRows(writer, { records: [{ kind, key: 'k' }] })).records[0]?.body,
          'eaten',
          'What the first store sees of the change',
        );
      }
    },
  },
];

/** All at once add to one member through their stores; none is lost. */
async function claimOneLedger(stores: readonly RecordStore[]): Promise<void> {
  const rounds = Array.from({ length: 12 }, (_, index) => index);
  await Promise.all(rounds.map(async (index) => add(stores[index % stores.length] as RecordStore, index)));
  for (const store of stores) {
    const { accounts, uniques } = await seenRows(store, {
      accounts: ['m'],
      uniques: [{ kind: 'prize', field: 'place', value: 'first' }],
    });
    claimSame([accounts[0]?.balance, uniques.length], [12, 1], 'The balance, and how many won');
    claimSame(valueOf(await store.rows.entries(shop, null, 99)).length, 12, 'The entries');
  }
}

async function add(store: RecordStore, index: number): Promise<void> {
  const prize = { kind: 'prize', field: 'place', value: 'first' };
  const request = { ...nothingToLoad, accounts: ['m'], uniques: [prize] };
  const answer = await store.transact(shop, request, ({ accounts: [before = null], uniques }) => {
    const next = (before?.sequence ?? 0) + 1;
    const won = { kind: 'prize', key: `k${index}`, body: '', uniques: { place: 'first' } };
    return {
      changes: {
        ...nothingToStore,
        accounts: [accountOf(before, accountRow('m', next, next))],
        entries: [entryRow('m', next, 1, { balanceAfter: next })],
        records: uniques.length === 0 ? newRecords([won]) : [],
      },
      value: null,
    };
  });
  valueOf(answer);
}
