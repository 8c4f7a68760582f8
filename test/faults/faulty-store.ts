import { type LedgerStore, noChanges, storeError } from '@pointbook/core';
import { err, ResultAsync } from 'neverthrow';

/** How a commit goes wrong: refused, or its answer is lost, and then it is there or not. */
export type CommitFault = 'refused' | 'lost, and written' | 'lost, and not written';

/** A good store whose next commits go wrong; the decisions run as they always do. */
export function faultyStore(inner: LedgerStore) {
  const faults: CommitFault[] = [];
  const transact: LedgerStore['transact'] = (programId, keys, decide) => {
    const fault = faults.shift();
    if (fault === undefined) return inner.transact(programId, keys, decide);
    const written = fault === 'refused' ? 'no' : 'unknown';
    const failure = storeError({ kind: 'store-unavailable', message: `The commit was ${fault}.`, written });
    const run = async () => {
      await inner.transact(programId, keys, (records) => {
        const decided = decide(records);
        return 'needs' in decided || fault === 'lost, and written' ? decided : { ...decided, changes: noChanges };
      });
      return err(failure);
    };
    return new ResultAsync(run());
  };
  const store: LedgerStore = { transact, reader: inner.reader, open: () => inner.open(), close: () => inner.close() };
  return {
    store,
    fail: (fault: CommitFault, times: number) => void faults.push(...Array<CommitFault>(times).fill(fault)),
  };
}
