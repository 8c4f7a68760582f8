import { createPointbook, type Pointbook, type PointbookOptions } from '@pointbook/core';
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

/** Codes are made and checked with it. Everybody may read the demo's; a shop's is random, and comes from its environment. */
const otp = { secret: 'the secret of the demo, which is none' };

/** Opens a file, which is made where it is not there, works with both programs in it, and closes it. */
export function withLedgers<T>(
  file: string,
  around: Pick<PointbookOptions, 'clock' | 'notifiers'>,
  work: (ledgers: Ledgers) => ResultAsync<T, Failure>,
): ResultAsync<T, Failure> {
  const store = sqliteStore(file, { lockTimeoutMs: 1000 });
  const first = createPointbook({ program: onSave, store, otp, ...around });
  const second = createPointbook({ program: onPayment, store, otp, ...around });
  const run = async () => {
    const worked = await work({ onSave: first, onPayment: second, both: [first, second] });
    const closed = await store.close();
    return closed.isErr() ? err(closed.error) : worked;
  };
  return new ResultAsync(run());
}
