import { errAsync, ok, okAsync, type ResultAsync } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import type { Clock } from '../kernel/clock.ts';
import { Draft } from '../kernel/draft.ts';
import { readClock } from '../kernel/read-clock.ts';
import type { Ref } from '../kernel/record.ts';
import { type StoreError } from '../kernel/store-error.ts';
import { uniteWanted, type Wanted, wantedOf } from '../kernel/wanted.ts';
import type { Program } from '../program/program.ts';
import { foundIn, requestOf } from './loading.ts';
import { type KindsByName } from './kinds-by-name.ts';
import type { RecordStore } from './record-store.ts';

/** What reading a book needs of a host. */
export interface BookHost {
  /** The rules of the ledger. */
  readonly program: Program;
  /** Tells the time. */
  readonly clock: Clock;
  /** The kinds of records that the ledger knows. */
  readonly kinds: KindsByName;
  /** The store that the ledger is kept in. */
  readonly keptIn: Pick<RecordStore, 'rows'>;
}

/**
 * Reads committed records as a decision would, without locks: `look` is pure, and runs again when it asks for more than
 * `reads` names. What it writes is lost. Where it runs again, what it sees is of the last moment.
 */
export function readBook<Value>(
  { program, clock, kinds, keptIn }: BookHost,
  reads: readonly Ref[],
  look: (book: Book) => Value,
): ResultAsync<Value, StoreError> {
  const now = readClock(clock);
  const read = (wanted: Wanted): ResultAsync<Value, StoreError> =>
    keptIn.rows.load(program.programId, requestOf(wanted)).andThen((rows) => {
      const draft = new Draft(foundIn(rows, wanted, kinds), now, program);
      const seen = draft.run(() => ok(look(draft)));
      if (draft.wanted !== null) return read(uniteWanted(wanted, draft.wanted));
      return seen === null || seen.isErr() ? errAsync(seen?.error as never) : okAsync(seen.value);
    });
  return read(wantedOf(reads));
}
