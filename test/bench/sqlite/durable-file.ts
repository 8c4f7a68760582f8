import Database from 'better-sqlite3';

/**
 * A file for hand-written SQL, opened the way the library opens its own: the same driver, journal, durability and
 * checks.
 */
export interface DurableFile {
  readonly database: Database.Database;
  /** Does some work in a transaction, which is undone where the work throws. */
  inTransaction(work: () => void): void;
}

export function openDurableFile(path: string): DurableFile {
  const database = new Database(path, { timeout: 10 });
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'fullfsync = ON',
    'wal_autocheckpoint = 1000',
    'foreign_keys = ON',
  ])
    database.pragma(pragma);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  return {
    database,
    inTransaction: (work) => {
      begin.run();
      try {
        work();
      } catch (thrown) {
        rollback.run();
        throw thrown;
      }
      commit.run();
    },
  };
}
