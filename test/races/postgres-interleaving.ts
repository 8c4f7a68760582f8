import type { ResultAsync } from 'neverthrow';
import pg from 'pg';
import { expect, inject, onTestFinished } from 'vitest';
import type { RaceLedger } from './postgres-ground.ts';

/** A plain connection to the ledger's schema, which ends with the test. */
export async function plainClient({ ground }: RaceLedger): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: inject('databaseUrl'),
    options: `-c search_path=${ground.schema}`,
  });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** Rows that somebody else holds, until they let go. */
export interface Held {
  /** Resolves when so many transactions wait for the rows, or for one another behind them. */
  waitFor(transactions: number): Promise<void>;
  letGo(): Promise<void>;
}

/** Takes the lock of a row, as a transaction does that was begun before. */
export async function hold(race: RaceLedger, what: 'members' | 'invoices', id: string): Promise<Held> {
  const client = await plainClient(race);
  const row =
    what === 'members'
      ? 'accounts WHERE member_id = $1'
      : "records WHERE kind = (SELECT word FROM words WHERE name = 'invoice') AND key = $1";
  await client.query('BEGIN');
  const found = await client.query(`SELECT 1 FROM ${row} FOR UPDATE`, [id]);
  expect(found.rowCount).toBe(1);
  return { waitFor: await waitersFor(race, client), letGo: async () => void (await client.query('COMMIT')) };
}

/** Counts those who wait for a client's transaction. */
export async function waitersFor(race: RaceLedger, client: pg.Client): Promise<Held['waitFor']> {
  const watcher = await plainClient(race);
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const waiters = `WITH RECURSIVE waiter(pid) AS (
    SELECT $1::int UNION SELECT a.pid FROM pg_stat_activity a JOIN waiter w ON w.pid = ANY (pg_blocking_pids(a.pid))
  ) SELECT count(*)::int - 1 AS waiting FROM waiter`;
  return async (transactions) => {
    await expect
      .poll(async () => (await watcher.query<{ waiting: number }>(waiters, [rows[0]?.pid])).rows[0]?.waiting, {
        interval: 5,
        timeout: 4000,
      })
      .toBe(transactions);
  };
}

/**
 * Starts the calls while somebody holds the row that all of them need, so that all have begun when the first goes on,
 * and answers how each ended: `ok`, or the kind of its error.
 */
export async function atOnce(held: Held, calls: readonly (() => Call)[]): Promise<string[]> {
  const answers: Promise<string>[] = [];
  for (const [index, call] of calls.entries()) {
    answers.push(outcomeOf(call()));
    await held.waitFor(index + 1);
  }
  await held.letGo();
  return Promise.all(answers);
}

type Call = ResultAsync<unknown, { readonly kind: string }>;

/** How a call ended. */
export async function outcomeOf(call: Call): Promise<string> {
  const answer = await call;
  return answer.isOk() ? 'ok' : answer.error.kind;
}
