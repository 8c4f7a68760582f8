import type { AsyncJoinableRecordStore, JoinableRecordStore } from '@pointbook/core/store';
import { claim } from './claim.ts';
import type { ConformanceGround, ConformanceHarness, HostIsolation, Joined } from './conformance-case.ts';
import { ledgerView } from '../view/ledger-view.ts';

/** What cases run on: the harness, its store in both forms, and what the harness need not have. */
export function groundOf(harness: ConformanceHarness): ConformanceGround {
  let store = harness.store;
  const reopen = async () => {
    store = await harness.reopen();
    return store;
  };
  return {
    store: ledgerView(store),
    dump: (programId) => harness.dump(programId),
    reopen: async () => ledgerView(await reopen()),
    ...(harness.faults === undefined ? {} : { faults: harness.faults }),
    close: async () => harness.close(),
    get rows() {
      return store;
    },
    reopenRows: reopen,
    second: async () => {
      claim(harness.second !== undefined, 'The harness offers no second store.');
      return harness.second();
    },
    begin: async (isolation: HostIsolation) => {
      claim(harness.begin !== undefined, 'The harness begins no transactions of a host.');
      const host = await harness.begin(isolation);
      return {
        joined: joinedTo(store, host.connection),
        commit: async () => host.commit(),
        rollback: async () => host.rollback(),
        connection: host.connection,
      };
    },
  };
}

function joinedTo(store: object, connection: unknown): Joined {
  if ('join' in store) return (store as JoinableRecordStore<unknown>).join(connection);
  claim('joinAsync' in store, 'The store has neither `join` nor `joinAsync`.');
  return (store as AsyncJoinableRecordStore<unknown>).joinAsync(connection);
}
