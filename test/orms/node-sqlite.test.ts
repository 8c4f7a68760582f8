import { DatabaseSync } from 'node:sqlite';
import { runSqliteStory, salesTable } from './sqlite-story.ts';

runSqliteStory<DatabaseSync>('node:sqlite', () => {
  const database = new DatabaseSync(':memory:');
  database.exec(salesTable);
  const between = (begin: string, keep: string, undo: string) => (work: (tx: DatabaseSync) => void) => {
    database.exec(begin);
    try {
      work(database);
      database.exec(keep);
    } catch (thrown) {
      database.exec(undo);
      throw thrown;
    }
  };
  const inner = between('SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part');
  return {
    database,
    transaction: between('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'),
    savepoint: (_, work) => inner(work),
    sell: (tx, id) => tx.prepare('INSERT INTO sales (id) VALUES (?)').run(id),
  };
});
