import type { AsyncTransaction } from '@pointbook/core';
import { ResultAsync } from 'neverthrow';
import type { PostgresClient } from './connections.ts';
import { ask, askAll, unprepared, type Queryable } from './session.ts';
import { CommitFailure, isDuplicate, isLost, storeErrorOf } from './store-errors.ts';
import { joinedFrame, type RunDecision } from './transaction.ts';

/** Joins the transactions of the host's clients, to the database that the pool of the store leads to. */
export function joinedTransactions(
  pool: Queryable,
  ready: () => Promise<void>,
  runDecision: RunDecision,
): (client: PostgresClient) => AsyncTransaction {
  /** The end of the last call on each client: savepoints of two calls must not cross. */
  const turns = new WeakMap<PostgresClient, Promise<unknown>>();
  const known = new WeakSet<PostgresClient>();

  const checkDatabase = async (client: PostgresClient): Promise<void> => {
    if (known.has(client)) return;
    if ((await databaseOf(client)) !== (await databaseOf(pool)))
      throw new Error('This client is connected to another database than the ledger: join one of the same.');
    known.add(client);
  };
  const inTurn = async <T>(client: PostgresClient, work: () => Promise<T>): Promise<T> => {
    const before = turns.get(client) ?? Promise.resolve();
    const turn = before.then(work, work);
    turns.set(
      client,
      turn.catch(() => undefined),
    );
    return turn;
  };

  return (client) => {
    if (typeof (client as PostgresClient | null)?.query !== 'function' || 'totalCount' in client)
      throw new TypeError('Join a client of pg on which you have begun a transaction; a pool has many.');
    return {
      transact: (programId, keys, decide) =>
        ResultAsync.fromPromise(
          ready().then(async () =>
            inTurn(client, async () => {
              checkTransaction(client);
              await checkDatabase(client);
              return undoing(client, async () => runDecision(client, joinedFrame, programId, keys, decide));
            }),
          ),
          (thrown) => storeErrorOf(thrown instanceof CommitFailure ? thrown.cause : thrown),
        ),
    };
  };
}

/** Undoes what was begun when it fails; what another's new row has overtaken is decided once more, for it shows now. */
async function undoing<T>(client: Queryable, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (thrown) {
      if (!isLost(thrown)) await askAll(client, joinedFrame.undo).catch(() => undefined);
      if (!isDuplicate(thrown) || tries === 3) throw thrown;
    }
  }
}

/** Where the driver knows of no transaction there is none. */
function checkTransaction(client: PostgresClient): void {
  const { getTransactionStatus } = client as { getTransactionStatus?: () => string | null };
  const status = getTransactionStatus?.call(client);
  if (status === 'I') throw new Error('Begin a transaction on the client before you join it.');
  if (status === 'E') throw new Error('The transaction of this client has failed: roll it back first.');
}

/** What tells a database from all others; a server that was restarted has ended its clients' transactions too. */
async function databaseOf(client: Queryable): Promise<string> {
  const { rows } = await ask(client, { statement: unprepared(identity), values: [] });
  return JSON.stringify(rows);
}

const identity = `SELECT current_database() AS number, pg_postmaster_start_time() AS base`;
