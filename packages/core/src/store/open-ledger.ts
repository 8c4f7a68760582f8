import { errAsync, ok, okAsync, type ResultAsync } from 'neverthrow';
import { Draft } from '../kernel/draft/draft.ts';
import { readClock } from '../kernel/read-clock.ts';
import type { Clock } from '../kernel/clock.ts';
import { type StoreError, storeError } from '../kernel/store-error.ts';
import type { Transactor } from '../kernel/engine/transactor.ts';
import { wantedOf } from '../kernel/draft/wanted.ts';
import type { Program } from '../program/program.ts';
import { readStored } from '../program/parsing/stored-program.ts';
import { ledgerKey, ledgerRecords, type LedgerSetting, upgradedBy } from './ledger-record.ts';
import type { Reads } from './reads.ts';
import type { RecordReader } from './record-reader.ts';

/** Asks the ledger whether this process may write to it; nothing is written. */
export function openLedger(transactor: Transactor): ResultAsync<void, StoreError> {
  return transactor.transact(new Map(), (loaded) => ({ value: undefined, draft: new Draft(loaded, 0 as never, null) }));
}

/** What a program is opened on. */
export interface OpenedProgram {
  readonly program: Program;
  readonly reads: Pick<Reads, 'versions'>;
  readonly rows: Pick<RecordReader, 'programIds'>;
  /** Whether the program may be new in a database that knows others. */
  readonly newProgram?: boolean | undefined;
}

/**
 * Whether the program is one of the database's, or the first one, and whether all rules that the ledger was ever kept
 * by can be used here: sales of years ago may be refunded by them.
 */
export function checkStoredRules(opened: OpenedProgram): ResultAsync<void, StoreError> {
  const { program, reads, rows, newProgram = false } = opened;
  return reads.versions().andThen((stored) => {
    if (stored.length === 0 && !newProgram && rows.programIds !== undefined)
      return rows.programIds(maxProgramsShown).andThen((known) => {
        const unknown = unknownProgram(known, program);
        return unknown === null ? okAsync(undefined) : errAsync(unknown);
      });
    for (const each of stored) {
      const rules = readStored(each, program);
      if (rules.isErr()) return errAsync(rules.error);
      const other = otherProgram(rules.value, program);
      if (other !== null) return errAsync(other);
    }
    return okAsync(undefined);
  });
}

const maxProgramsShown = 5;

/** A mistyped id would begin an empty ledger in silence, in which no member is known. */
function unknownProgram(known: readonly string[], { programId }: Program): StoreError | null {
  // Another process may have begun it meanwhile.
  if (known.length === 0 || known.includes(programId)) return null;
  const names = known.map((id) => JSON.stringify(id)).join(', ');
  const problem = `The database has no ledger of the program ${JSON.stringify(programId)}; it has ${names}.`;
  const message = `${problem} Correct the programId, or say \`newProgram: true\` to begin this ledger beside the others.`;
  return storeError({ kind: 'store-other-program', message, remedied: { problem, remedy: 'new-program' } });
}

/** Money and days of a ledger mean what its first program said: rules in another currency would be of other money. */
function otherProgram(stored: Program, { programId, currency, timeZone }: Program): StoreError | null {
  const what =
    stored.currency !== currency
      ? `currency ${stored.currency}, and this program has ${currency}`
      : stored.timeZone !== timeZone
        ? `time zone ${stored.timeZone}, and this program has ${timeZone}`
        : null;
  if (what === null) return null;
  const message = `The ledger of the program ${JSON.stringify(programId)} was kept in the ${what}: correct the program, or give it another programId.`;
  return storeError({ kind: 'store-other-program', message });
}

/** Raises the formats of the ledger to those of this library. */
export function finishUpgrade({
  transactor,
  clock,
  ...setting
}: LedgerSetting & { readonly transactor: Transactor; readonly clock: Clock }): ResultAsync<void, StoreError> {
  return transactor.transact(wantedOf([ledgerRecords.at(ledgerKey)]), (loaded) => {
    const draft = new Draft(loaded, readClock(clock), null);
    draft.run(() => {
      draft.put(ledgerRecords, upgradedBy(draft.get(ledgerRecords, ledgerKey), setting));
      return ok();
    });
    return { value: undefined, draft };
  });
}
