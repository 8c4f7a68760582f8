import { byBytes, type StoredChanges } from '@pointbook/core/store';
import {
  accountValues,
  columns,
  type Names,
  type Question,
  type Row,
  rowChanges,
  type SqlValue,
  type Tables,
} from '@pointbook/sql';
import { elementTypeOf } from './binary-array.ts';
import { columnArrays, statementWriter, type WrittenRows } from './write-statement.ts';

/**
 * What to ask so that changes are written whose names have numbers; `accountRows` are those that the decision saw, `base`
 * is that of the program's feed.
 */
type QuestionsOfChanges = (
  program: number,
  base: number,
  accountRows: readonly Row[],
  changes: StoredChanges,
  names: Names,
) => Question[];

/** What writes rows to these tables. */
export function questionWriter(tables: Tables): QuestionsOfChanges {
  const write = statementWriter(tables);
  const defineVersion = `UPDATE ${tables.versions} SET definition = $3
    WHERE program = $1 AND fingerprint = $2 AND definition IS NULL`;
  const remove = { uniques: deletion(tables, 'uniques'), lists: deletion(tables, 'lists') };

  return (program, base, accountRows, changes, names) => {
    const questions: Question[] = changes.versions.map(({ version, definition }) => ({
      sql: defineVersion,
      values: [program, version, definition],
    }));
    const positions = new Map(accountRows.map((row) => [row['member_id'], Number(row['position'])]));
    const fed = (values: readonly SqlValue[]) => [...values, positions.get(values[1] as string) ?? 0];
    // Two that add the same keys in the same order do not wait for each other.
    const accounts = inOrder(changes.accounts, ({ account: a }, { account: b }) => byBytes(a.memberId, b.memberId));
    const records = inOrder(
      changes.records,
      ({ record: a }, { record: b }) => byBytes(a.kind, b.kind) || byBytes(a.key, b.key),
    );
    const accountRowsOf = (isAdded: boolean) =>
      accounts.flatMap(({ isNew, account }) => (isNew === isAdded ? [fed(accountValues(program, account))] : []));
    const written: WrittenRows[] = [
      { table: 'accounts', how: 'add', rows: accountRowsOf(true) },
      { table: 'accounts', how: 'put', rows: accountRowsOf(false) },
    ];
    for (const change of rowChanges(program, { ...changes, records }, names)) {
      const { table, rows } = change;
      if (change.how === 'remove')
        questions.push({ sql: remove[change.table], values: [program, ...columnArrays(table, rows)] });
      else if (table === 'uniques') written.push({ ...change, rows: inOrder(rows, byValue) });
      else written.push(table === 'entries' ? { ...change, rows: rows.map(fed) } : change);
    }
    const wanted = written.filter(({ rows }) => rows.length > 0);
    if (wanted.length > 0) questions.push(write(program, base, wanted));
    return questions;
  };
}

/** Two that take the same values in the same order do not wait for each other. */
function byValue(a: readonly SqlValue[], b: readonly SqlValue[]): number {
  return Number(a[1]) - Number(b[1]) || Number(a[2]) - Number(b[2]) || byBytes(String(a[3]), String(b[3]));
}

function inOrder<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): readonly Item[] {
  return items.length < 2 ? items : items.toSorted(compare);
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
