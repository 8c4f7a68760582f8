import { noChanges, type Changes, type LedgerStore, type Records } from '@pointbook/core';
import { ResultAsync } from 'neverthrow';

/** A way to break a good store, to see that the conformance kit notices. */
export interface BrokenStore {
  /** What is wrong with it. */
  readonly name: string;
  /** The good store, spoilt. */
  spoil(store: LedgerStore): LedgerStore;
}

/** A store that runs `transact` in another way. */
export function withTransact(store: LedgerStore, transact: LedgerStore['transact']): LedgerStore {
  return { transact, reader: store.reader, open: () => store.open(), close: () => store.close() };
}

/** A store of which some queries answer otherwise. */
export function withReader(store: LedgerStore, queries: Partial<LedgerStore['reader']>): LedgerStore {
  return { ...withTransact(store, (...args) => store.transact(...args)), reader: { ...store.reader, ...queries } };
}

/** Lets others have their turn. */
export function pause(): ResultAsync<void, never> {
  return ResultAsync.fromSafePromise(new Promise((resolve) => setTimeout(resolve, 0)));
}

/** A store that writes something else than was decided; it knows what the decision saw. */
export function withWritten(store: LedgerStore, change: (changes: Changes, records: Records) => Changes): LedgerStore {
  return withTransact(store, (programId, keys, decide) =>
    store.transact(programId, keys, (records) => {
      const decided = decide(records);
      return 'changes' in decided ? { ...decided, changes: change(decided.changes, records) } : decided;
    }),
  );
}

/** What decisions see of one kind was read before anything was locked. */
export function unlocked(store: LedgerStore, kind: 'budgets' | 'challenges' | 'jobs'): LedgerStore {
  return withTransact(store, (programId, keys, decide) =>
    store
      .transact(programId, { [kind]: keys[kind] ?? [] }, (records) => ({ changes: noChanges, value: records[kind] }))
      .andThen((stale) => pause().map(() => stale))
      .andThen((stale) =>
        store.transact(programId, keys, (records) =>
          decide({ ...records, [kind]: new Map<unknown, unknown>([...records[kind], ...stale]) }),
        ),
      ),
  );
}
