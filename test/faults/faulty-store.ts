import { nothingToStore, type RecordStore, storeError } from '@pointbook/core/store';
import { err, ResultAsync } from 'neverthrow';

/** How a commit goes wrong: refused, or its answer is lost, and then it is there or not. */
export type CommitFault = 'refused' | 'lost, and written' | 'lost, and not written';

/** A good store whose next commits go wrong; the decisions run as they always do. */
export function faultyStore(inner: RecordStore) {
  const faults: CommitFault[] = [];
  const transact: RecordStore['transact'] = (programId, request, decide) => {
    const fault = faults.shift();
    if (fault === undefined) return inner.transact(programId, request, decide);
    const written = fault === 'refused' ? 'no' : 'unknown';
    const failure = storeError({ kind: 'store-unavailable', message: `The commit was ${fault}.`, written });
    const run = async () => {
      await inner.transact(programId, request, (rows) => {
        const decided = decide(rows);
        return 'request' in decided || fault === 'lost, and written'
          ? decided
          : { ...decided, changes: nothingToStore };
      });
      return err(failure);
    };
    return new ResultAsync(run());
  };
  const store: RecordStore = { ...inner, transact };
  return {
    store,
    fail: (fault: CommitFault, times: number) => void faults.push(...Array<CommitFault>(times).fill(fault)),
  };
}
