import { refusals, tablesNamed, type LedgerSchema } from '@pointbook/sql';
import { sqliteDialect } from './sqlite-dialect.ts';

/**
 * The tables and views whose names begin with a prefix.
 *
 * @throws RangeError when the prefix cannot begin an SQL name.
 */
export function schemaWith(prefix: string): LedgerSchema {
  if (!/^[a-z_][a-z0-9_]{0,47}$/i.test(prefix) || /^sqlite_/i.test(prefix)) {
    throw new RangeError(
      'tablePrefix must be 1 to 48 letters, digits and underscores, and begin with a letter, but not with sqlite_.',
    );
  }
  const viewOf = (name: string) => `${prefix}${name}`;
  const tables = tablesNamed(viewOf);
  const removed = [
    'records',
    'UPDATE',
    'a record that was removed is never changed: use a new key',
    'OLD.body IS NULL',
  ] as const;
  const guards = [...refusals, removed].map(
    ([table, act, why, when]) =>
      `CREATE TRIGGER ${tables[table]}_no_${act.toLowerCase()} BEFORE ${act} ON ${tables[table]} ${when ? `WHEN ${when}` : ''}
BEGIN SELECT RAISE(ABORT, '${why}'); END;\n`,
  );
  return {
    name: `The tables ${prefix}*`,
    tables,
    viewOf,
    dialect: sqliteDialect(prefix),
    place: '',
    guards: guards.join(''),
  };
}
