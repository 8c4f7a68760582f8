import { errAsync, ok, okAsync, type ResultAsync } from 'neverthrow';
import { Draft } from '../kernel/draft.ts';
import { readClock } from '../kernel/read-clock.ts';
import type { Clock } from '../kernel/clock.ts';
import type { StoreError } from '../kernel/store-error.ts';
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
    }
    return okAsync(undefined);
  });
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
