import { byBytes, type StoredChanges } from '@pointbook/core/store';
import {
  accountValues,
  columns,
  type Names,
  type Question,
  type Row,
  type RowChange,
  rowChanges,
  type SqlValue,
  type Tables,
  versionDefinitions,
} from '@pointbook/sql';
import { elementTypeOf } from './binary-array.ts';
import { columnArrays, isFed, statementWriter, type WrittenRows } from './write-statement.ts';

/**
 * What to ask so that changes are written whose names have numbers; `accountRows` are those that the decision saw,
 * `base` is that of the program's feed.
 */
export type QuestionsOfChanges = (
  program: number,
  base: number,
  accountRows: readonly Row[],
  changes: StoredChanges,
  names: Names,
) => Question[];

/** What writes rows to these tables. */
export function questionWriter(tables: Tables, isSpread: () => boolean): QuestionsOfChanges {
  const write = statementWriter(tables, isSpread);
  const remove = { uniques: deletion(tables, 'uniques'), lists: deletion(tables, 'lists') };

  return (program, base, accountRows, changes, names) => {
    const questions = versionDefinitions(tables, program, changes);
    const positions = new Map(accountRows.map((row) => [row['member_id'], Number(row['position'])]));
    const fed = (values: readonly SqlValue[]) => values.concat(positions.get(values[1] as string) ?? 0);
    const rowsOf = (isAdded: boolean) =>
      changes.accounts.flatMap(({ isNew, account }) => (isNew === isAdded ? [accountValues(program, account)] : []));
    const accounts: readonly RowChange[] = [
      { table: 'accounts', how: 'add', rows: rowsOf(true) },
      { table: 'accounts', how: 'put', rows: rowsOf(false) },
    ];
    const written: WrittenRows[] = [];
    for (const change of [...accounts, ...rowChanges(program, changes, names)]) {
      const { table, how, rows } = change;
      if (how === 'remove') questions.push({ sql: remove[table], values: [program, ...columnArrays(table, rows)] });
      else if (rows.length > 0) written.push({ ...change, rows: inOrder(table, isFed(table) ? rows.map(fed) : rows) });
    }
    if (written.length > 0) questions.push(...write(program, base, written));
    return questions;
  };
}

/** Two that add the same keys in the same order do not wait for each other. */
function inOrder(table: WrittenRows['table'], rows: WrittenRows['rows']): WrittenRows['rows'] {
  return rows.length > 1 && table !== 'entries' && table !== 'notes' ? rows.toSorted(byKey) : rows;
}

/** By the columns after the program, which begin with the key. */
function byKey(a: readonly SqlValue[], b: readonly SqlValue[]): number {
  for (let column = 1; column < a.length; column++) {
    const [value, other] = [a[column], b[column]];
    if (value === other) continue;
    return typeof value === 'number' ? value - Number(other) : byBytes(String(value), String(other));
  }
  return 0;
}

/** Deletes rows that each have these values, found one by one whatever the statistics say. */
function deletion(tables: Tables, name: 'uniques' | 'lists'): string {
  const table = tables[name];
  const key = Object.entries(columns[name]).map(([column, { type }]) => ({ column, type: elementTypeOf(type) }));
  const names = key.map(({ column }) => column).join(', ');
  const arrays = key.map(({ type }, index) => `$${index + 2}::${type}[]`).join(', ');
  const same = key.map(({ column }) => `t.${column} = k.${column}`).join(' AND ');
  return `DELETE FROM ${table} WHERE program = $1 AND ctid = ANY (ARRAY (
    SELECT t.ctid FROM unnest(${arrays}) AS k (${names}) CROSS JOIN LATERAL (
      SELECT ctid FROM ${table} t WHERE t.program = $1 AND ${same} LIMIT 1) t))`;
}
