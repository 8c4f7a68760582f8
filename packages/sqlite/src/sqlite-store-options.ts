import type { AnyRecordKind } from '@pointbook/core/store';
import { checkedLater, oneOf, type OptionRule, wholeNumber, yesOrNo } from '@pointbook/sql';
import type { SqliteDriver } from './driver.ts';

/** How a store on SQLite behaves; what is left out is as its comment says. */
export interface SqliteStoreOptions {
  /**
   * What opens a file; without it better-sqlite3 where it is installed, or else `node:sqlite`. Use one driver for a
   * file in each process: two do not see each other's locks, and could damage the file.
   */
  readonly driver?: SqliteDriver | undefined;
  /**
   * What the names of the tables begin with; two ledgers with different ones share a file.
   *
   * @defaultValue 'pointbook_'
   */
  readonly tablePrefix?: string | undefined;
  /**
   * Whether the store makes the tables and brings them up to date at its first use. Without that it asks only whether
   * they are as they should be, and refuses a database that is another's.
   *
   * @defaultValue true
   */
  readonly migrate?: boolean | undefined;
  /**
   * Kinds of records of plugins that people read by SQL, such as `codes().records`: the store makes a view for each
   * that it does not find.
   *
   * @defaultValue []
   */
  readonly kinds?: readonly AnyRecordKind[] | undefined;
  /**
   * `full`: what was acknowledged survives a loss of power. `normal`: it survives a crash of the process, and a loss of
   * power may cost the newest commits. For files that the store opens itself.
   *
   * @defaultValue 'full'
   */
  readonly synchronous?: 'full' | 'normal' | undefined;
  /**
   * How long to wait while another connection, or a transaction of the host's, holds the lock.
   *
   * @defaultValue 5000
   */
  readonly lockTimeoutMs?: number | undefined;
  /**
   * Pages in the write-ahead log after which it is moved into the file: more make writing faster and the pauses longer.
   * For files that the store opens itself.
   *
   * @defaultValue 1000
   */
  readonly walAutocheckpoint?: number | undefined;
}

/** What each option may be. */
export const optionRules = {
  driver: oneOf('better-sqlite3', 'node:sqlite'),
  tablePrefix: checkedLater,
  migrate: yesOrNo,
  kinds: checkedLater,
  synchronous: oneOf('full', 'normal'),
  lockTimeoutMs: wholeNumber('a whole number of milliseconds, 0 or more'),
  walAutocheckpoint: wholeNumber('a number of pages, 0 for never'),
} satisfies Record<keyof SqliteStoreOptions, OptionRule>;
