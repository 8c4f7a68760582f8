import type { AnyPlugin, BoundList, JoinedList, JoinedPluginVerbs } from '../kernel/plugin.ts';
import type { AsyncJoinableRecordStore, JoinableRecordStore } from '../store/record-store.ts';
import type { quotingVerbs } from './quoting-verbs.ts';
import type { readingVerbs } from './reading-verbs.ts';
import type { writingVerbs } from './writing-verbs.ts';
import type { ResultAsync } from 'neverthrow';
import type { Ports } from '../store/ports.ts';
import type { StoreError } from '../kernel/store-error.ts';

/**
 * The verbs that write.
 *
 * @remarks Points are whole numbers; money is in minor units. Every verb is safe to call again with the same command:
 * it answers what it did before and writes nothing. The same id with another command is `idempotency-key-reused`.
 * A verb that fails has written nothing, unless its error says `written: 'unknown'`: then send the same command again.
 * Where a plugin reacts to what a verb writes, the verb may also fail with `reaction-refused` and `reaction-failed`.
 * Where a plugin removes records, it may fail with `record-removed`. None of the three is retryable.
 */
export type WritingVerbs = BoundList<typeof writingVerbs>;

/** The verbs that read what is committed, and those that take several commits. */
export type ReadingVerbs = BoundList<typeof readingVerbs>;

/** The verbs that compute from the program alone: they answer at once, and a till can ask them offline. */
export type QuotingVerbs = BoundList<typeof quotingVerbs>;

/**
 * A program's ledger: every verb that a point of sale needs.
 *
 * @remarks Verbs may be called at the same time from any number of callers and processes. Each has its documentation,
 * with an example, at the function of the same name.
 */
export interface Pointbook extends WritingVerbs, ReadingVerbs, QuotingVerbs {
  /** What its verbs work with. Give it to a verb that you call as a function: `getBalance(pointbook.ports)`. */
  readonly ports: Ports;
  /** The plugins that it was made with: `verbsOf(pointbook.plugins)` lists all its verbs. */
  readonly plugins: readonly AnyPlugin[];
  /**
   * Writes records in the formats of this library from now on. Call it once all processes that use the ledger run this
   * version or a newer one: older ones cannot read what is written then, and are refused.
   */
  finishUpgrade(): ResultAsync<void, StoreError>;
  /**
   * Opens the store, and checks that this process may write to the ledger. Without this call, the first use opens it,
   * and the first write checks.
   */
  open(): ResultAsync<void, StoreError>;
  /** Closes the connections and files that the store opened itself. */
  close(): ResultAsync<void, StoreError>;
}

/** A ledger whose store can join the host's own transaction. */
export interface JoinablePointbook<Connection> extends Pointbook {
  /** The writing verbs inside the transaction that is open on this connection; they throw where none is open. */
  within(connection: Connection): JoinedPointbook;
}

/** A ledger whose store can join the host's own transaction through a driver that answers later. */
export interface AsyncJoinablePointbook<Connection> extends Pointbook {
  /** The writing verbs inside the transaction that is open on this connection; they reject where none is open. */
  within(connection: Connection): AsyncJoinedPointbook;
}

/**
 * The writing verbs inside the host's own transaction: they commit and roll back with it, and answer at once.
 *
 * @remarks Nothing is retried and no call waits for another. A failure leaves the host's transaction usable.
 */
export type JoinedPointbook<Plugins extends readonly AnyPlugin[] = []> = JoinedList<typeof writingVerbs, 'sync'> &
  JoinedPluginVerbs<Plugins, 'sync'>;

/**
 * The writing verbs inside the host's own transaction, through a driver that answers later: they commit and roll back
 * with it. Await each before the transaction ends.
 *
 * @remarks Nothing is retried, and calls run in the order in which they were made. A failure leaves the host's
 * transaction usable.
 */
export type AsyncJoinedPointbook<Plugins extends readonly AnyPlugin[] = []> = JoinedList<typeof writingVerbs, 'async'> &
  JoinedPluginVerbs<Plugins, 'async'>;

/** The way into the host's own transaction, where the ledger's store has one. */
export type Within<Store, Plugins extends readonly AnyPlugin[]> =
  Store extends JoinableRecordStore<infer Connection>
    ? {
        /** The writing verbs inside the transaction that is open on this connection; they throw where none is open. */
        within(connection: Connection): JoinedPointbook<Plugins>;
      }
    : Store extends AsyncJoinableRecordStore<infer Connection>
      ? {
          /**
           * The writing verbs inside the transaction that is open on this connection; they reject where none is open.
           */
          within(connection: Connection): AsyncJoinedPointbook<Plugins>;
        }
      : unknown;
