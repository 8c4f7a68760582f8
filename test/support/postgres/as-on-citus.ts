import { callbackify } from 'node:util';
import type { PostgresPool } from '@pointbook/postgres';
import pg, { type QueryConfig } from 'pg';

/**
 * The way to a server on which stores find the tables of Citus, which are empty: they then write and follow the feed as
 * they do there. It is a plain server all the same, so it shows that nothing is wrong with what they ask, and not what
 * Citus makes of it.
 */
export async function asOnCitus(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // IF NOT EXISTS by itself loses a race.
  await client.query(`SELECT pg_advisory_lock(1); CREATE SCHEMA IF NOT EXISTS as_on_citus;
    CREATE TABLE IF NOT EXISTS as_on_citus.pg_dist_partition ()`);
  await client.end();
  const way = new URL(url);
  way.searchParams.set('options', '-c search_path=as_on_citus,public');
  return way.href;
}

/** A pool whose clients are connected to one server of several, and find the tables where they are. */
export interface NodesPool {
  readonly pool: PostgresPool;
  /** From now on the tables are on the other server. */
  move(): void;
}

/**
 * Does what Citus was seen to do: a statement that names a table is carried out where the table is, but for the number
 * of a transaction in an INSERT, which is that of the server that the client is connected to; all else is carried out
 * there.
 */
export function nodesPool(connected: pg.Pool, other: pg.Pool, schema: string): NodesPool {
  let holder = connected;
  const connect = async () => {
    const near = await connected.connect();
    const far = await other.connect();
    const query = async (config: QueryConfig) => {
      const { text } = config;
      if (/^(?:BEGIN|SET LOCAL)\b/.test(text)) return near.query(config).then(() => far.query(config));
      // Where one server alone was written to, its COMMIT comes first.
      if (/^(?:COMMIT|ROLLBACK)\b/.test(text)) return far.query(config).then(() => near.query(config));
      if (!text.includes(`"${schema}"`) || holder === connected) return near.query(config);
      if (!text.startsWith('INSERT')) return far.query(config);
      const { rows } = await near.query<{ number: string }>('SELECT pg_current_xact_id()::text AS number');
      const numbered = text.replaceAll('pg_current_xact_id()::text', `'${rows[0]?.number}'`);
      return far.query({ ...config, name: undefined, text: numbered } as QueryConfig);
    };
    const client = {
      query,
      on: () => client,
      off: () => client,
      release: (isLost?: boolean) => {
        near.release(isLost);
        far.release(isLost);
      },
    };
    return client;
  };
  const pool = {
    connect: callbackify(connect),
    query: async (config: QueryConfig) => {
      const client = await connect();
      return client.query(config).finally(() => client.release());
    },
    on: () => pool,
    off: () => pool,
    end: async () => {},
  };
  return {
    pool: pool as unknown as PostgresPool,
    move: () => {
      holder = other;
    },
  };
}
