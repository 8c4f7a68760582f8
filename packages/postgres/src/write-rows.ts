import type { StoredChanges } from '@pointbook/core/store';
import {
  accountValues,
  byBytes,
  columns,
  entryValues,
  type Loaded,
  type Names,
  noteValues,
  type Question,
  type SqlValue,
  type Tables,
} from '@pointbook/sql';
import { elementTypeOf } from './binary-array.ts';
import { columnArrays, statementWriter, type Part } from './write-statement.ts';

/**
 * What to ask so that changes are written whose names have numbers; `loaded` is what the decision saw, `base` that of
 * the program's feed.
 */
export type WriteRows = (
  program: number,
  base: number,
  loaded: Loaded,
  changes: StoredChanges,
  names: Names,
) => Question[];

/** The writer of rows to these tables. */
export function rowWriter(tables: Tables): WriteRows {
  const write = statementWriter(tables);
  const sql = {
    defineVersion: `UPDATE ${tables.versions} SET definition = $3
      WHERE program = $1 AND fingerprint = $2 AND definition IS NULL`,
    freeUniques: deletion(tables, 'uniques'),
    leaveLists: deletion(tables, 'lists'),
  };

  return (program, base, { accountRows }, changes, names) => {
    const { freed, left, added, put, uniques, places } = recordRows(program, changes, names);
    const questions: Question[] = changes.versions.map(({ version, definition }) => ({
      sql: sql.defineVersion,
      values: [program, version, definition],
    }));
    // All give up their unique values before any takes one.
    if (freed.length > 0)
      questions.push({ sql: sql.freeUniques, values: [program, ...columnArrays('uniques', freed)] });
    if (left.length > 0) questions.push({ sql: sql.leaveLists, values: [program, ...columnArrays('lists', left)] });

    const positions = new Map(accountRows.map((row) => [row['member_id'], Number(row['position'])]));
    const before = (memberId: string) => positions.get(memberId) ?? 0;
    const accounts = { add: [] as SqlValue[][], put: [] as SqlValue[][] };
    // Two that add the same keys in the same order do not wait for each other.
    for (const { isNew, account } of inOrder(changes.accounts, (a, b) =>
      byBytes(a.account.memberId, b.account.memberId),
    ))
      accounts[isNew ? 'add' : 'put'].push([...accountValues(program, account), before(account.memberId)]);
    const parts: readonly Part[] = [
      { table: 'accounts', how: 'add', rows: accounts.add },
      { table: 'accounts', how: 'put', rows: accounts.put },
      { table: 'records', how: 'add', rows: added },
      { table: 'records', how: 'put', rows: put },
      { table: 'uniques', how: 'add', rows: uniques },
      { table: 'lists', how: 'add', rows: places },
      {
        table: 'entries',
        how: 'add',
        rows: changes.entries.map((entry) => [...entryValues(program, entry, names), before(entry.memberId)]),
      },
      { table: 'notes', how: 'add', rows: changes.notes.map((note) => noteValues(program, note)) },
    ];
    const wanted = parts.filter(({ rows }) => rows.length > 0);
    if (wanted.length > 0) questions.push(write(program, base, wanted));
    return questions;
  };
}

/** The rows of records, and of what they are freed by: what they give up, and what they take. */
function recordRows(program: number, { records }: StoredChanges, names: Names) {
  const rows = {
    freed: [] as SqlValue[][],
    left: [] as SqlValue[][],
    added: [] as SqlValue[][],
    put: [] as SqlValue[][],
    uniques: [] as SqlValue[][],
    places: [] as SqlValue[][],
  };
  const sorted = inOrder(records, ({ record: a }, { record: b }) => byBytes(a.kind, b.kind) || byBytes(a.key, b.key));
  for (const { isNew, record, uniques, places } of sorted) {
    const kind = names.word(record.kind);
    rows[isNew ? 'added' : 'put'].push([program, kind, record.key, record.format, record.body]);
    for (const { field, from, to } of uniques) {
      if (from !== null) rows.freed.push([program, kind, names.word(field), from, record.key]);
      if (to !== null) rows.uniques.push([program, kind, names.word(field), to, record.key]);
    }
    for (const { list, from, to } of places) {
      if (from !== null) rows.left.push([program, kind, names.word(list), from.value, from.rank, record.key]);
      if (to !== null) rows.places.push([program, kind, names.word(list), to.value, to.rank, record.key]);
    }
  }
  return { ...rows, uniques: inOrder(rows.uniques, byValue) };
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
  const key = Object.entries(columns[name]).map(([column, type]) => ({ column, type: elementTypeOf(type) }));
  const names = key.map(({ column }) => column).join(', ');
  const arrays = key.map(({ type }, index) => `$${index + 2}::${type}[]`).join(', ');
  const same = key.map(({ column }) => `t.${column} = k.${column}`).join(' AND ');
  return `DELETE FROM ${table} WHERE program = $1 AND ctid = ANY (ARRAY (
    SELECT t.ctid FROM unnest(${arrays}) AS k (${names}) CROSS JOIN LATERAL (
      SELECT ctid FROM ${table} t WHERE t.program = $1 AND ${same} LIMIT 1) t))`;
}
