import pg from 'pg';
import { startPostgres } from '../../support/postgres/postgres-server.ts';

/** The databases of a benchmark, each a ledger of its own. */
export interface Databases {
  /** Makes an empty database and answers its URL. */
  create(name: string): Promise<string>;
  /** Makes a copy, file by file, of one that nobody is connected to. */
  copy(from: string, name: string): Promise<string>;
  /** Removes one, where several would take more of the disk than needs be. */
  remove(name: string): Promise<void>;
  /** Everything so far goes to the disk, so that no side pays for what was before it. */
  settle(): Promise<void>;
}

/**
 * Works on a server whose answers are on the disk, with its settings as PostgreSQL has them by itself.
 *
 * @throws Error where the server of DATABASE_URL answers before that.
 */
export async function withDatabases<T>(work: (databases: Databases) => Promise<T>): Promise<T> {
  const server = await startPostgres({ durable: true });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const made = new Set<string>();
  const make = async (name: string, source: string): Promise<string> => {
    const database = `pointbook_bench_${name}`;
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${database} ${source}`);
    made.add(database);
    return Object.assign(new URL(server.url), { pathname: `/${database}` }).href;
  };
  try {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const { rows } = await client.query<Record<string, string>>(`SHOW ${setting}`);
      if (rows[0]?.[setting] !== 'on') throw new Error(`The benchmarks want a server with ${setting} = on.`);
    }
    return await work({
      create: (name) => make(name, 'TEMPLATE template0'),
      copy: (from, name) => make(name, `TEMPLATE pointbook_bench_${from} STRATEGY file_copy`),
      remove: async (name) => {
        await client.query(`DROP DATABASE pointbook_bench_${name}`);
        made.delete(`pointbook_bench_${name}`);
      },
      settle: async () => void (await client.query('CHECKPOINT')),
    });
  } finally {
    // After a failure somebody may be connected still; the next run drops what is left.
    for (const database of made) await client.query(`DROP DATABASE ${database}`).catch(() => {});
    await client.end();
    await server.stop();
  }
}
