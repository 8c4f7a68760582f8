import type { Clock } from '../kernel/clock.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { Program } from '../program/program.ts';

/** What verbs that read work with. */
export interface ReadingHost {
  /** The rules of now. */
  readonly program: Program;
  /** Where the ledger is read. */
  readonly store: Pick<LedgerStore, 'reader'>;
  /** Tells the time. */
  readonly clock: Clock;
}
