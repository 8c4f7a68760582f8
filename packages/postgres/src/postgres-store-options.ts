import type { AnyRecordKind } from '@pointbook/core/store';
import { checkedLater, type OptionRule, wholeNumber, yesOrNo } from '@pointbook/sql';
import type { PostgresPool } from './connections/postgres-pool.ts';

/** How a store on PostgreSQL behaves; what is left out is as its comment says. */
export interface PostgresStoreOptions {
  /**
   * The schema that holds the tables; two ledgers with different ones share a database.
   *
   * @defaultValue 'pointbook'
   */
  readonly schema?: string | undefined;
  /**
   * Whether the store makes the tables and brings them up to date at its first use. Without that it asks only whether
   * they are as they should be, and needs no right to alter them.
   *
   * @defaultValue true
   */
  readonly migrate?: boolean | undefined;
  /**
   * Kinds of records of plugins that people read by SQL, such as `codes().records`: where the store migrates, it makes
   * a view for each that it does not find.
   *
   * @defaultValue []
   */
  readonly kinds?: readonly AnyRecordKind[] | undefined;
  /**
   * How long a statement may wait for a lock. Then the call begins anew, and once `retryForMs` is over it is
   * `store-unavailable`. In a transaction of the host it is `store-unavailable` at once. 0 for as long as it takes.
   *
   * @defaultValue 5000
   */
  readonly lockTimeoutMs?: number | undefined;
  /**
   * How long a statement may run; then the call is `store-unavailable`. 0 for as long as it takes.
   *
   * @defaultValue 30000
   */
  readonly statementTimeoutMs?: number | undefined;
  /**
   * How long the store goes on trying by itself after a deadlock, a lock timeout, a lost connection or
   * while the server restarts.
   *
   * @defaultValue 10000
   */
  readonly retryForMs?: number | undefined;
  /**
   * Connections at most, for a store that is given a connection string. Each ledger writes on one at a time.
   *
   * @defaultValue 10
   */
  readonly connections?: number | undefined;
  /**
   * A streaming standby of this database, as a connection string or a `Pool`: it answers statements, reports and
   * exports, and whatever else is declared with `mayLag`. The primary answers where the standby cannot be reached, or
   * is behind by more than `maxLagMs`. Nothing is decided on what a standby says.
   */
  readonly replica?: string | PostgresPool | undefined;
  /**
   * By how many milliseconds the replica may be behind to be asked.
   *
   * @defaultValue 5000
   */
  readonly maxLagMs?: number | undefined;
  /**
   * Whether statements are prepared under names, which connections keep. `false` behind a pooler that gives each
   * transaction another connection and does not see to their names, such as PgBouncer before 1.21: the store then keeps
   * nothing in a connection, and its timeouts hold for its transactions, each of which sets them.
   *
   * @defaultValue true
   */
  readonly preparedStatements?: boolean | undefined;
}

/** A little less than the server and Node's timers can be set to: 23 days. */
const longestMs = 2_000_000_000;
const milliseconds = wholeNumber(`a whole number of milliseconds, 0 to ${longestMs}`, 0, longestMs);

/** What each option may be. */
export const optionRules = {
  schema: checkedLater,
  migrate: yesOrNo,
  kinds: checkedLater,
  connections: wholeNumber('a whole number, 1 or more', 1),
  preparedStatements: yesOrNo,
  lockTimeoutMs: milliseconds,
  statementTimeoutMs: milliseconds,
  retryForMs: milliseconds,
  replica: checkedLater,
  maxLagMs: wholeNumber(`a whole number of milliseconds, 1 to ${longestMs}`, 1, longestMs),
} satisfies Record<keyof PostgresStoreOptions, OptionRule>;
