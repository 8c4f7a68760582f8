import { type Column, columns, type Question, type RowChange, type SqlValue, type Tables } from '@pointbook/sql';
import { arraysOf, elementTypeOf, type ElementType } from './binary-array.ts';

/** Rows that are added, or written over those that are there. */
export type WrittenRows = Exclude<RowChange, { how: 'remove' }>;

/** Writes parts in one statement, each of one row or as arrays of many. */
export type WriteStatement = (program: number, base: number, parts: readonly WrittenRows[]) => Question;

/**
 * The writer of statements for these tables.
 *
 * @remarks A row of a table that has a place in the feed ends with the position before it. Statements of the same shape
 * have the same text, so a connection prepares each once. The parts run in one order whatever the shape, so that two
 * that add the same keys do not wait for each other.
 */
export function statementWriter(tables: Tables): WriteStatement {
  const known = new Map<string, string>();
  const statementFor = (parts: readonly WrittenRows[]): string => {
    const shape = parts.map(({ table, how, rows }) => `${how} ${table} ${rows.length > 1}`).join();
    let statement = known.get(shape);
    if (statement === undefined) {
      let used = 1;
      const texts = parts.map((part) => {
        const text = textOf(tables, part, used + 1);
        used += parameterCount(part);
        return text;
      });
      statement = together(texts);
      known.set(shape, statement);
    }
    return statement;
  };
  return (program, base, parts) => ({
    sql: statementFor(parts),
    values: [program, ...parts.flatMap((part) => valuesOf(part, base))],
  });
}

/** What is written by the end of an arm has no order but its own, so all arms are made alike: none is the main query. */
function together(texts: readonly string[]): string {
  const [first = ''] = texts;
  return texts.length === 1
    ? first
    : `WITH ${texts.map((text, index) => `w${index} AS (${text})`).join(', ')} SELECT WHERE false`;
}

const fedTables: readonly string[] = ['accounts', 'entries'];

function columnsOf(table: RowChange['table']): [name: string, type: ElementType][] {
  const own = Object.entries<Column>(columns[table]).map(([name, { type }]): [string, ElementType] => [
    name,
    elementTypeOf(type),
  ]);
  return fedTables.includes(table) ? [...own, ['position', 'bigint']] : own;
}

/** One for each column, and one for the base where there is a position. */
function parameterCount({ table }: WrittenRows): number {
  return columnsOf(table).length + (fedTables.includes(table) ? 1 : 0);
}

function valuesOf({ table, rows }: WrittenRows, base: number): SqlValue[] {
  const [only] = rows;
  const values = rows.length === 1 && only ? only.slice(1) : columnArrays(table, rows);
  return fedTables.includes(table) ? [...values, base] : values;
}

/** The columns of rows, but for the program, as an array each. */
export function columnArrays(table: RowChange['table'], rows: RowChange['rows']): SqlValue[] {
  return arraysOf(
    rows.map(([, ...values]) => values),
    columnsOf(table).map(([, type]) => type),
  );
}

/** The text of a part whose first parameter has this number; the program is $1. */
function textOf(tables: Tables, part: WrittenRows, first: number): string {
  const named = columnsOf(part.table);
  const names = named.map(([name]) => name);
  const isOne = part.rows.length === 1;
  const base = `$${first + named.length}::bigint`;
  const source = (name: string, index: number, type: ElementType) => {
    const value = isOne ? `$${first + index}::${type}` : `u.${name}`;
    return name === 'position' ? `greatest(${value}, ${base} + pg_current_xact_id()::text::bigint)` : value;
  };
  const sources = named.map(([name, type], index) => source(name, index, type));
  const arrays = named.map(([, type], index) => `$${first + index}::${type}[]`).join(', ');
  const rows = `unnest(${arrays}) AS u (${names.join(', ')})`;

  const into = `INSERT INTO ${tables[part.table]} AS t (program, ${names.join(', ')})`;
  const insert = isOne
    ? `${into} VALUES ($1, ${sources.join(', ')})`
    : `${into} SELECT $1, ${sources.join(', ')} FROM ${rows}`;
  if (part.how === 'add') return insert;
  // Not an UPDATE joined with the rows: at some size the planner would read the whole table for that.
  return `${insert} ON CONFLICT ${part.table === 'records' ? overRecord : overRow(names)}`;
}

/** A record that was removed stays removed: its row refuses the format. */
const overRecord = `(program, kind, key) DO UPDATE SET
  format = CASE WHEN t.body IS NOT NULL THEN excluded.format END, body = excluded.body`;

function overRow([key = '', ...names]: readonly string[]): string {
  const sets = names.map((name) => `${name} = excluded.${name}`).join(', ');
  return `(program, ${key}) DO UPDATE SET ${sets}`;
}
