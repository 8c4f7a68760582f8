import type { RecordStore } from '@pointbook/core/store';
import { ResultAsync } from 'neverthrow';
import { type LedgerView, ledgerView, seenAs } from '../view/ledger-view.ts';
import { type Changes, noChanges, type Records } from '../view/records.ts';

/** A way to break a good store, to see that the conformance kit notices. */
export interface BrokenStore {
  /** What is wrong with it. */
  readonly name: string;
  /** The name of the conformance case that must fail on it. */
  readonly noticedBy: string;
  /** The good store, spoilt. */
  spoil(store: RecordStore): RecordStore;
}

/** A way to break a store of typed records. */
export interface BrokenView extends Omit<BrokenStore, 'spoil'> {
  spoil(store: LedgerView): LedgerView;
}

/** Breaks stores of rows as they are seen with typed records. */
export function ofRows(broken: readonly BrokenView[]): BrokenStore[] {
  return broken.map((each) => ({ ...each, spoil: (store) => seenAs(store, each.spoil(ledgerView(store))) }));
}

/** A store of which some parts are others. */
export function withParts(store: RecordStore, parts: Partial<RecordStore>): RecordStore {
  return { ...store, ...parts };
}

/** A store that runs `transact` in another way. */
export function withTransact(store: LedgerView, transact: LedgerView['transact']): LedgerView {
  return { transact, reader: store.reader, open: () => store.open(), close: () => store.close() };
}

/** A store of which some queries answer otherwise. */
export function withReader(store: LedgerView, queries: Partial<LedgerView['reader']>): LedgerView {
  return { ...withTransact(store, (...args) => store.transact(...args)), reader: { ...store.reader, ...queries } };
}

/** Lets others have their turn. */
export function pause(): ResultAsync<void, never> {
  return ResultAsync.fromSafePromise(new Promise((resolve) => setTimeout(resolve, 0)));
}

/** A store that writes something else than was decided; it knows what the decision saw. */
export function withWritten(store: LedgerView, change: (changes: Changes, records: Records) => Changes): LedgerView {
  return withTransact(store, (programId, keys, decide) =>
    store.transact(programId, keys, (records) => {
      const decided = decide(records);
      return 'changes' in decided ? { ...decided, changes: change(decided.changes, records) } : decided;
    }),
  );
}

/** What decisions see of one kind was read before anything was locked. */
export function unlocked(store: LedgerView, kind: 'budgets' | 'challenges' | 'jobs'): LedgerView {
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
