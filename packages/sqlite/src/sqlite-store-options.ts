import type { SqliteDriver } from './open-file.ts';

/** How a store on SQLite behaves; what is left out is as its comment says. */
export interface SqliteStoreOptions {
  /** What opens a file; without it better-sqlite3 where it is installed, or else `node:sqlite`. */
  readonly driver?: SqliteDriver;
  /**
   * What the names of the tables begin with; two ledgers with different ones share a file.
   *
   * @defaultValue 'pointbook_'
   */
  readonly tablePrefix?: string;
  /**
   * `full`: what was acknowledged survives a loss of power. `normal`: it survives a crash of the process, and a loss of
   * power may cost the newest commits. For files that the store opens itself.
   *
   * @defaultValue 'full'
   */
  readonly synchronous?: 'full' | 'normal';
  /**
   * How long to wait while another connection, or a transaction of the host's, holds the lock.
   *
   * @defaultValue 5000
   */
  readonly lockTimeoutMs?: number;
  /**
   * Pages in the write-ahead log after which it is moved into the file: more make writing faster and the pauses longer.
   * For files that the store opens itself.
   *
   * @defaultValue 1000
   */
  readonly walAutocheckpoint?: number;
}
