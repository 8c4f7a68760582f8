import type { ProgramId } from '@pointbook/core';
import type { AsyncTransaction, RecordStore, SyncTransaction } from '@pointbook/core/store';
import type { LedgerDump } from '../auditor/ledger-dump.ts';
import type { LedgerView } from '../view/ledger-view.ts';

/** A store under test, on an empty ledger of its own, and a way past it to what it really keeps. */
export interface ConformanceHarness<Store = RecordStore> {
  /** The store under test. */
  readonly store: Store;
  /** Everything kept of a program, read without the store where that is possible: by plain SQL for a database. */
  dump(programId: ProgramId): Promise<LedgerDump>;
  /**
   * Ends the store and begins another on the same ledger, as a restart of the process would. A store whose ledger
   * ends with the process answers with the same store.
   */
  reopen(): Promise<Store>;
  /**
   * One more store on the same ledger, as a second process has: with connections of its own, and nothing opened yet. It
   * may be asked for more than once; `close` ends them all. Left out where one process alone can use a ledger.
   */
  second?(): Promise<Store>;
  /** Ways to make the database fail; what is left out cannot be tried. */
  readonly faults?: StoreFaults;
  /** Begins a transaction of the host's; left out where the store has no `join` and no `joinAsync`. */
  begin?(isolation: HostIsolation): Promise<HostTransaction>;
  /** Ends the store and removes its ledger. */
  close(): Promise<void>;
}

/** Ways to make a database fail under its store. */
export interface StoreFaults {
  /**
   * Locks what a write of this member needs, as another process would (a store may lock more: the program, the file),
   * for longer than the store waits.
   */
  lock?(programId: ProgramId, memberId: string): Promise<{ release(): Promise<void> }>;
  /** Cuts all connections of the store. */
  cut?(): Promise<void>;
  /**
   * Loses the next COMMIT of the store: before the database carries it out, or after it, so that only the answer is
   * lost.
   */
  loseCommit?(when: 'before' | 'after'): Promise<void>;
}

/**
 * `usual`: as the store advises its hosts to begin. `snapshot`: every plain read is of the moment at which `begin`
 * answered.
 */
export type HostIsolation = 'usual' | 'snapshot';

/** A transaction of the host's, on a connection of the host's. */
export interface HostTransaction {
  /** What `join` or `joinAsync` takes. */
  readonly connection: unknown;
  /** Commits the transaction. */
  commit(): Promise<void>;
  /** Rolls the transaction back. */
  rollback(): Promise<void>;
}

/**
 * Makes a harness on an empty ledger; called once for each case, with what the case needs. Where that is `lock` the
 * store should be impatient, because the case waits until it gives up; a way to the database that can be cut is needed
 * for `cut` and `lose-commit` alone.
 */
export type MakeHarness = (needs: readonly Need[]) => Promise<ConformanceHarness>;

/**
 * What a case needs beside a store that can be restarted.
 *
 * - `second`, `lock`, `cut`, `lose-commit`: that part of the harness.
 * - `join`: `begin`, and a store that joins. - `snapshot`: a database that has transactions of that isolation besides.
 * - `read-beside`: a database that answers others while such a transaction is open.
 */
export type Need = 'second' | 'lock' | 'cut' | 'lose-commit' | 'join' | 'snapshot' | 'read-beside';

/** What a case runs on: a harness whose store is seen as one of typed records, and the store of rows itself. */
export interface ConformanceGround extends Omit<ConformanceHarness<LedgerView>, 'second' | 'begin'> {
  /** The store under test, at the port of rows. */
  readonly rows: RecordStore;
  /** Ends the store and begins another on the same ledger. */
  reopenRows(): Promise<RecordStore>;
  /** Begins one more store on the same ledger, as a second process has. */
  second(): Promise<RecordStore>;
  /** A transaction of the host's, and the store within it. */
  begin(isolation: HostIsolation): Promise<HostTransaction & { readonly joined: Joined }>;
}

/** The store within a transaction of the host's, whether it answers at once or later. */
export type Joined = SyncTransaction | AsyncTransaction;

/** One thing that every store must do. */
export interface ConformanceCase {
  /** No two cases have the same. */
  readonly name: string;
  /** The numbers of the invariants that it guards. */
  readonly invariants?: readonly number[];
  /** What the harness must offer; the case is left out where it does not. */
  readonly needs?: readonly Need[];
  /** Rejects with a `ConformanceError` where the store does not do it. */
  run(ground: ConformanceGround): Promise<void>;
}
