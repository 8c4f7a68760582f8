import type { PoolClient, QueryConfig } from 'pg';
import type { PostgresPool } from './postgres-pool.ts';
import { clientOver, type Query } from './query-client.ts';

/** What this package uses of a `PGlite`: PostgreSQL in the process, with one connection. */
export interface PGliteDatabase {
  /** Runs work in a transaction; nobody else is answered meanwhile. */
  transaction(work: (transaction: PGliteTransaction) => Promise<void>): Promise<unknown>;
  /** What tells it from others. */
  readonly execProtocol: unknown;
}

/** What this package uses of a transaction of PGlite. */
export interface PGliteTransaction {
  /** Asks one statement. */
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs statements without values, and answers for each. */
  exec(text: string): Promise<{ rows: unknown[] }[]>;
}

/** Whether it is a database of PGlite. */
export function isPGlite(value: unknown): value is PGliteDatabase {
  return typeof value === 'object' && value !== null && 'execProtocol' in value && 'transaction' in value;
}

/** The one pool of a database: all stores on it are the same host's. */
export function poolOfPGlite(database: PGliteDatabase): PostgresPool {
  const pool = pools.get(database) ?? new PGlitePool(database);
  pools.set(database, pool);
  return pool as unknown as PostgresPool;
}

const pools = new WeakMap<PGliteDatabase, PGlitePool>();

/**
 * How long a call waits for the one connection; a host that waits for a call inside its own transaction would do so for
 * ever.
 */
const patienceMs = 30_000;

// The host's own, whatever a test runner puts in their place later.
const { setTimeout, clearTimeout } = globalThis;

/** One connection, as much of a pool as the store asks for. */
class PGlitePool {
  private readonly database: PGliteDatabase;

  constructor(database: PGliteDatabase) {
    this.database = database;
  }

  connect(take: (error: unknown, client?: PoolClient) => void): void {
    void this.lend().then((client) => take(undefined, client), take);
  }

  async query(question: QueryConfig): Promise<unknown> {
    const client = await this.lend();
    try {
      return await client.query(question);
    } finally {
      client.release();
    }
  }

  /**
   * Lends the connection to one after another, within a transaction of PGlite's: only that keeps it from what the host
   * asks.
   *
   * @remarks What is asked begins and ends transactions of its own by statements, as on any connection: the server
   * warns that one has begun already, or is over, and takes the settings of a BEGIN all the same.
   */
  private async lend(): Promise<PoolClient> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        reject(new Error('timeout exceeded when trying to connect: a transaction holds the connection of PGlite'));
      }, patienceMs);
      const work = async (transaction: PGliteTransaction) => {
        clearTimeout(timer);
        if (!isLate) await new Promise<void>((release) => resolve(clientOf(transaction, release)));
      };
      this.database.transaction(work).catch((thrown: unknown) => {
        clearTimeout(timer);
        reject(thrown);
      });
    });
  }

  on(): this {
    return this;
  }

  off(): this {
    return this;
  }

  /** The host closes its own. */
  async end(): Promise<void> {}
}

/** As much of a client of pg as the store asks for. */
function clientOf(transaction: PGliteTransaction, release: () => void): PoolClient {
  const { query } = clientOver(queryOfPGlite(transaction));
  const client = { query, release: () => release(), on: () => client, off: () => client };
  return client as unknown as PoolClient;
}

/**
 * Asks in a transaction of PGlite.
 *
 * @remarks PGlite takes U+FEFF from the beginning of each text that it answers with, so rows are asked for as JSON.
 */
export function queryOfPGlite(transaction: PGliteTransaction): Query {
  return async (text, values) => {
    if (!reads(text)) return values.length > 0 ? transaction.query(text, values) : last(transaction, text);
    const { rows } = await transaction.query(`SELECT to_json(r)::text AS json FROM (${text}) r`, values);
    return (rows as { json: string }[]).map(({ json }) => JSON.parse(json) as object);
  };
}

/** Statements that write answer with no texts of the ledger's. */
function reads(text: string): boolean {
  return /^(?:SELECT|WITH)\b/.test(text) && !/\b(?:INSERT INTO|DELETE FROM)\b/.test(text);
}

/** Runs statements without values, of which there may be many. */
async function last(transaction: PGliteTransaction, text: string): Promise<unknown> {
  return (await transaction.exec(text)).at(-1);
}
