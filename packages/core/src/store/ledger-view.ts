import { coreKinds } from '../records/kinds.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import { ledgerRecords } from './ledger-record.ts';
import { viewOf } from './record-view.ts';
import type { KindsByName } from './kinds-by-name.ts';
import type { RecordStore } from './record-store.ts';

/** The kinds of a ledger by name: those that every ledger knows, and those of plugins. */
export function kindsByName(more: readonly (typeof coreKinds)[number][] = []): KindsByName {
  return new Map([...coreKinds, ledgerRecords, ...more].map((kind) => [kind.kind, kind]));
}

/** A store of rows, seen as one of typed records. A store of typed records is its own view. */
export function ledgerView(store: LedgerStore | RecordStore, kinds: KindsByName = kindsByName()): LedgerStore {
  return isRecordStore(store) ? viewOf(store, kinds) : store;
}

/** Whether a store keeps rows. */
export function isRecordStore(store: LedgerStore | RecordStore): store is RecordStore {
  return 'rows' in store;
}
