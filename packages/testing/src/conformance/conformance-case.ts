import type { LedgerStore, ProgramId } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import type { LedgerDump } from '../auditor/ledger-dump.ts';

/** A store under test, on an empty ledger of its own, and a way past it to what it really keeps. */
export interface ConformanceHarness<Store = LedgerStore | RecordStore> {
  readonly store: Store;
  /** Everything kept of a program, read without the store where that is possible: by plain SQL for a database. */
  dump(programId: ProgramId): Promise<LedgerDump>;
  /**
   * Ends the store and begins another on the same ledger, as a restart of the process would. A store whose ledger
   * ends with the process answers with the same store.
   */
  reopen(): Promise<Store>;
  /** Ends the store and removes its ledger. */
  close(): Promise<void>;
}

/** Makes a harness on an empty ledger; called once for each case. */
export type MakeHarness = () => Promise<ConformanceHarness>;

/** One thing that every store must do. */
export interface ConformanceCase {
  readonly name: string;
  /** The numbers of the invariants that it guards. */
  readonly invariants?: readonly number[];
  /** Rejects with a `ConformanceError` where the store does not do it. */
  run(harness: ConformanceHarness<LedgerStore>): Promise<void>;
}
