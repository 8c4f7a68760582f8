import { nothingToLoad, nothingToStore, type RecordStore, type StoreError } from '@pointbook/core/store';
import type { Result } from 'neverthrow';
import { claim, claimSame, errorOf, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase, ConformanceGround } from '../../conformance/conformance-case.ts';
import { shop } from '../../conformance/sample-records.ts';
import { accountOf, accountRow, entryRow, recordOf, seenRows } from '../../rows/sample-rows.ts';

/** What a store says when its database fails: by a kind that tells whether to try again, and whether it was written. */
export const faultCases: readonly ConformanceCase[] = [
  {
    name: 'faults: a lock that another holds for too long is said so, may be tried again, and nothing was written',
    needs: ['lock'],
    async run({ rows: store, faults }) {
      await add(store);
      const held = await given(faults?.lock)(shop, 'm');
      const refused = errorOf(await add(store));
      claimRetryable(refused, ['store-locked', 'store-unavailable']);
      claimSame(refused.written, 'no', 'Whether it was written');
      await held.release();
      claimSame(valueOf(await add(store)), 2, 'The balance once the lock is free');
    },
  },
  {
    name: 'faults: after a cut the next calls are done or may be tried again, none twice',
    needs: ['cut'],
    async run({ rows: store, faults }) {
      await add(store);
      let done = 1;
      for (let round = 0; round < 3; round += 1) {
        await given(faults?.cut)();
        for (let tries = 0; ; tries += 1) {
          claim(tries < 100, 'A hundred calls after a cut, and none was done.');
          const outcome = await add(store);
          if (outcome.isErr()) claimRetryable(outcome.error, ['store-unavailable', 'store-locked']);
          done = await claimCounted(store, done, outcome);
          if (outcome.isOk()) break;
        }
      }
    },
  },
  ...(['before', 'after'] as const).map((when): ConformanceCase => ({
    name: `faults: a COMMIT that is lost ${when} it was carried out is never said to be undone when it was not, nor done twice`,
    invariants: [18, 20],
    needs: ['lose-commit'],
    async run({ rows: store, faults }) {
      let done = valueOf(await add(store));
      for (let round = 0; round < 3; round += 1) {
        await given(faults?.loseCommit)(when);
        const outcome = await add(store);
        if (outcome.isErr()) claimRetryable(outcome.error, ['store-unavailable']);
        done = await claimCounted(store, done, outcome);
        claimSame(valueOf(await add(store)), done + 1, 'The balance after the next call');
        done += 1;
      }
    },
  })),
];

function given<Fault>(fault: Fault | undefined): Fault {
  claim(fault !== undefined, 'The harness offers no such fault.');
  return fault;
}

function claimRetryable({ kind, retryable, message }: StoreError, kinds: readonly string[]): void {
  claim(kinds.includes(kind), `The error should be ${kinds.join(' or ')}, and not ${kind}: ${message}`);
  claim(retryable, `An error of kind ${kind} may be tried again.`);
}

/** What is there fits what was said of it; answers how many were added in all. */
async function claimCounted(
  store: ConformanceGround['rows'],
  before: number,
  outcome: Result<number, StoreError>,
): Promise<number> {
  const { accounts, records } = await seenRows(store, { accounts: ['m'], records: [counter] });
  const now = accounts[0]?.balance ?? 0;
  claimSame(records[0]?.body, `${now}`, 'The record that was written with the account');
  if (outcome.isOk())
    claimSame([now, outcome.value], [before + 1, before + 1], 'The balance, and what the caller was told');
  else if (outcome.error.written === 'no') claimSame(now, before, 'The balance after nothing was written');
  else claim(now === before || now === before + 1, `A balance of ${before} became ${now} by one call.`);
  claimSame(valueOf(await store.rows.entries(shop, null, 999)).length, now, 'How many entries there are');
  return now;
}

const counter = { kind: 'counter', key: 'k' };

/** Adds one point to the member, and one to a record; answers the balance. */
async function add(store: RecordStore): Promise<Result<number, StoreError>> {
  const request = { ...nothingToLoad, accounts: ['m'], records: [counter] };
  return store.transact(shop, request, ({ accounts: [account = null], records: [record] }) => {
    const next = (account?.balance ?? 0) + 1;
    return {
      changes: {
        ...nothingToStore,
        accounts: [accountOf(account, accountRow('m', next, next))],
        entries: [entryRow('m', next, 1, { balanceAfter: next })],
        records: [recordOf(record ? { ...counter, body: record.body ?? '' } : null, { ...counter, body: `${next}` })],
      },
      value: next,
    };
  });
}
