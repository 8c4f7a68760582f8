import { libraryOf, type Question, type Row } from '@pointbook/sql';

/** The packages that can open a file. */
export type SqliteDriver = 'better-sqlite3' | 'node:sqlite';

/**
 * What this package uses of a database connection: better-sqlite3's `Database` and Node's `DatabaseSync` both have it.
 */
export type SqliteDatabase = BetterSqliteDatabase | NodeSqliteDatabase;

/** The part of better-sqlite3's `Database` that is used. */
export interface BetterSqliteDatabase extends AnyDatabase {
  /** Whether a transaction is open. */
  readonly inTransaction: boolean;
  /** Whether the database is open. */
  readonly open: boolean;
}

/** The part of `DatabaseSync` of `node:sqlite` that is used; it has these members from Node 22.16 on. */
export interface NodeSqliteDatabase extends AnyDatabase {
  /** Whether a transaction is open. */
  readonly isTransaction: boolean;
  /** Whether the database is open. */
  readonly isOpen: boolean;
}

interface AnyDatabase {
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  close(): unknown;
}

/** A prepared statement; values go in by position, rows come out as objects. */
export interface Statement {
  /** Runs it, and answers no rows. */
  run(...values: unknown[]): unknown;
  /** Runs it, and answers the first row; undefined where there is none. */
  get(...values: unknown[]): unknown;
  /** Runs it, and answers all rows. */
  all(...values: unknown[]): unknown[];
}

/** Whether a value is a connection that this package can work on. */
export function isSqliteDatabase(value: unknown): value is SqliteDatabase {
  if (typeof value !== 'object' || value === null) return false;
  const { prepare, exec } = value as Partial<AnyDatabase>;
  return (
    libraryOf(value) === null &&
    typeof prepare === 'function' &&
    typeof exec === 'function' &&
    (('inTransaction' in value && 'open' in value) || 'isTransaction' in value)
  );
}

/** What Drizzle hands to the callback of `transaction()`, over better-sqlite3. */
export interface DrizzleTransaction {
  /** Undoes it; only a transaction has this. */
  rollback(): never;
  /** Where Drizzle keeps its types. */
  readonly _: object;
}

/** The database beneath what a host has in its hands: itself, or what Drizzle keeps in its session. */
export function databaseIn(given: unknown): unknown {
  const drizzle = Object(given) as { readonly $count?: unknown; readonly session?: { readonly client?: unknown } };
  return drizzle.$count === undefined ? given : drizzle.session?.client;
}

/** The driver that a database is of, or is like. */
export function driverOf(database: SqliteDatabase): SqliteDriver {
  return 'inTransaction' in database ? 'better-sqlite3' : 'node:sqlite';
}

/** The connection of a database; the same one each time, so that its statements stay prepared. */
export function connectionOf(database: SqliteDatabase): Connection {
  const connection = connections.get(database) ?? new Connection(database);
  connections.set(database, connection);
  return connection;
}

const connections = new WeakMap<SqliteDatabase, Connection>();

/** A database connection, whatever its driver, that prepares each statement once. */
export class Connection {
  private readonly statements = new Map<string, Statement & { readonly reads: boolean }>();
  private readonly database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.database = database;
  }

  /** The driver that it is of, or is like. */
  get driver(): SqliteDriver {
    return driverOf(this.database);
  }

  /** Whether the database is open. */
  get isOpen(): boolean {
    return 'isOpen' in this.database ? this.database.isOpen : this.database.open;
  }

  /** Whether a transaction is open. */
  get inTransaction(): boolean {
    return 'isTransaction' in this.database ? this.database.isTransaction : this.database.inTransaction;
  }

  prepare(sql: string): Statement & { readonly reads: boolean } {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = Object.assign(withPlainRows(this.database.prepare(sql)), { reads: sql.startsWith('SELECT') });
    this.statements.set(sql, statement);
    return statement;
  }

  /** Carries a statement out, and answers with its rows; with none where it writes. */
  readonly ask = ({ sql, values, isPlannedAnew }: Question): readonly Row[] => {
    if (isPlannedAnew === true && values.length === 0) this.exec(sql);
    else {
      const statement = this.prepare(sql);
      if (statement.reads) return statement.all(...values) as Row[];
      statement.run(...values);
    }
    return none;
  };

  exec(sql: string): void {
    this.database.exec(sql);
  }

  close(): void {
    this.database.close();
  }
}

/** The host may have asked its driver for bigint or for arrays; the rows here are objects with numbers. */
function withPlainRows(statement: Statement): Statement {
  const settings = statement as {
    readonly [Name in 'safeIntegers' | 'setReadBigInts' | 'setReturnArrays']?: (on: boolean) => unknown;
  };
  settings.safeIntegers?.(false);
  settings.setReadBigInts?.(false);
  settings.setReturnArrays?.(false);
  return statement;
}

const none: readonly never[] = [];
