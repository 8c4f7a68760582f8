// What a store is made of: for those who write one.
export { storeErrorKinds } from './kernel/store-error-kinds.ts';
export { storeError, type StoreError, type StoreErrorKind } from './kernel/store-error.ts';
export type { JudgeTime } from './kernel/clock.ts';
export { CommitFailure, DecisionFailure, StoreFailure } from './kernel/store-failure.ts';
export { isHostsOwn, othersFirst } from './kernel/engine/next-turn.ts';
export { nothingToLoad } from './store/load-request.ts';
export type * from './store/load-request.ts';
export type * from './store/record-reader.ts';
export type * from './store/record-store.ts';
export { nothingToStore } from './store/stored-rows.ts';
export type * from './store/stored-rows.ts';
export type * from './store/sum-rows.ts';
export { ledgerOfRows, type DecodedLedger, type LedgerRows } from './store/ledger-of-rows.ts';
export { tillKinds } from './store/till-kinds.ts';
export { checkOptionNames, type OptionNames } from './values/option-names.ts';
export { byBytes } from './values/by-bytes.ts';
export { entryCauses } from './ledger/entry-words.ts';
export { coreWords } from './store/core-words.ts';
export type { AnyRecordKind, ColumnType } from './kernel/record.ts';
export { type FieldPlace, placeOf } from './kernel/forms/place-of.ts';
// How core writes its records as rows, and reads them: for tests of stores.
export { memberOfRow, storedAccount } from './store/account-rows.ts';
export { entryOfRow, storedEntry } from './store/entry-rows.ts';
export { type Reads, readsOf } from './store/reads.ts';
export { recordChange, recordOfRow, storedVersion, versionOfRow } from './store/record-rows.ts';
