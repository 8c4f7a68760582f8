import { CommitFailure } from '@pointbook/core/store';
import type { Connection } from './driver.ts';
import { isBusy } from './store-errors.ts';

/** Runs work in a transaction of its own that holds the write lock from the start: all of it is kept, or nothing. */
export function inTransaction<T>(connection: Connection, work: () => T): T {
  connection.prepare('BEGIN IMMEDIATE').run();
  return undoing(connection, ['ROLLBACK'], () => {
    const value = work();
    try {
      connection.prepare('COMMIT').run();
      return value;
    } catch (thrown) {
      // Busy is said before anything is written.
      throw isBusy(thrown) ? thrown : new CommitFailure('COMMIT failed', { cause: thrown });
    }
  });
}

/** Runs work within the host's open transaction: what it wrote is undone when it fails, and nothing else is. */
export function inSavepoint<T>(connection: Connection, work: () => T): T {
  connection.prepare('SAVEPOINT pointbook').run();
  const value = undoing(connection, ['ROLLBACK TO pointbook', 'RELEASE pointbook'], work);
  connection.prepare('RELEASE pointbook').run();
  return value;
}

function undoing<T>(connection: Connection, undo: readonly string[], work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    // Where SQLite has rolled back by itself (on a full disk, for example), there is nothing left to undo.
    if (connection.isOpen && connection.inTransaction) for (const sql of undo) connection.prepare(sql).run();
    throw thrown;
  }
}
