import { StoreFailure } from '@pointbook/core';
import type { Connection } from './driver.ts';
import { isBusy } from './store-errors.ts';

const longestPauseMs = 50;

/**
 * Runs work at once, or as soon as other connections and the host's own transaction let it.
 *
 * @remarks It waits without blocking the event loop, a little longer each time and never for a fixed time, so that
 * processes that wait for one another do not meet again in step.
 * @throws StoreFailure `store-locked` after `lockTimeoutMs`, `store-closed`, or what the work throws.
 */
export async function withPatience<T>(connection: Connection, lockTimeoutMs: number, work: () => T): Promise<T> {
  const deadline = performance.now() + lockTimeoutMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const obstacle = attempt(connection, work);
    if ('done' in obstacle) return obstacle.done;
    if (performance.now() >= deadline)
      throw new StoreFailure('store-locked', obstacle.message, { cause: obstacle.cause });
    await pause(pauseMs * (0.5 + Math.random()));
  }
}

type Attempt<T> = { readonly done: T } | { readonly message: string; readonly cause?: unknown };

/** Runs work if nothing is in the way, and says what is otherwise; throws what the work throws. */
export function attempt<T>(connection: Connection, work: () => T): Attempt<T> {
  if (!connection.isOpen)
    throw new StoreFailure('store-closed', 'The database was closed: open it again and make a new store.');
  if (connection.inTransaction) {
    return { message: 'A transaction is open on this database, and within() has the verbs that write: end it first.' };
  }
  try {
    return { done: work() };
  } catch (thrown) {
    if (!isBusy(thrown)) throw thrown;
    return { message: 'Another connection holds the lock of this database for too long: try again.', cause: thrown };
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
