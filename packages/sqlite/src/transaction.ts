import {
  CommitFailure,
  DecisionFailure,
  widenKeys,
  type Decide,
  type ProgramId,
  type RecordKeys,
} from '@pointbook/core';
import type { Connection } from './driver.ts';
import { recordLoader } from './load-records.ts';
import { isBusy } from './store-errors.ts';
import type { Tables } from './tables.ts';
import { changeWriter } from './write-changes.ts';

/** Loads, decides and writes, on a connection with an open transaction. */
export type RunDecision = <T>(connection: Connection, programId: ProgramId, keys: RecordKeys, decide: Decide<T>) => T;

/** How decisions run on these tables. */
export function decisionRunner(tables: Tables): RunDecision {
  const load = recordLoader(tables);
  const write = changeWriter(tables);

  return function run(connection, programId, keys, decide) {
    const records = load(connection, programId, keys);
    const decided = asItsOwn(() => decide(records));
    // The one write lock is held already, so there is no order of locks to begin again for.
    if ('needs' in decided)
      return run(
        connection,
        programId,
        asItsOwn(() => widenKeys(keys, decided.needs)),
        decide,
      );
    write(connection, programId, records, decided.changes);
    return decided.value;
  };
}

/** Marks what a decision throws, so that it reaches its caller as it is. */
function asItsOwn<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw new DecisionFailure('decide threw', { cause: thrown });
  }
}

/** Runs work in a transaction of its own that holds the write lock from the start: all of it is kept, or nothing. */
export function inTransaction<T>(connection: Connection, work: () => T): T {
  connection.prepare('BEGIN IMMEDIATE').run();
  const value = undoing(connection, ['ROLLBACK'], work);
  undoing(connection, ['ROLLBACK'], () => {
    try {
      connection.prepare('COMMIT').run();
    } catch (thrown) {
      // Busy is said before anything is written.
      throw isBusy(thrown) ? thrown : new CommitFailure('COMMIT failed', { cause: thrown });
    }
  });
  return value;
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
    // Where SQLite has rolled back by itself (a full disk, say) there is nothing left to undo.
    if (connection.isOpen && connection.inTransaction) for (const sql of undo) connection.prepare(sql).run();
    throw thrown;
  }
}
