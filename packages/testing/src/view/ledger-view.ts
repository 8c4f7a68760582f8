import type { ProgramId } from '@pointbook/core';
import type { RecordStore, StoreError } from '@pointbook/core/store';
import type { ResultAsync } from 'neverthrow';
import type { LedgerReader } from './ledger-reader.ts';
import { readerOf } from './reader-of.ts';
import type { Decide, RecordKeys } from './records.ts';
import { transactOn } from './transact-on.ts';

/** A store of rows, seen by tests as one of typed records. */
export interface LedgerView {
  /** As `RecordStore.transact`, with typed records in place of rows. */
  transact<T>(programId: ProgramId, keys: RecordKeys, decide: Decide<T>): ResultAsync<T, StoreError>;
  /** Queries over what is committed. */
  readonly reader: LedgerReader;
  /** As that of the store. */
  open(): ResultAsync<void, StoreError>;
  /** As that of the store. */
  close(): ResultAsync<void, StoreError>;
}

const views = new WeakMap<RecordStore, LedgerView>();

/** A store that is seen otherwise than it is: stores that are broken on purpose. */
export function seenAs(store: RecordStore, view: LedgerView): RecordStore {
  const seen = { ...store };
  views.set(seen, view);
  return seen;
}

/** A store of rows, seen as one of typed records. */
export function ledgerView(store: RecordStore): LedgerView {
  const known = views.get(store);
  if (known !== undefined) return known;
  return {
    transact: (programId, keys, decide) => transactOn(store, programId, keys, decide),
    reader: readerOf(store.rows),
    open: () => store.open(),
    close: () => store.close(),
  };
}
