import { errAsync, ok, okAsync, type ResultAsync } from 'neverthrow';
import { Draft } from '../kernel/draft.ts';
import { readClock } from '../kernel/read-clock.ts';
import type { Clock } from '../kernel/clock.ts';
import { type StoreError, storeError } from '../kernel/store-error.ts';
import type { Transactor } from '../kernel/transactor.ts';
import { wantedOf } from '../kernel/wanted.ts';
import type { Program } from '../program/program.ts';
import { readStored } from '../program/stored-program.ts';
import { ledgerKey, ledgerRecords, type LedgerSetting, upgradedBy } from './ledger-record.ts';
import type { Reads } from './reads.ts';

/** Asks the ledger whether this process may write to it; nothing is written. */
export function openLedger(transactor: Transactor): ResultAsync<void, StoreError> {
  return transactor.transact(new Map(), (found) => ({ value: undefined, draft: new Draft(found, 0 as never, null) }));
}

/** Whether all rules that the ledger was ever kept by can be used here: sales of years ago may be refunded by them. */
export function checkStoredRules(reads: Pick<Reads, 'versions'>, program: Program): ResultAsync<void, StoreError> {
  return reads.versions().andThen((stored) => {
    for (const each of stored) {
      const rules = readStored(each, program);
      if (rules.isErr()) return errAsync(rules.error);
      const other = otherProgram(rules.value, program);
      if (other !== null) return errAsync(other);
    }
    return okAsync(undefined);
  });
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
  return transactor.transact(wantedOf([ledgerRecords.at(ledgerKey)]), (found) => {
    const draft = new Draft(found, readClock(clock), null);
    draft.run(() => {
      draft.put(ledgerRecords, upgradedBy(draft.get(ledgerRecords, ledgerKey), setting));
      return ok();
    });
    return { value: undefined, draft };
  });
}
