import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import type { StoreError } from '../kernel/store-error.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { Program } from '../program/program.ts';
import { readStored } from '../program/stored-program.ts';

/** Whether all rules that the ledger was ever kept by can be used here: sales of years ago may be refunded by them. */
export function checkStoredRules(store: Pick<LedgerStore, 'reader'>, program: Program): ResultAsync<void, StoreError> {
  return store.reader.programs(program.programId).andThen((stored) => {
    for (const each of stored) {
      const rules = readStored(each, program);
      if (rules.isErr()) return errAsync(rules.error);
    }
    return okAsync(undefined);
  });
}
