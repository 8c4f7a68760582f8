import type { Pool, PoolClient } from 'pg';

/** Commits what the work wrote, or rolls all of it back when it throws. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A lost connection fails the query that waits for it, and must not end the process.
  const ignore = () => {};
  client.on('error', ignore);
  let isUsable = true;
  try {
    await client.query('BEGIN');
    const done = await work(client);
    await client.query('COMMIT');
    return done;
  } catch (thrown) {
    isUsable = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    throw thrown;
  } finally {
    client.off('error', ignore);
    client.release(!isUsable);
  }
}
