import type { AnyCheck } from '../kernel/check.ts';
import type { KindsByName } from '../kernel/record.ts';
import type { Program } from '../program/program.ts';
import type { Reads } from '../store/reads.ts';
import type { RecordStore } from '../store/record-store.ts';

/** What checks of records work with. */
export interface CheckingHost {
  readonly program: Program;
  readonly reads: Reads;
  readonly store: Pick<RecordStore, 'rows'>;
  readonly kinds: KindsByName;
  readonly checks: readonly AnyCheck[];
}
