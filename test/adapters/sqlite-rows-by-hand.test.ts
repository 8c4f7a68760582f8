import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '@pointbook/sqlite';
import { testRowsByHand } from './rows-by-hand.ts';

testRowsByHand(async () => {
  const database = new DatabaseSync(':memory:');
  const tableOf = (name: string) => `pointbook_${name}`;
  return {
    store: sqliteStore(database),
    run: async (sql) => database.exec(sql),
    columnsOf: async (table) =>
      database
        .prepare(`SELECT name FROM pragma_table_info('${tableOf(table)}')`)
        .all()
        .map(({ name }) => String(name)),
    tableOf,
    position: 'NULL',
    refused: /constraint|cannot store/,
    close: async () => database.close(),
  };
});
