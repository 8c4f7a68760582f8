import {
  type LoadRequest,
  nothingToLoad,
  nothingToStore,
  type StoreDecide,
  type StoreError,
} from '@pointbook/core/store';
import type { Result } from 'neverthrow';
import { claim, claimSame, errorOf, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase, Joined } from '../../conformance/conformance-case.ts';
import { shop } from '../../conformance/sample-records.ts';
import { accountOf, accountRow, entryRow, newRecords, readRows, recordOf, writeRows } from '../../rows/sample-rows.ts';

/** What a store promises within a transaction of the host's. */
export const joinCases: readonly ConformanceCase[] = [
  {
    name: 'join: what was written is the host’s to commit or to roll back, and nobody else sees it before',
    invariants: [20, 22],
    needs: ['join', 'read-beside'],
    async run({ rows: store, begin }) {
      valueOf(await store.open());
      for (const [end, committed] of [
        ['rollback', 0],
        ['commit', 2],
      ] as const) {
        const host = await begin('usual');
        claimSame(valueOf(await add(host.joined)), 1, 'The balance after the first call');
        claimSame(valueOf(await add(host.joined)), 2, 'The balance after the second, which sees the first');
        claimSame(await balanceIn(store), 0, 'The balance that others see');
        await host[end]();
        claimSame(await balanceIn(store), committed, `The balance after the ${end}`);
      }
    },
  },
  {
    name: 'join: a call that fails undoes itself alone',
    invariants: [20],
    needs: ['join'],
    async run({ rows: store, begin }) {
      await writeRows(store, { records: newRecords([{ kind: 'tag', key: 'a', body: '', uniques: { serial: '1' } }]) });
      const host = await begin('usual');
      valueOf(await add(host.joined));
      const twice = newRecords([
        { kind: 'parcel', key: 'p', body: 'not to be kept' },
        { kind: 'tag', key: 'b', body: '', uniques: { serial: '1' } },
      ]);
      const changes = { ...nothingToStore, records: twice };
      const refused = errorOf(await within(host.joined, nothingToLoad, () => ({ changes, value: null })));
      claimSame([refused.kind, refused.written], ['store-rejected', 'no'], 'The error of a second holder');
      const mistake = new Error('a mistake in a decision');
      const caught = await within(host.joined, nothingToLoad, () => {
        throw mistake;
      }).catch((thrown: unknown) => thrown);
      claim(caught === mistake, 'The caller should get what the decision threw.');
      claimSame(valueOf(await add(host.joined)), 2, 'The balance after the next call');
      await host.commit();
      claimSame(await balanceIn(store), 2, 'The balance after the commit');
      claimSame(valueOf(await store.rows.records(shop, 'parcel', null, 9)), [], 'What the failed call wrote');
    },
  },
  {
    name: 'join: a decision that asks for more is run again with all of it',
    needs: ['join'],
    async run({ rows: store, begin }) {
      await writeRows(store, { records: newRecords([{ kind: 'parcel', key: 'p', body: 'here' }]) });
      const host = await begin('usual');
      const more = { ...nothingToLoad, accounts: ['m'], records: [{ kind: 'parcel', key: 'p' }] };
      const answer = await within(host.joined, { ...nothingToLoad, accounts: ['m'] }, ({ records: [record] }) =>
        record === undefined ? { request: more } : { changes: nothingToStore, value: record.body },
      );
      claimSame(valueOf(answer), 'here', 'The answer');
      await host.rollback();
    },
  },
  {
    name: 'join: calls at the same time run one after another, in their order, also past one that fails',
    invariants: [20],
    needs: ['join'],
    async run({ rows: store, begin }) {
      const host = await begin('usual');
      const order: number[] = [];
      const calls = Array.from({ length: 8 }, async (_, index) =>
        add(host.joined, () => {
          order.push(index);
          if (index === 3) throw new Error('a mistake in a decision');
        }),
      );
      const settled = await Promise.allSettled(calls);
      const answers = settled.map((each) => (each.status === 'fulfilled' ? valueOf(each.value) : 'rejected'));
      // A store may run a decision again, but not after the next one has begun.
      const turns = order.filter((index, at) => index !== order[at - 1]);
      claimSame(turns, [0, 1, 2, 3, 4, 5, 6, 7], 'The order of the decisions');
      claimSame(answers, [1, 2, 3, 'rejected', 4, 5, 6, 7], 'The balances after each call');
      await host.commit();
      claimSame(await balanceIn(store), 7, 'The balance after the commit');
    },
  },
  {
    name: 'join: a call after the transaction has ended is refused, and writes nothing',
    invariants: [20],
    needs: ['join'],
    async run({ rows: store, begin }) {
      valueOf(await store.open());
      for (const end of ['commit', 'rollback'] as const) {
        const host = await begin('usual');
        await host[end]();
        const late = await add(host.joined).then(
          () => 'answered',
          () => 'rejected',
        );
        claimSame(late, 'rejected', `What became of a call after the ${end}`);
        claimSame(await balanceIn(store), 0, `The balance after the ${end}`);
      }
    },
  },
  {
    name: 'join: where plain reads are of an earlier moment, nothing is decided on them',
    invariants: [7, 23],
    needs: ['snapshot', 'read-beside'],
    async run({ rows: store, begin }) {
      await writeRows(store, { records: newRecords([{ ...counter, body: '5' }]) });
      valueOf(await add(store));
      const host = await begin('snapshot');
      // By somebody else, after the moment that the host's plain reads are of.
      valueOf(await add(store));
      await writeRows(store, { records: [recordOf({ ...counter, body: '5' }, { ...counter, body: '6' })] });
      const added = await add(host.joined);
      const counted = await countOn(host.joined);
      await host.commit().catch(() => null);
      const balance = await balanceIn(store);
      const body = (await readRows(store, { records: [counter] })).records[0]?.body;
      if (added.isOk()) claimSame(added.value, 3, 'The balance that was decided on');
      if (counted.isOk()) claimSame(counted.value, '7', 'The count that was decided on');
      claim(balance === 2 || (added.isOk() && balance === 3), `Two points, and one more, came to ${balance}.`);
      claim(body === '6' || (counted.isOk() && body === '7'), `Six, and one more, came to ${body}.`);
    },
  },
];

const counter = { kind: 'counter', key: 'k' };

/** Runs a decision, whether the driver answers at once or later; what it throws rejects. */
async function within<Value>(
  joined: Joined,
  request: LoadRequest,
  decide: StoreDecide<Value>,
): Promise<Result<Value, StoreError>> {
  return joined.transact(shop, request, decide);
}

/** Adds one point to the member; answers the balance. */
async function add(joined: Joined, deciding = () => {}): Promise<Result<number, StoreError>> {
  return within(joined, { ...nothingToLoad, accounts: ['m'] }, ({ accounts: [account = null] }) => {
    deciding();
    const next = (account?.balance ?? 0) + 1;
    return {
      changes: {
        ...nothingToStore,
        accounts: [accountOf(account, accountRow('m', next, next))],
        entries: [entryRow('m', next, 1, { balanceAfter: next })],
      },
      value: next,
    };
  });
}

/** Adds one to the record; answers what it came to. */
async function countOn(joined: Joined): Promise<Result<string, StoreError>> {
  return within(joined, { ...nothingToLoad, records: [counter] }, ({ records: [record] }) => {
    const body = record?.body ?? '';
    const next = `${Number(body) + 1}`;
    const changes = { ...nothingToStore, records: [recordOf({ ...counter, body }, { ...counter, body: next })] };
    return { changes, value: next };
  });
}

async function balanceIn(store: Parameters<typeof readRows>[0]): Promise<number> {
  return (await readRows(store, { accounts: ['m'] })).accounts[0]?.balance ?? 0;
}
