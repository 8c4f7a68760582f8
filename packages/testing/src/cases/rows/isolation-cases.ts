import {
  type LoadedRows,
  nothingToLoad,
  nothingToStore,
  type RecordStore,
  type StoredChanges,
} from '@pointbook/core/store';
import { claim, claimSame, errorOf, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { shop } from '../../conformance/sample-records.ts';
import {
  accountOf,
  accountRow,
  entryRow,
  later,
  newRecords,
  recordOf,
  seenRows,
  type Sketch,
  writeRows,
} from '../../rows/sample-rows.ts';

const crowd = Array.from({ length: 30 }, (_, index) => index);

/** What a store promises while many write: as if each ran alone, and no reader sees what is not committed, or half. */
export const isolationCases: readonly ConformanceCase[] = [
  {
    name: 'isolation: nobody sees what is refused in the end',
    invariants: [20, 22],
    async run({ rows: store }) {
      await writeRows(store, { accounts: [accountOf(null, accountRow('m', 1, 5))], entries: [entryRow('m', 1, 5)] });
      const ghosts = crowd.map((index) => ghost(`ghost ${index}`));
      const doomed: Partial<StoredChanges> = {
        accounts: [accountOf(accountRow('m', 1, 5), accountRow('m', 2, 999))],
        // Refused at the end: the gap is in the last entry.
        entries: [entryRow('m', 2, 994, { balanceAfter: 999 }), entryRow('n', 7, 1)],
        records: newRecords(ghosts),
      };
      await whileWriting(
        async () => {
          for (let round = 0; round < 20; round += 1) {
            const changes = { ...nothingToStore, ...doomed };
            const request = { ...nothingToLoad, accounts: ['m'] };
            errorOf(await store.transact(shop, request, () => ({ changes, value: null })));
          }
        },
        async () => {
          const request = {
            ...nothingToLoad,
            accounts: ['m'],
            records: ghosts.map(({ kind, key }) => ({ kind, key })),
            uniques: [{ kind: 'ghost', field: 'name', value: 'ghost 0' }],
            lists: [{ kind: 'ghost', list: 'all', value: '' }],
          };
          const sights = [
            valueOf(await store.rows.load(shop, request)),
            await seenRows(store, { records: request.records, uniques: request.uniques }),
          ];
          for (const { accounts, records, uniques, lists } of sights)
            claimSame(
              [accounts.map(({ balance }) => balance).filter((balance) => balance !== 5), records, uniques, lists],
              [[], [], [], []],
              'What was seen of a commit that was refused',
            );
          claimSame(valueOf(await store.rows.entries(shop, null, 9)).length, 1, 'The entries seen');
        },
      );
    },
  },
  {
    name: 'isolation: each read is of one moment: what is written together is seen together',
    invariants: [22],
    async run({ rows: store }) {
      const names = ['a', 'b', 'c', 'd'];
      const pair = (round: number): Sketch[] =>
        names.map((key) => ({ kind: 'half', key, body: `${round}`, places: { all: { value: '', rank: round } } }));
      await writeRows(store, { records: newRecords(pair(0)) });
      await whileWriting(
        async () => {
          for (let round = 1; round <= 40; round += 1)
            await writeRows(store, {
              records: pair(round).map((after, index) => recordOf(pair(round - 1)[index] ?? null, after)),
            });
        },
        async () => {
          const request = {
            ...nothingToLoad,
            records: names.slice(0, 2).map((key) => ({ kind: 'half', key })),
            lists: [{ kind: 'half', list: 'all', value: '' }],
            ranges: [{ kind: 'half', from: 'c', until: 'e' }],
          };
          const loaded = valueOf(await store.rows.load(shop, request));
          const listed = [...loaded.lists, ...loaded.ranges].map(({ record }) => record);
          const bodies = [...loaded.records, ...listed].map(({ body }) => body);
          claimSame(new Set(bodies).size, 1, `The moments within one load: ${bodies.join(', ')}`);
          const page = valueOf(await store.rows.list(shop, { kind: 'half', list: 'all', value: '' }, null, 9));
          const moments = page.flatMap(({ rank, record }) => [`${rank}`, record.body]);
          claimSame(
            [page.length, new Set(moments).size],
            [4, 1],
            `The records and moments of a list: ${moments.join(', ')}`,
          );
        },
      );
    },
  },
  {
    name: 'isolation: sums are of one moment',
    invariants: [1, 22],
    async run({ rows: store }) {
      const ids = ['a', 'b', 'c'];
      await Promise.all(ids.map(async (id) => pay(store, { [id]: 10 })));
      await whileWriting(
        async () => {
          for (let round = 0; round < 40; round += 1)
            await pay(store, { [ids[round % 3] ?? '']: -1, [ids[(round + 1) % 3] ?? '']: 1 });
        },
        async () => {
          for (const { account, sums } of valueOf(await store.rows.accountSums(shop, null, 9))) {
            const points = sums.reduce((sum, row) => sum + row.points, 0);
            const entries = sums.reduce((sum, row) => sum + row.entries, 0);
            claimSame([points, entries], [account.balance, account.sequence], `The sums of ${account.memberId}`);
          }
          const { sums, members } = valueOf(await store.rows.entrySums(shop, later(0), later(1)));
          claimSame([members, sums.reduce((sum, row) => sum + row.points, 0)], [3, 30], 'Members and points in all');
        },
      );
    },
  },
  {
    name: 'isolation: many callers who begin the same account and the same record all succeed, each on what the others wrote',
    invariants: [7, 23],
    async run({ rows: store }) {
      const counts = await Promise.all(crowd.map(async (index) => count(store, index)));
      claimSame(
        counts.toSorted((a, b) => a - b),
        crowd.map((index) => index + 1),
        'What each was told',
      );
      const { accounts, records } = await seenRows(store, {
        accounts: ['m'],
        records: ['a', 'b'].map((key) => ({ kind: 'counter', key })),
      });
      claimSame(accounts[0]?.balance, crowd.length, 'The balance');
      claimSame(
        records.map(({ body }) => body),
        [`${crowd.length}`, `${crowd.length}`],
        'The counters',
      );
    },
  },
];

/** A record that is never to be seen. */
function ghost(key: string): Sketch {
  return { kind: 'ghost', key, body: 'x'.repeat(200), uniques: { name: key }, places: { all: { value: '', rank: 0 } } };
}

/** Looks again and again while the writing goes on, and once it is done. */
async function whileWriting(write: () => Promise<void>, look: () => Promise<void>): Promise<void> {
  let isWriting = true;
  const writing = async () => {
    try {
      await write();
    } finally {
      isWriting = false;
    }
  };
  const looking = async () => {
    for (let isLast = false; !isLast;) {
      isLast = !isWriting;
      await look();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  const outcomes = await Promise.allSettled([writing(), looking()]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Gives points to members, and takes them, in one commit. */
async function pay(store: RecordStore, points: Readonly<Record<string, number>>): Promise<void> {
  const ids = Object.keys(points);
  const answer = await store.transact(shop, { ...nothingToLoad, accounts: ids }, ({ accounts }) => {
    const changes = ids.map((id) => {
      const before = accounts.find(({ memberId }) => memberId === id) ?? null;
      const delta = points[id] ?? 0;
      const after = accountRow(id, (before?.sequence ?? 0) + 1, (before?.balance ?? 0) + delta);
      return {
        account: accountOf(before, after),
        entry: entryRow(id, after.sequence, delta, { balanceAfter: after.balance }),
      };
    });
    return {
      changes: {
        ...nothingToStore,
        accounts: changes.map(({ account }) => account),
        entries: changes.map(({ entry }) => entry),
      },
      value: null,
    };
  });
  valueOf(answer);
}

/** Adds one to an account and to two records, which are named in one order or the other; answers what it came to. */
async function count(store: RecordStore, index: number): Promise<number> {
  const keys = index % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
  const request = { ...nothingToLoad, accounts: ['m'], records: keys.map((key) => ({ kind: 'counter', key })) };
  const answer = await store.transact(shop, request, (rows) => {
    const { account, records, total } = counted(rows, keys);
    const changes = { ...nothingToStore, accounts: [account], records, entries: [entryOf(total)] };
    return { changes, value: total };
  });
  return valueOf(answer);
}

function counted({ accounts: [account], records: found }: LoadedRows, keys: readonly string[]) {
  const total = (account?.balance ?? 0) + 1;
  const records = keys.map((key) => {
    const before = found.find((record) => record.key === key);
    claim(
      Number(before?.body ?? 0) === total - 1,
      `A decision sees ${before?.body} in a counter, and ${total - 1} points.`,
    );
    const was = before ? { kind: 'counter', key, body: before.body ?? '' } : null;
    return recordOf(was, { kind: 'counter', key, body: `${total}` });
  });
  return { account: accountOf(account ?? null, accountRow('m', total, total)), records, total };
}

function entryOf(total: number) {
  return entryRow('m', total, 1, { balanceAfter: total });
}
