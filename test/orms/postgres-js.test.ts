import postgres, { type TransactionSql } from 'postgres';
import { runStory } from './story.ts';

// Whatever its options do to the names of columns.
runStory<TransactionSql>('postgres.js', ({ url, schema }) => {
  const sql = postgres(url, { max: 1, transform: postgres.camel, onnotice: () => {} });
  return {
    transaction: async (work) => sql.begin(work),
    savepoint: async (tx, work) => tx.savepoint(work),
    sell: (tx, id) => tx`INSERT INTO ${tx(schema)}.sales (id) VALUES (${id})`,
    outside: sql,
    close: async () => sql.end(),
  };
});
