import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

/** The tables and views of one ledger. */
export interface LedgerSchema {
  /** What they are called in messages, such as `The tables pointbook_*`. */
  readonly name: string;
  /** The tables, as statements name them. */
  readonly tables: Tables;
  /** How statements name a view. */
  viewOf(name: string): string;
  /** How this database writes SQL. */
  readonly dialect: Dialect;
  /** SQL that makes what the tables are in; '' for nothing. */
  readonly place: string;
  /** SQL that keeps rows from what must never be done to them. */
  readonly guards: string;
}
