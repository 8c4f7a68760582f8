import type { DatabaseSync } from 'node:sqlite';
import type { Pool } from 'pg';

/** SQL past the ledger: a hand that knows the tables, and that triggers and foreign keys do not stop. */
export interface Hand {
  table(name: 'entries' | 'records' | 'lists' | 'words' | 'programs' | 'versions'): string;
  run(sql: string): Promise<void>;
  all(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** A hand on SQLite. */
export function handOn(database: DatabaseSync): Hand {
  database.exec('PRAGMA foreign_keys = OFF');
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
  return {
    table: (name) => `pointbook_${name}`,
    run: async (sql) => database.exec(sql),
    all: async (sql) => database.prepare(sql).all(),
  };
}

/** A hand on PostgreSQL. */
export function handIn(pool: Pool, schema: string): Hand {
  return {
    table: (name) => `"${schema}"."${name}"`,
    // As a replica does: no trigger fires.
    run: async (sql) =>
      void (await pool.query(`SELECT set_config('session_replication_role', 'replica', true); ${sql}`)),
    all: async (sql) => (await pool.query(sql)).rows,
  };
}
