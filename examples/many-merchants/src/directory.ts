import type pg from 'pg';

/** Which server has which merchant: one small table, on a server that all processes know. */
export interface Directory {
  serverOf(programId: string): Promise<string>;
  put(programId: string, server: string): Promise<void>;
}

export async function openDirectory(pool: pg.Pool): Promise<Directory> {
  await pool.query('CREATE TABLE IF NOT EXISTS merchants (program_id text PRIMARY KEY, server text NOT NULL)');
  return {
    serverOf: async (programId) => {
      const { rows } = await pool.query<{ server: string }>('SELECT server FROM merchants WHERE program_id = $1', [
        programId,
      ]);
      const [row] = rows;
      if (row === undefined) throw new Error(`There is no merchant ${programId}.`);
      return row.server;
    },
    put: async (programId, server) => {
      await pool.query(
        `INSERT INTO merchants VALUES ($1, $2) ON CONFLICT (program_id) DO UPDATE SET server = excluded.server`,
        [programId, server],
      );
    },
  };
}
