import { type AsyncTransaction, CommitFailure, type StoreError, StoreFailure } from '@pointbook/core/store';
import { isError, type Lifetime, type Names, runLater, script, storeClosed, type Tables } from '@pointbook/sql';
import { ResultAsync } from 'neverthrow';
import type { PoolClient } from 'pg';
import { joinedFrame } from './frame.ts';
import { type DecideInFrame, remembering } from './transaction.ts';
import { timeOf } from '../statements/time-of.ts';
import { clientIn, type PostgresTransaction } from './hosts-transaction.ts';
import { failedAlready, inAnotherDatabase, notBegun } from './misused-transaction.ts';
import { ignore } from '../connections/postgres-pool.ts';
import { isOverQuery } from '../connections/query-client.ts';
import { askAll, asking, askLike, type Queryable } from '../connections/session.ts';
import { diagnose, isDuplicate, isUnanswered, postgresErrorOf, sqlStateOf } from '../store-errors.ts';
import { areCommitted } from './joined-names.ts';

/** How long to wait for what needs a connection: the host's transactions may hold all that the pool has. */
const soonMs = 5000;

// The host's own, whatever a test runner puts in their place later.
const { setTimeout, clearTimeout } = globalThis;

/**
 * Joins the transactions of the host's clients, to the database that the pool of the store leads to.
 *
 * @param lifetime - of the store; what it comes to is that database.
 */
export function joinedTransactions(
  pool: Queryable,
  tables: Tables,
  names: Names,
  decideInFrame: DecideInFrame,
  lifetime: Lifetime<string>,
): (transaction: PostgresTransaction) => AsyncTransaction {
  /** The end of the last call on each client: savepoints of two calls must not cross. */
  const turns = new WeakMap<Queryable, Promise<unknown>>();
  const known = new WeakSet<Queryable>();

  /** The ledger's database after the server was restarted. */
  let restarted = '';

  // The pool is asked only where it must be: the host's clients may be all that it has.
  const checkDatabase = async (client: Queryable): Promise<void> => {
    if (known.has(client)) return;
    const opened = lifetime.opened ?? (await soon(lifetime.ready(), noneFree));
    const isOver = isOverQuery(client);
    const database = isOver ? await soon(databaseOf(client), noAnswer) : await databaseOf(client);
    if (database !== opened && database !== restarted) restarted = await soon(databaseOf(pool), noneFree);
    if (database !== opened && database !== restarted) throw inAnotherDatabase();
    // Of these nothing else tells whether they still answer.
    if (isOver) return;
    known.add(client);
    // A connection that is lost while the host is at work would end the process where nobody listens.
    (client as Partial<PoolClient>).on?.('error', ignore);
  };
  const inTurn = async <T>(client: Queryable, work: () => Promise<T>): Promise<T> => {
    const before = turns.get(client) ?? Promise.resolve();
    const turn = before.then(work, work);
    turns.set(client, turn.catch(ignore));
    return turn;
  };

  return (transaction) => {
    const clientOf = clientIn(transaction);
    return {
      transact: (programId, request, decide, judge) => {
        const attempt = remembering(request, decide);
        const call = async () => {
          const client = askLike(pool, await clientOf());
          return inTurn(client, async () => {
            if (lifetime.isClosed) throw storeClosed();
            checkTransaction(client);
            await checkDatabase(client);
            // The pool may have no connection left, and its answer could not wait for the host.
            if (judge) judge(await timeOf(asking(client))).mapErr(raise);
            return undoing(client, async () => {
              const own = names.within();
              const value = await decideInFrame(client, joinedFrame, own, programId, attempt.request(), attempt.decide);
              if (own.own.length > 0 && (await runLater(areCommitted(tables, own), asking(client)))) names.keep(own);
              return value;
            });
          });
        };
        return ResultAsync.fromPromise(call(), joinedErrorOf);
      },
    };
  };
}

function raise({ kind, message }: StoreError): never {
  throw new StoreFailure(kind, message);
}

async function soon<T>(answer: Promise<T>, otherwise: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreFailure('store-unavailable', otherwise)), soonMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

const noneFree = 'No connection was free to open the ledger on: open it before you join.';
const noAnswer =
  'The transaction did not answer. Join one that is still open, and not a function that asks a pool: all connections of the pool may be in use.';

/** Undoes what was begun when it fails; what another's new row has overtaken is decided once more, for it shows now. */
async function undoing<T>(client: Queryable, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (caught) {
      // Where the connection was lost, the host's transaction is gone and nothing of it is kept.
      const thrown = caught instanceof CommitFailure ? caught.cause : caught;
      if (isEnded(thrown)) throw caught;
      await askAll(client, joinedFrame.undo).catch((failed: unknown) => {
        // Nobody waits for an answer any more, but the server may yet write, and the host commit it.
        if (isUnanswered(thrown) && isUnanswered(failed))
          throw new CommitFailure('It is not known whether it was undone', { cause: thrown });
      });
      if (!isDuplicate(thrown)) throw thrown;
      if (!(await seesOthers(client)))
        throw new StoreFailure('store-unavailable', `Another transaction wrote the same meanwhile. ${anew}`, {
          cause: thrown,
        });
      if (tries === 3) throw thrown;
    }
  }
}

/** Whether each statement sees what was committed before it; in a stricter transaction nothing new ever shows. */
async function seesOthers(client: Queryable): Promise<boolean> {
  const [rows] = await asking(client)([script(isolation)]);
  return rows?.[0]?.['isolation'] === 'read committed';
}

/** What in a transaction of our own would be tried again is the host's to try: it alone knows what else was in it. */
function joinedErrorOf(thrown: unknown): StoreError {
  if (sqlStateOf(thrown) === '25P02') throw failedAlready(thrown);
  if (isEnded(thrown)) throw notBegun(thrown);
  const error = postgresErrorOf(thrown);
  const cause = thrown instanceof CommitFailure ? thrown.cause : thrown;
  return diagnose(cause)?.again === undefined ? error : { ...error, message: `${error.message} ${anew}` };
}

const anew = 'Roll your transaction back, and begin it anew.';
const isolation = `SELECT current_setting('transaction_isolation') AS isolation`;

/** Whether the transaction is not there any more, or the savepoint that was made in it. */
function isEnded(thrown: unknown): boolean {
  return (
    ['25P01', '3B001'].includes(sqlStateOf(thrown)) ||
    // As Kysely and PGlite say it.
    (isError(thrown) && /transaction is (?:closed|already )/i.test(thrown.message))
  );
}

/** Where the driver knows of no transaction there is none. */
function checkTransaction(client: Queryable): void {
  const { getTransactionStatus } = client as { getTransactionStatus?: () => string | null };
  const status = getTransactionStatus?.call(client);
  // The server of a client that is not connected has said nothing yet, and may never be asked.
  if (status === 'I' || status === null) throw notBegun();
  if (status === 'E') throw failedAlready();
}

/** What tells a database from all others; a server that was restarted has ended its clients' transactions too. */
export async function databaseOf(client: Queryable): Promise<string> {
  return JSON.stringify(await asking(client)([script(identity)]));
}

// Whatever time zone a session has.
const identity = `SELECT current_database() AS name, extract(epoch FROM pg_postmaster_start_time())::text AS started`;
