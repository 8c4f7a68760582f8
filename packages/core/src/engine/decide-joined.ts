import { type Result, ResultAsync } from 'neverthrow';
import { invariant } from '../values/invariant.ts';
import type { Clock } from '../ports/clock.ts';
import { readClock } from './read-clock.ts';
import type { AsyncTransaction, Decide, SyncTransaction } from '../ports/ledger-store.ts';
import type { StoreError } from '../ports/store-error.ts';
import type { Program } from '../program/program.ts';
import type { Task } from '../records/decision.ts';
import type { RecordKeys } from '../records/records.ts';
import { type AnyTask, batchKeys, decideBatch } from './decide-batch.ts';

interface Setting {
  readonly program: Program;
  readonly clock: Clock;
}

/** Runs one decision inside the host's own transaction: at once, by itself, and never a second time. */
export function decideJoined<Receipt, Failure>(
  transaction: SyncTransaction,
  setting: Setting,
  task: Task<Receipt, Failure>,
): Result<Receipt, Failure | StoreError> {
  const { keys, decide } = alone(task, setting);
  return transaction.transact(setting.program.programId, keys, decide).andThen(onlyOutcome<Receipt, Failure>);
}

/** The same where the driver answers later; what throws rejects. */
export function decideJoinedAsync<Receipt, Failure>(
  transaction: AsyncTransaction,
  setting: Setting,
  task: Task<Receipt, Failure>,
): ResultAsync<Receipt, Failure | StoreError> {
  const run = async () => {
    const { keys, decide } = alone(task, setting);
    const done = await transaction.transact(setting.program.programId, keys, decide);
    return done.andThen(onlyOutcome<Receipt, Failure>);
  };
  return new ResultAsync(run());
}

/** A task as a batch of its own, decided at the time that the clock tells now. */
function alone(
  task: AnyTask,
  { program, clock }: Setting,
): { readonly keys: RecordKeys; readonly decide: Decide<readonly Result<unknown, unknown>[]> } {
  const context = { program, now: readClock(clock) };
  return {
    keys: batchKeys([task], context, false),
    decide: (records) => decideBatch([task], records, context),
  };
}

function onlyOutcome<Receipt, Failure>([outcome]: readonly Result<unknown, unknown>[]): Result<Receipt, Failure> {
  invariant(outcome !== undefined, 'a batch answers each of its calls');
  return outcome as Result<Receipt, Failure>;
}
