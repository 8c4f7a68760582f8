import type { LedgerStore } from '../ports/ledger-store.ts';
import { viewOf } from './record-view.ts';
import { kindsByName } from './kinds-by-name.ts';
import type { KindsByName } from './loading.ts';
import type { RecordStore } from './record-store.ts';

/** A store of rows, seen as one of typed records. A store of typed records is its own view. */
export function ledgerView(store: LedgerStore | RecordStore, kinds: KindsByName = kindsByName()): LedgerStore {
  return isRecordStore(store) ? viewOf(store, kinds) : store;
}

/** Whether a store keeps rows. */
export function isRecordStore(store: LedgerStore | RecordStore): store is RecordStore {
  return 'rows' in store;
}
