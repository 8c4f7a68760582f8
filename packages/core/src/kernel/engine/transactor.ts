import type { ResultAsync } from 'neverthrow';
import type { Draft } from '../draft/draft.ts';
import type { Loaded } from '../draft/loaded.ts';
import type { StoreError } from '../store-error.ts';
import type { Wanted } from '../draft/wanted.ts';

/** What a batch answers: its value and the draft to write, or what must be loaded besides. */
export type Decided<Value> = { readonly value: Value; readonly draft: Draft } | { readonly wanted: Wanted };

/** Pure and synchronous; it runs again on records that were loaded anew. */
export type Decide<Value> = (loaded: Loaded) => Decided<Value>;

/** How the kernel reaches one program's records: what is between the engine and a store. */
export interface Transactor {
  /** Loads and locks what is wanted, decides, and writes the draft: all or nothing. */
  transact<Value>(wanted: Wanted, decide: Decide<Value>): ResultAsync<Value, StoreError>;
}
