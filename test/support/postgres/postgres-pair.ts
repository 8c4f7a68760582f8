import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** A primary and a streaming standby of it, both on this machine. */
export interface PostgresPair {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  /** Another standby of the primary. */
  another(): Promise<PostgresServer>;
  /** Asks one of them as the superuser. */
  ask(server: PostgresServer, sql: string): Promise<pg.QueryResult>;
  stop(): Promise<void>;
}

/** Starts the two. Where they are synchronous, the primary acknowledges nothing that the standby does not have. */
export async function startPair({ isSynchronous = false } = {}): Promise<PostgresPair> {
  const flags = ['-c', 'wal_keep_size=1GB', '-c', 'wal_retrieve_retry_interval=100ms'];
  const primary = await startPostgres({ durable: isSynchronous, disposable: true, flags });
  const another = async () =>
    startPostgres({ durable: isSynchronous, disposable: true, flags, standbyOf: primary.url });
  const servers = [primary];
  const ask = async ({ url }: PostgresServer, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  };
  try {
    const standby = await another();
    servers.push(standby);
    if (isSynchronous) {
      await ask(primary, "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
      await ask(primary, 'SELECT pg_reload_conf()');
      const count = "SELECT FROM pg_stat_replication WHERE sync_state = 'sync'";
      while ((await ask(primary, count)).rows.length === 0) await pause(20);
    }
    return {
      primary,
      standby,
      another: async () => {
        const one = await another();
        servers.push(one);
        return one;
      },
      ask,
      stop: async () => {
        for (const server of servers.toReversed()) await server.stop();
      },
    };
  } catch (thrown) {
    for (const server of servers) await server.stop();
    throw thrown;
  }
}
