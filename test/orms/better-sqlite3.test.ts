import Database from 'better-sqlite3';
import { runSqliteStory, salesTable } from './sqlite-story.ts';

runSqliteStory<Database.Database>('better-sqlite3', () => {
  const database = new Database(':memory:');
  database.exec(salesTable);
  return {
    database,
    transaction: (work) => database.transaction(() => work(database)).immediate(),
    // Within a transaction this is a savepoint.
    savepoint: (tx, work) => tx.transaction(() => work(tx))(),
    sell: (tx, id) => tx.prepare('INSERT INTO sales (id) VALUES (?)').run(id),
  };
});
