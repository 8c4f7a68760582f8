import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import pg from 'pg';

/** Weighs a ledger from outside, whatever its tables are. */
export interface Scales {
  /** The bytes of all tables and indexes. */
  ledger(): Promise<number>;
  /** The bytes that some work writes to the log of the database, which is what a commit waits for. */
  log(work: () => Promise<void>): Promise<number>;
  close(): Promise<void>;
}

/** Scales for a file of SQLite. */
export function sqliteScales(path: string): Scales {
  const database = new Database(path);
  const intoTheFile = () => database.pragma('wal_checkpoint(TRUNCATE)');
  const pages = (pragma: string) => database.pragma(pragma, { simple: true }) as number;
  return {
    ledger: async () => {
      intoTheFile();
      return (pages('page_count') - pages('freelist_count')) * pages('page_size');
    },
    log: async (work) => {
      intoTheFile();
      await work();
      return statSync(`${path}-wal`).size;
    },
    close: async () => void database.close(),
  };
}

/** Scales for a database of PostgreSQL. */
export async function postgresScales(url: string): Promise<Scales> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const bytes = async (query: string): Promise<number> => {
    const { rows } = await client.query<{ bytes: string }>(query);
    return Number(rows[0]?.bytes);
  };
  const logged = () => bytes(`SELECT pg_current_wal_insert_lsn() - '0/0' AS bytes`);
  return {
    ledger: async () => {
      await client.query('VACUUM');
      return bytes(
        `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class
         WHERE relkind = 'r' AND relnamespace = 'pointbook'::regnamespace`,
      );
    },
    log: async (work) => {
      const before = await logged();
      await work();
      return (await logged()) - before;
    },
    close: () => client.end(),
  };
}
