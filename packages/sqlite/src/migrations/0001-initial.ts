import { createTables, type Migration } from '@pointbook/sql';
import { sqliteDialect } from '../sqlite-dialect.ts';

/** The first tables, and what refuses that anything in them is rewritten. The index by date is read backwards. */
export const initial: Migration = {
  number: 1,
  name: 'initial',
  sql: (tables) => {
    const prefix = tables.words.slice(0, -'words'.length);
    const refuse = (table: keyof typeof tables, act: 'UPDATE' | 'DELETE', why: string, when = '') =>
      `CREATE TRIGGER ${tables[table]}_no_${act.toLowerCase()} BEFORE ${act} ON ${tables[table]} ${when}
BEGIN SELECT RAISE(ABORT, '${why}'); END;`;
    return [
      createTables(tables, sqliteDialect(prefix)),
      refuse('entries', 'UPDATE', 'entries are never changed: a correction is another entry'),
      refuse('entries', 'DELETE', 'entries are never deleted: a correction is another entry'),
      refuse('accounts', 'DELETE', 'an account is never deleted: the entries would belong to nobody'),
      refuse('records', 'UPDATE', 'a record that was removed is never changed: use a new key', 'WHEN OLD.body IS NULL'),
      refuse('records', 'DELETE', 'records are never deleted: what is removed keeps its key, without a body'),
      refuse(
        'versions',
        'UPDATE',
        'a version of a program is never changed: save another one',
        'WHEN OLD.definition IS NOT NULL',
      ),
      refuse('versions', 'DELETE', 'a version of a program is never deleted: entries name it'),
      ...(['programs', 'words'] as const).flatMap((table) => [
        refuse(table, 'UPDATE', `the numbers of ${table} are never changed: rows hold them`),
        refuse(table, 'DELETE', `the numbers of ${table} are never deleted: rows hold them`),
      ]),
    ].join('\n');
  },
};
