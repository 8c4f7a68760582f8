import type { ResultAsync } from 'neverthrow';
import type { Engine as KernelEngine } from '../kernel/engine.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Task as KernelTask } from '../kernel/task.ts';
import type { Overloaded } from '../values/errors.ts';
import type { Task } from './decision.ts';
import { taskOfRecords } from './task-of-records.ts';

/** Turns calls into batches: what arrives while a batch is in flight is the next batch. */
export interface Engine {
  run<Receipt, Failure>(
    task: Task<Receipt, Failure> | KernelTask<Receipt, Failure>,
  ): ResultAsync<Receipt, Failure | StoreError | Overloaded>;
}

/** An engine that runs decisions over records, too. */
export function engineOfRecords(engine: KernelEngine): Engine {
  return { run: (task) => engine.run('keys' in task ? taskOfRecords(task) : task) };
}
