import {
  type AsyncJoinableRecordStore,
  type AsyncTransaction,
  CommitFailure,
  type StoreError,
  StoreFailure,
} from '@pointbook/core/store';
import {
  checkStoreOptions,
  fedBy,
  libraryOf,
  isUpToDate,
  Lifetime,
  namesIn,
  type Question,
  type ReaderParts,
  retrying,
  rowLoader,
  rowsOf,
  runLater,
  sqlReader,
  whatIs,
} from '@pointbook/sql';
import { ResultAsync } from 'neverthrow';
import { type Connections, hostsConnections, ownConnections, withConnection } from './connections/connections.ts';
import { dialect } from './statements/dialect.ts';
import { databaseOf, joinedTransactions } from './transactions/joined-transaction.ts';
import { spreadFedRows } from './feed/fed-rows.ts';
import { feedBases } from './feed/feed-base.ts';
import { gatheringAccounts } from './connections/gathered-accounts.ts';
import { migrateInTurn } from './schema/migrate.ts';
import type { PostgresTransaction } from './transactions/hosts-transaction.ts';
import { isPGlite, type PGliteDatabase, poolOfPGlite } from './connections/pglite.ts';
import type { PostgresPool } from './connections/postgres-pool.ts';
import { optionRules, type PostgresStoreOptions } from './postgres-store-options.ts';
import { readOnReplica, type ReplicaStatus } from './connections/replica.ts';
import { postgresStatements } from './statements/read-statements.ts';
import { schemaIn } from './schema/schema-sql.ts';
import { asking } from './connections/session.ts';
import { diagnose, isDuplicate, isLockTimeout, postgresErrorOf } from './store-errors.ts';
import { timeOf } from './statements/time-of.ts';
import { framedDecisions, remembering } from './transactions/transaction.ts';
import { questionWriter } from './statements/write-rows.ts';

/** A ledger on PostgreSQL, which can also take part in the host's own transaction. */
export interface PostgresStore extends AsyncJoinableRecordStore<PostgresTransaction> {
  /**
   * Joins the transaction that the host has begun in this ledger's database: on a client of pg, or by its own library.
   *
   * Each `transact` runs in a savepoint: when it fails, nothing of it stays and the host's transaction goes on. Calls
   * on one client run one after another. Nothing is tried again but a decision that somebody else's new row has
   * overtaken: after a deadlock or a serialization failure (`store-unavailable`) the host begins its transaction anew.
   * Open the store first: from then on joining needs no connection but the client's.
   *
   * @throws TypeError for what is no transaction; `transact` rejects with an InvariantError where none is open, where a
   * statement of it has failed, or where it is in another database.
   */
  joinAsync(transaction: PostgresTransaction): AsyncTransaction;
  /**
   * How far the replica is behind at this moment, for monitoring; null for a store without one. It asks both servers.
   */
  replicaStatus(): ResultAsync<ReplicaStatus | null, StoreError>;
}

/**
 * A ledger on PostgreSQL 15 or later: over connections of its own, over the host's pool, or in PGlite.
 *
 * Any number of stores, processes and programs share one database. The tables are made and brought up to date at the
 * first use, or by `open()`. Transactions are READ COMMITTED and lock the rows they decide on, in the order of their
 * ids. Deadlocks, serialization failures, lock timeouts and lost connections are tried again for a while where that is
 * safe.
 *
 * @param target - a connection string, a `Pool` of pg 8, or a `PGlite`; what the host gives stays open when the store
 * is closed.
 * @throws TypeError or RangeError for a target or an option that cannot be.
 * @example
 * ```ts
 * import { postgresStore } from '@pointbook/postgres';
 *
 * const store = postgresStore('postgres://pos@localhost/shop');
 * ```
 */
export function postgresStore(
  target: string | PostgresPool | PGliteDatabase,
  options: PostgresStoreOptions = {},
): PostgresStore {
  if (isPGlite(target)) return postgresStore(poolOfPGlite(target), options);
  checkTarget(target);
  checkStoreOptions('postgresStore()', options, optionRules);
  if (options.replica !== undefined) checkTarget(options.replica, 'The `replica` of postgresStore()');
  else if (options.maxLagMs !== undefined)
    throw new TypeError('`maxLagMs` of postgresStore() says how far a `replica` may be behind, and none is given.');
  const { schema = 'pointbook', retryForMs = 10_000, kinds = [] } = options;
  const ledger = schemaIn(schema);
  const { tables } = ledger;
  const names = namesIn(tables, dialect);
  let isSpread = false;
  const bases = feedBases(tables, () => isSpread);
  const decideInFrame = framedDecisions(
    tables,
    bases,
    questionWriter(tables, () => isSpread),
  );
  const statements = postgresStatements(tables);
  const spreadRows = spreadFedRows(bases, statements);
  const isLarge = largeAmong(statements);
  const connections = connectionsTo(target, options);

  /** Sees to it that the tables are there, and tells which database they are in. */
  const prepare = async (): Promise<string> => {
    const mayMigrate = options.migrate !== false;
    if (!(await runLater(isUpToDate(ledger, mayMigrate ? kinds : []), asking(connections.pool)))) {
      if (!mayMigrate) throw missingTables(schema);
      await withConnection(connections, async (client) => migrateInTurn(client, ledger, { kinds }));
    }
    await runLater(names.learnWords(), asking(connections.pool));
    isSpread = (await runLater(rowsOf(dialect.hasTable, tablesOfCitus), asking(connections.pool))).length > 0;
    return databaseOf(connections.pool);
  };
  const lifetime = new Lifetime(prepare);
  const patiently = <T>(work: () => Promise<T>): ResultAsync<T, StoreError> => {
    const isWorthIt = worthAnotherTry();
    // Once the store is closed, the next try says so.
    const attempt = () => (lifetime.opened === null ? lifetime.ready().then(work) : work());
    const call = lifetime.during(retrying({ forMs: retryForMs }, isWorthIt, attempt));
    return ResultAsync.fromPromise(call, postgresErrorOf);
  };

  const read = (questions: readonly Question[]) => {
    const [only] = questions;
    // Each is to see what was committed before it, not all what one moment was.
    if (only && bases.isQuestion(only)) return withConnection(connections, (client) => asking(client)(questions));
    return only === undefined || questions.length > 1 || isLarge(only)
      ? connections.read(questions)
      : connections.readSmall(only).then(({ rows }) => [rows]);
  };
  const run: ReaderParts['run'] = (work) => patiently(async () => runLater(work(), read));
  const readerBy = (way: ReaderParts['run'], known = names) =>
    sqlReader({
      dialect,
      names: known,
      statements,
      load: rowLoader(tables, dialect),
      fedRows: (...page) => (isSpread ? spreadRows : fedBy(statements))(...page),
      run: way,
    });
  const reader = readerBy(run);
  const apart = options.replica === undefined ? null : connectionsTo(options.replica, options);
  const { maxLagMs = 5000 } = options;
  const lagging = apart && readOnReplica(connections, apart, maxLagMs, lifetime, run, readerBy);

  return {
    transact: (programId, request, decide) => {
      const attempt = remembering(request, decide);
      return patiently(async () =>
        withConnection(connections, async (client) =>
          decideInFrame(client, connections.frame, names, programId, attempt.request(), attempt.decide),
        ),
      );
    },
    rows: {
      ...reader,
      load: gatheringAccounts(reader.load),
      time: () => patiently(async () => timeOf(read)),
      anew: () => readerBy(run, namesIn(tables, dialect)),
    },
    replica: lagging?.reads,
    replicaStatus: () => patiently(async () => lagging?.status() ?? null),
    open: () => patiently(async () => lagging?.check()),
    close: () => {
      const close = async (): Promise<void> => {
        if (lifetime.isClosed) return;
        await lifetime.end();
        await Promise.all([connections.close(), apart?.close()]);
      };
      return ResultAsync.fromPromise(close(), postgresErrorOf);
    },
    joinAsync: joinedTransactions(connections.pool, tables, names, decideInFrame, lifetime),
  };
}

/** Where Citus keeps which tables are spread over servers: it is in every database that has the extension. */
const tablesOfCitus = 'pg_dist_partition';

function connectionsTo(target: string | PostgresPool, options: PostgresStoreOptions): Connections {
  return typeof target === 'string' ? ownConnections(target, options) : hostsConnections(target, options);
}

function missingTables(schema: string): StoreFailure {
  return new StoreFailure(
    'store-schema-older',
    `The schema ${schema} is missing or older than this Pointbook: apply pointbook.sql, or let the store migrate.`,
  );
}

/** Pages of any length are asked on a connection of their own: what shares one with them would wait for them. */
function largeAmong(statements: ReturnType<typeof postgresStatements>): (question: Question) => boolean {
  const { newestFirst, statement, nextEntryAt } = statements;
  const large = new Set<unknown>(Object.values(statements));
  for (const small of [newestFirst, statement, nextEntryAt]) large.delete(small);
  return ({ sql, isPlannedAnew }) => isPlannedAnew === true || large.has(sql);
}

/**
 * Says of each failure whether to try again; a row that is there already says at its third time that it will stay.
 *
 * @remarks Where many write large batches, each waits for all that stand in line before it: a lock timeout tells that
 * the line is long, not that somebody will never end.
 */
function worthAnotherTry(): (thrown: unknown) => boolean {
  let duplicates = 0;
  return (thrown) => {
    if (thrown instanceof CommitFailure) return false;
    if (isDuplicate(thrown)) return ++duplicates < 3;
    return isLockTimeout(thrown) || diagnose(thrown)?.again !== undefined;
  };
}

function checkTarget(target: string | PostgresPool, what = 'postgresStore()'): void {
  const wanted = `${what} needs a connection string, or a Pool of pg`;
  if (typeof target === 'string') {
    if (/^(?:postgres(?:ql)?:|socket:|\/)/.test(target)) return;
    throw new TypeError(`${wanted}: a string like postgres://user:password@host:5432/database.`);
  }
  const members = ['connect', 'query', 'on', 'off', 'end'] as const;
  const isPool = members.every((member) => typeof (target as PostgresPool | null)?.[member] === 'function');
  if (!isPool || libraryOf(target) !== null) throw new TypeError(`${wanted}, not ${whatIs(target)}.`);
  if ('processID' in target) throw new TypeError(`${what} needs a Pool of pg: this is a single client.`);
  if ((target as { options?: { binary?: unknown } }).options?.binary === true)
    throw new TypeError(`${what} needs a Pool without \`binary: true\`: its answers cannot be read.`);
}
