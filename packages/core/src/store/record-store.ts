import type { Result, ResultAsync } from 'neverthrow';
import type { JudgeTime } from '../kernel/clock.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Instant } from '../values/instant.ts';
import type { ProgramId } from '../values/ids.ts';
import type { RecordReader } from './record-reader.ts';
import type { LoadedRows, LoadRequest } from './load-request.ts';
import type { StoredChanges } from './stored-rows.ts';

/** What `decide` answers: changes to make durable with a value for the caller, or all that must be loaded instead. */
export type StoreDecision<Value> =
  | { readonly changes: StoredChanges; readonly value: Value }
  | { readonly request: LoadRequest };

/**
 * Pure and synchronous; a store may run it again on rows that it loaded anew.
 *
 * @param life - what tells one life of the database from another, where the store has just looked: a server that was
 * started anew, or took over from another, may lack what was committed before. Left out where nothing is ever lost.
 */
export type StoreDecide<Value> = (loaded: LoadedRows, life?: string) => StoreDecision<Value>;

/**
 * Where a ledger lives.
 *
 * @remarks What every store does, and the conformance kit of `@pointbook/testing` tries:
 *
 * - *Texts* are compared and ordered by their UTF-8 bytes, and come back as they were given: any character but U+0000
 *   and
 *   lone surrogates. Ids, keys and values have 1 to 400 characters, bodies up to 10 million.
 * - *Isolation*: a `transact` sees every commit that was acknowledged before it began, locks what its request names
 *   (also what is not there yet), and behaves as if it ran alone. One lock for a whole program conforms. A store takes
 *   locks in one order: accounts by member id, then records by kind and key, each as UTF-8 bytes.
 * - *Retries*: the store tries again by itself what a deadlock, a serialization failure or a duplicate key undid, a
 *   bounded number of times. The decision then runs on fresh rows of any request that was given for it; the last one
 *   saves a round. The store never tries a COMMIT again whose outcome it does not know: that is an error with
 *   `written: 'unknown'`, and the engine asks again.
 * - *Refused*: an entry that does not follow the member's last one, a note for an entry that has one, a unique value
 *   that another record holds, a record whose row contradicts itself. Nothing is written then (`store-rejected`).
 * - *Errors* say by their kind whether trying again may help; a driver's own error is never taken for a refused value.
 */
export interface RecordStore {
  /**
   * Loads and locks what the request names, runs `decide` on the rows and writes what it returns: all or nothing.
   * When `decide` answers with a request, the store lets go and starts again with that. The value is returned only
   * after the changes are durable; where there are none nothing is written.
   *
   * If `decide` throws, nothing is written and the promise rejects with what it threw.
   */
  transact<Value>(
    programId: ProgramId,
    request: LoadRequest,
    decide: StoreDecide<Value>,
  ): ResultAsync<Value, StoreError>;
  /** Queries over what is committed. */
  readonly rows: RecordReader;
  /**
   * The queries on a replica, which may be a little old; null where none is near enough at this moment. Left out where
   * the store has none. Core asks it for verbs that are declared with `mayLag`, and decides nothing on what it reads
   * there.
   */
  readonly replica?: (() => Promise<ReplicaReads | null>) | undefined;
  /**
   * Makes the store ready: creates or migrates its tables. The first use does that too, so the call is optional. It may
   * be repeated.
   */
  open(): ResultAsync<void, StoreError>;
  /**
   * Closes the store. It waits for running calls, and then closes the files and connections that it opened itself.
   * Calls made later fail with `store-closed`. A second call does nothing.
   */
  close(): ResultAsync<void, StoreError>;
}

/** The queries on a replica. */
export interface ReplicaReads {
  /** Every one of them sees all that was acknowledged by `asOf`, wherever it is answered in the end. */
  readonly rows: RecordReader;
  /** By the clock of this machine. */
  readonly asOf: Instant;
}

/** One transaction of the host's, joined through a driver that answers at once. */
export interface SyncTransaction {
  /** As `RecordStore.transact`, inside a savepoint of the host's open transaction. Nothing is tried again. */
  transact<Value>(programId: ProgramId, request: LoadRequest, decide: StoreDecide<Value>): Result<Value, StoreError>;
}

/** One transaction of the host's, joined through a driver that answers later. */
export interface AsyncTransaction {
  /**
   * As `RecordStore.transact`, inside a savepoint of the host's open transaction. Nothing is tried again. Calls run one
   * after another, in the order in which they were made. A store whose `rows` tell the time asks `judge` first, where
   * it is given, with the time that the host's connection tells: an error is the answer, and nothing is decided.
   */
  transact<Value>(
    programId: ProgramId,
    request: LoadRequest,
    decide: StoreDecide<Value>,
    judge?: JudgeTime | null,
  ): ResultAsync<Value, StoreError>;
}

/** A store that can take part in a transaction which the host has begun, and answers at once. */
export interface JoinableRecordStore<Connection> extends RecordStore {
  /** Joins the transaction that is open on the host's connection; its `transact` throws where none is. */
  join(connection: Connection): SyncTransaction;
}

/** A store that can take part in a transaction which the host has begun, and answers later. */
export interface AsyncJoinableRecordStore<Connection> extends RecordStore {
  /** Joins the transaction that is open on the host's connection; its `transact` rejects where none is. */
  joinAsync(connection: Connection): AsyncTransaction;
}
