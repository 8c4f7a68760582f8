import { err, type Result } from 'neverthrow';
import { invariant } from '../model/invariant.ts';
import type { Clock } from '../ports/clock.ts';
import { readClock } from './read-clock.ts';
import type { SyncTransaction } from '../ports/ledger-store.ts';
import type { StoreError } from '../ports/store-error.ts';
import type { Program } from '../program/program.ts';
import type { Task } from '../records/decision.ts';
import { batchKeys, decideBatch } from './decide-batch.ts';

/** Runs one decision inside the host's own transaction: at once, by itself, and never a second time. */
export function decideJoined<Receipt, Failure>(
  transaction: SyncTransaction,
  { program, clock }: { readonly program: Program; readonly clock: Clock },
  task: Task<Receipt, Failure>,
): Result<Receipt, Failure | StoreError> {
  const context = { program, now: readClock(clock) };
  const done = transaction.transact(program.programId, batchKeys([task], context, false), (records) =>
    decideBatch([task], records, context),
  );
  if (done.isErr()) return err(done.error);
  const [outcome] = done.value;
  invariant(outcome !== undefined, 'a batch answers each of its calls');
  return outcome as Result<Receipt, Failure>;
}
