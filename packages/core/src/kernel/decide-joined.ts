import { type Result, ResultAsync } from 'neverthrow';
import { invariant } from '../values/invariant.ts';
import type { Clock } from './clock.ts';
import { decideBatch, type Setting } from './decide-batch.ts';
import { readClock } from './read-clock.ts';
import type { StoreError } from './store-error.ts';
import type { AnyTask, Task } from './task.ts';
import type { Decide, SyncTransactor, Transactor } from './transactor.ts';
import { type Wanted, wantedOf } from './wanted.ts';

interface JoinedSetting extends Setting {
  readonly clock: Clock;
}

/** Runs one decision inside the host's own transaction: at once, by itself, and never a second time. */
export function decideJoined<Receipt, Failure>(
  transactor: SyncTransactor,
  setting: JoinedSetting,
  task: Task<Receipt, Failure>,
): Result<Receipt, Failure | StoreError> {
  const { wanted, decide } = alone(task, setting);
  return transactor.transact(wanted, decide).andThen(onlyOutcome<Receipt, Failure>);
}

/** The same where the driver answers later; an error that is thrown rejects the promise. */
export function decideJoinedAsync<Receipt, Failure>(
  transactor: Transactor,
  setting: JoinedSetting,
  task: Task<Receipt, Failure>,
): ResultAsync<Receipt, Failure | StoreError> {
  const run = async () => {
    const { wanted, decide } = alone(task, setting);
    const done = await transactor.transact(wanted, decide);
    return done.andThen(onlyOutcome<Receipt, Failure>);
  };
  return new ResultAsync(run());
}

/** A task as a batch of its own, decided at the clock's time of now. */
function alone(
  task: AnyTask,
  { clock, ...setting }: JoinedSetting,
): { readonly wanted: Wanted; readonly decide: Decide<readonly Result<unknown, unknown>[]> } {
  const now = readClock(clock);
  return { wanted: wantedOf(task.reads), decide: (found) => decideBatch([task], found, now, setting) };
}

function onlyOutcome<Receipt, Failure>([outcome]: readonly Result<unknown, unknown>[]): Result<Receipt, Failure> {
  invariant(outcome !== undefined, 'a batch answers each of its calls');
  return outcome as Result<Receipt, Failure>;
}
