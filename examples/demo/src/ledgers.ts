import { createPointbook, type Clock, type Pointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import { err, ResultAsync } from 'neverthrow';
import type { Failure } from './failure.ts';
import { onPayment, onSave } from './programs.ts';

/** The two programs, in one file. */
export interface Ledgers {
  readonly onSave: Pointbook;
  readonly onPayment: Pointbook;
  readonly both: readonly [Pointbook, Pointbook];
}

/** Opens a file, which is made where it is not there, works with both programs in it, and closes it. */
export function withLedgers<T>(
  file: string,
  clock: Clock,
  work: (ledgers: Ledgers) => ResultAsync<T, Failure>,
): ResultAsync<T, Failure> {
  const store = sqliteStore(file, { lockTimeoutMs: 1000 });
  const first = createPointbook({ program: onSave, store, clock });
  const second = createPointbook({ program: onPayment, store, clock });
  const run = async () => {
    const worked = await work({ onSave: first, onPayment: second, both: [first, second] });
    const closed = await store.close();
    return closed.isErr() ? err(closed.error) : worked;
  };
  return new ResultAsync(run());
}
