import { DecisionFailure, StoreFailure, type LoadRequest, type StoreDecide } from '@pointbook/core/store';
import type { LoadRows } from './load.ts';
import type { Names } from './names.ts';
import type { Steps } from './steps.ts';
import type { WriteRows } from './write.ts';

/**
 * Loads, decides and writes, within a transaction whose locks keep all others out: nothing has to be let go before more
 * is locked.
 */
export function decisionRunner(load: LoadRows, write: WriteRows) {
  return function* <Value>(
    programId: string,
    request: LoadRequest,
    decide: StoreDecide<Value>,
    names: Names,
  ): Steps<Value> {
    for (let wanted = request; ;) {
      const program = names.program(programId) ?? (yield* names.findProgram(programId));
      const rows = yield* load(program, wanted, names);
      const decided = asItsOwn(() => decide(rows));
      if ('request' in decided) wanted = decided.request;
      else {
        yield* write(programId, rows, decided.changes, names);
        return decided.value;
      }
    }
  };
}

/** Marks what a decision throws, so that it reaches its caller as it is: no driver's error must be taken for it. */
export function asItsOwn<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    // A row that this library cannot read is a failure of the store.
    if (thrown instanceof StoreFailure) throw thrown;
    throw new DecisionFailure('decide threw', { cause: thrown });
  }
}
