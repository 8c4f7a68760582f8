import { InvariantError } from '@pointbook/core';
import {
  StoreFailure,
  type JoinableRecordStore,
  type LoadRequest,
  type RecordReader,
  type StoreDecide,
  type StoreError,
  type SyncTransaction,
} from '@pointbook/core/store';
import {
  checkStoreOptions,
  decisionRunner,
  isUpToDate,
  Lifetime,
  migrate,
  type Names,
  namesIn,
  readStatements,
  rowLoader,
  rowWriter,
  runNow,
  sqlReader,
  storeClosed,
  whatIs,
} from '@pointbook/sql';
import { err, ok, okAsync, ResultAsync, type Result } from 'neverthrow';
import {
  connectionOf,
  databaseIn,
  type DrizzleTransaction,
  isSqliteDatabase,
  type Connection,
  type SqliteDatabase,
} from './driver.ts';
import { openFile } from './open-file.ts';
import { noteUse } from './one-driver.ts';
import { attempt, isLocked, onceFree, withPatience } from './patience.ts';
import { databaseGuard, fileOf } from './same-database.ts';
import { schemaWith } from './sqlite-schema.ts';
import { optionRules, type SqliteStoreOptions } from './sqlite-store-options.ts';
import { sqliteErrorOf } from './store-errors.ts';
import { inSavepoint, inTransaction } from './transaction.ts';
import { runAside } from './walk.ts';
import { walkingReader } from './walking-reader.ts';

/** A ledger on SQLite, which can also take part in the host's own transaction. */
export interface SqliteStore extends JoinableRecordStore<SqliteDatabase | DrizzleTransaction> {
  /**
   * Joins the transaction that the host has open on a connection to this ledger's database: given that connection, or
   * the transaction of Drizzle.
   *
   * Each `transact` runs in a savepoint: when it fails, nothing of it stays and the host's transaction goes on. It
   * answers at once and never waits: begin with BEGIN IMMEDIATE, so that the lock is there. Where the tables are
   * missing they are made first.
   *
   * @throws TypeError for what is no database, and InvariantError for another database than the ledger's, or from
   * `transact` when no transaction is open.
   */
  join(host: SqliteDatabase | DrizzleTransaction): SyncTransaction;
}

/**
 * A ledger on SQLite: in a file, or in a database that the host has open.
 *
 * Any number of stores, processes and programs share one database. The tables are made and brought up to date at the
 * first use, or by `open()`. A file that the store opens itself is in WAL mode; the settings of the host's own
 * connection are left alone.
 *
 * @param target - the name of a file, `:memory:`, or an open database of better-sqlite3 or `node:sqlite`.
 * @throws TypeError or RangeError for a target or an option that cannot be.
 * @example
 * ```ts
 * import { sqliteStore } from '@pointbook/sqlite';
 *
 * const store = sqliteStore('points.db');
 * ```
 */
export function sqliteStore(target: string | SqliteDatabase, options: SqliteStoreOptions = {}): SqliteStore {
  if (target === '' || !(typeof target === 'string' || isSqliteDatabase(target))) {
    throw new TypeError(
      `sqliteStore() needs the name of a file, or an open database of better-sqlite3 or node:sqlite (Node 22.16 or later), not ${target === '' ? 'an empty text' : whatIs(target)}.`,
    );
  }
  const scheme = typeof target === 'string' ? /^(?!file:)([a-z][a-z0-9+.-]+):\/\//i.exec(target)?.[1] : undefined;
  // It may have a password in it, and SQLite would look for a folder of its name.
  if (scheme !== undefined)
    throw new TypeError(
      `sqliteStore() needs the name of a file, and not a URL of ${scheme}. postgresStore() of @pointbook/postgres takes those of PostgreSQL.`,
    );
  checkStoreOptions('sqliteStore()', options, optionRules);
  const { lockTimeoutMs = 5000, tablePrefix = 'pointbook_' } = options;
  const schema = schemaWith(tablePrefix);
  const { tables, dialect } = schema;
  const kinds = options.migrate === false ? [] : (options.kinds ?? []);
  const names = namesIn(tables, dialect);
  const load = rowLoader(tables, dialect);
  const runDecision = decisionRunner(load, rowWriter(tables, dialect));
  const name = typeof target === 'string' ? target : 'The database';

  /** Sees to it that the tables are there, within a transaction where they may have to be made. */
  const makeTables = ({ ask }: Connection): void => {
    if (runNow(isUpToDate(schema, kinds), ask)) return;
    if (options.migrate === false) throw missingTables(name);
    runNow(migrate(schema, kinds), ask);
  };
  const connect = async (): Promise<Connection> => {
    const connection = typeof target === 'string' ? await openFile(target, options.driver) : connectionOf(target);
    if (typeof target !== 'string') noteUse(fileOf(connection), connection);
    const patiently = async (work: () => void) => withPatience(connection, lockTimeoutMs, work);
    try {
      // Somebody else's database is left alone.
      if (options.migrate === false) await patiently(() => makeTables(connection));
      await patiently(() => {
        if (typeof target === 'string') configure(connection, options);
      });
      await patiently(() => {
        if (!runNow(isUpToDate(schema, kinds), connection.ask)) inTransaction(connection, () => makeTables(connection));
        runNow(names.learnWords(), connection.ask);
      });
      return connection;
    } catch (thrown) {
      if (typeof target === 'string') connection.close();
      throw thrown;
    }
  };

  const lifetime = new Lifetime(connect);
  const checkDatabase = databaseGuard(typeof target === 'string' ? target : connectionOf(target));
  const failureOf = (thrown: unknown) => sqliteErrorOf(thrown, name);
  const patiently = <T>(work: (connection: Connection) => T) =>
    ResultAsync.fromPromise(
      lifetime.ready().then((connection) => withPatience(connection, lockTimeoutMs, () => work(connection))),
      failureOf,
    );
  /** At once where nobody is in the way, as mostly: each promise saved is worth a part of a lookup. */
  const use = <T>(work: (connection: Connection) => T): ResultAsync<T, StoreError> => {
    const connection = lifetime.opened;
    if (connection === null) return patiently(work);
    try {
      const now = () => work(connection);
      return okAsync(typeof target === 'string' ? onceFree(now) : attempt(connection, now));
    } catch (thrown) {
      if (isLocked(thrown)) return patiently(work);
      return ResultAsync.fromPromise(Promise.reject(thrown), failureOf);
    }
  };

  const readerBy = (known: Names): RecordReader => ({
    ...sqlReader({
      dialect,
      names: known,
      load,
      statements: readStatements(tables, dialect),
      run: (work) => use((connection) => runNow(work(), connection.ask)),
    }),
    ...walkingReader({
      tables,
      dialect,
      names: known,
      run: (work) => runAside(work, (asks) => use(({ ask }) => asks(ask))),
    }),
  });

  return {
    transact: (programId, request, decide) =>
      use((connection) => {
        // What the transaction gives out is remembered once it is committed.
        const own = names.within();
        const work = () => runNow(runDecision(programId, request, decide, own), connection.ask);
        const value = inTransaction(connection, work);
        names.keep(own);
        return value;
      }),
    rows: { ...readerBy(names), anew: () => readerBy(namesIn(tables, dialect)) },
    open: () => use(() => undefined),
    close: () => {
      const close = async (): Promise<void> => {
        const connection = await lifetime.end();
        // The host closes its own.
        if (typeof target === 'string' && connection?.isOpen === true) connection.close();
      };
      return ResultAsync.fromPromise(close(), failureOf);
    },
    join: (host) => {
      const database = databaseIn(host);
      if (!isSqliteDatabase(database))
        throw new TypeError(`Join an open database of better-sqlite3 or node:sqlite, not ${whatIs(host)}.`);
      const connection = connectionOf(database);
      checkDatabase(connection);
      return {
        transact<T>(programId: string, request: LoadRequest, decide: StoreDecide<T>): Result<T, StoreError> {
          if (!connection.inTransaction)
            throw new InvariantError('Begin a transaction on the database before you join it.');
          try {
            if (lifetime.isClosed) throw storeClosed();
            return ok(
              inSavepoint(connection, () => {
                // The host may yet roll back: nothing is remembered.
                const own = names.within();
                makeTables(connection);
                return runNow(runDecision(programId, request, decide, own), connection.ask);
              }),
            );
          } catch (thrown) {
            return err(failureOf(thrown));
          }
        },
      };
    },
  };
}

/** Sets up a connection to a file of our own. */
function configure(
  connection: Connection,
  { synchronous = 'full', walAutocheckpoint = 1000 }: SqliteStoreOptions,
): void {
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec(`PRAGMA synchronous = ${synchronous === 'normal' ? 'NORMAL' : 'FULL'}`);
  // On macOS a plain fsync leaves data in the drive's cache.
  if (synchronous === 'full') connection.exec('PRAGMA fullfsync = ON');
  connection.exec(`PRAGMA wal_autocheckpoint = ${walAutocheckpoint}`);
  connection.exec('PRAGMA foreign_keys = ON');
  // What was erased is overwritten; it costs nothing that could be measured.
  connection.exec('PRAGMA secure_delete = ON');
}

function missingTables(name: string): StoreFailure {
  return new StoreFailure(
    'store-schema-older',
    `${name} has no ledger, or one older than this Pointbook: let a store with \`migrate: true\` open it once.`,
  );
}
