import type { LedgerStore } from '@pointbook/core';
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
