import type { Row } from '../same-rows.ts';

/** A place for ledgers: one database system. */
export interface Ground {
  readonly store: 'sqlite' | 'postgres';
  /** Makes a ledger without members or tables. */
  create(name: string): Promise<Ledger>;
  /** Makes a copy of one that nobody works on. */
  copy(ledger: Ledger, name: string): Promise<Ledger>;
  /** Everything so far goes to the disk and nothing is left to tidy up, so that no side pays for what was before it. */
  settle(ledger: Ledger): Promise<void>;
  remove(ledger: Ledger): Promise<void>;
}

/** A ledger, and SQL on it. */
export interface Ledger {
  readonly name: string;
  /** What the store is given to find it. */
  readonly target: string;
  /** What comes before the name of a table. */
  readonly prefix: string;
  /** Runs statements in one transaction. */
  write(statements: readonly Sql[]): Promise<void>;
  /** Runs a query, hands over each row, and answers how many there were. */
  read(query: Sql, take?: (row: Row) => void): Promise<number>;
}

/** A statement, with the values of its parameters in their order. */
export interface Sql {
  readonly text: string;
  readonly values?: readonly (string | number)[];
}
