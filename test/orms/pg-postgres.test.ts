import pg from 'pg';
import { runStory } from './story.ts';

runStory<pg.PoolClient>('pg', ({ url, schema }) => {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  return {
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await work(client);
        await client.query('COMMIT');
      } catch (thrown) {
        await client.query('ROLLBACK');
        throw thrown;
      } finally {
        client.release();
      }
    },
    savepoint: async (client, work) => {
      await client.query('SAVEPOINT inner_part');
      try {
        await work(client);
        await client.query('RELEASE SAVEPOINT inner_part');
      } catch (thrown) {
        await client.query('ROLLBACK TO SAVEPOINT inner_part');
        throw thrown;
      }
    },
    sell: async (client, id) => client.query(`INSERT INTO ${schema}.sales (id) VALUES ($1)`, [id]),
    outside: pool,
    close: async () => pool.end(),
  };
});
