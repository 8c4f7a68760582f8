import type { Clock } from '../kernel/clock.ts';
import type { Program } from '../program/program.ts';
import type { Reads } from '../store/reads.ts';

/** What verbs that read work with. */
export interface ReadingHost {
  /** The rules of now. */
  readonly program: Program;
  /** What is committed of the ledger. */
  readonly reads: Reads;
  /** Tells the time. */
  readonly clock: Clock;
}
