import { StoreFailure } from '@pointbook/core/store';
import { retrying } from '@pointbook/sql';
import type { Connection } from './driver.ts';
import { isBusy } from './store-errors.ts';

/** So short that a job of another process, which rests between its chunks, keeps nobody waiting for long. */
const longestPauseMs = 3;

/**
 * Runs work at once, or as soon as other connections and the host's own transaction let it.
 *
 * @remarks It waits without blocking the event loop, a little longer each time and never for a fixed time, so that
 * processes that wait for one another do not meet again in step.
 * @throws StoreFailure `store-locked` after `lockTimeoutMs`, `store-closed`, or what the work throws.
 */
export async function withPatience<T>(connection: Connection, lockTimeoutMs: number, work: () => T): Promise<T> {
  return retrying({ forMs: lockTimeoutMs, firstPauseMs: 1, longestPauseMs }, isLocked, () => attempt(connection, work));
}

/** Whether `attempt` found something in the way. */
export function isLocked(thrown: unknown): boolean {
  return thrown instanceof StoreFailure && thrown.kind === 'store-locked';
}

/**
 * Runs work if nothing is in the way.
 *
 * @throws StoreFailure `store-locked`, `store-closed`, or what the work throws.
 */
export function attempt<T>(connection: Connection, work: () => T): T {
  if (!connection.isOpen)
    throw new StoreFailure('store-closed', 'The database was closed: open it again and make a new store.');
  if (connection.inTransaction)
    throw new StoreFailure(
      'store-locked',
      'A transaction is open on this database: end it first, or write inside it with within().',
    );
  return onceFree(work);
}

/**
 * Runs work if no other connection is in the way, on a connection of the store's own: no one else closes it, and no
 * transaction of a host is open on it.
 */
export function onceFree<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!isBusy(thrown)) throw thrown;
    const words = 'Another connection holds the lock of this database for too long: try again.';
    throw new StoreFailure('store-locked', words, { cause: thrown });
  }
}
