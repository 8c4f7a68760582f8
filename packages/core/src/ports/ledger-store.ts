import type { Result, ResultAsync } from 'neverthrow';
import type { ProgramId } from '../values/ids.ts';
import type { Changes, RecordKeys, Records } from '../records/records.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { LedgerReader } from './ledger-reader.ts';

/** What `decide` answers: changes to make durable with a value for the caller, or the keys that it needs as well. */
export type Decided<T> = { readonly changes: Changes; readonly value: T } | { readonly needs: RecordKeys };

/** Pure and synchronous; a store may run it again on fresh records. */
export type Decide<T> = (records: Records) => Decided<T>;

/**
 * Where a ledger lives.
 *
 * @remarks Every adapter passes the conformance kit of `@pointbook/testing`.
 */
export interface LedgerStore {
  /**
   * Loads and locks the named records, runs `decide` on them and writes what it returns: all or nothing, as if
   * nothing else ran. When `decide` answers `needs`, the store lets go and starts again with the union of the
   * keys. The value is returned only after the changes are durable; where there are no changes nothing is written.
   *
   * Concurrency: any number of callers and processes; each call sees every call that was acknowledged before it.
   * If `decide` throws, nothing is written and the promise rejects with what it threw.
   */
  transact<T>(programId: ProgramId, keys: RecordKeys, decide: Decide<T>): ResultAsync<T, StoreError>;
  /** Queries over what is committed. */
  readonly reader: LedgerReader;
  /** Makes the store ready (schema created or migrated); called once or often, or left out: the first use opens too. */
  open(): ResultAsync<void, StoreError>;
  /** Lets go of files and connections that the store opened itself; a second call does nothing. */
  close(): ResultAsync<void, StoreError>;
}

/** One transaction of the host's, joined through a driver that answers at once. */
export interface SyncTransaction {
  /** As `LedgerStore.transact`, inside a savepoint of the host's open transaction. */
  transact<T>(programId: ProgramId, keys: RecordKeys, decide: Decide<T>): Result<T, StoreError>;
}

/** One transaction of the host's, joined through a driver that answers later. */
export interface AsyncTransaction {
  /**
   * As `LedgerStore.transact`, inside a savepoint of the host's open transaction. Calls run one after another, in the
   * order in which they were made.
   */
  transact<T>(programId: ProgramId, keys: RecordKeys, decide: Decide<T>): ResultAsync<T, StoreError>;
}

/** A store that can take part in a transaction which the host has begun, and answers at once. */
export interface JoinableStore<Connection> extends LedgerStore {
  /** Joins the transaction that is open on the host's connection; its `transact` throws where none is. */
  join(connection: Connection): SyncTransaction;
}

/** A store that can take part in a transaction which the host has begun, and answers later. */
export interface AsyncJoinableStore<Connection> extends LedgerStore {
  /** Joins the transaction that is open on the host's connection; its `transact` rejects where none is. */
  joinAsync(connection: Connection): AsyncTransaction;
}
