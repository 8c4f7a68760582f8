import knex, { type Knex } from 'knex';
import { runStory } from './story.ts';

runStory<Knex.Transaction>('Knex', ({ url, schema }) => {
  const db = knex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
  return {
    transaction: async (work) => db.transaction(work),
    savepoint: async (tx, work) => tx.transaction(work),
    sell: async (tx, id) => tx.withSchema(schema).table('sales').insert({ id }),
    outside: db,
    close: async () => db.destroy(),
  };
});
