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
  const texts = new Map<string, string>();
  const textFor = (parts: readonly WrittenRows[]): string => {
    const shape = parts.map(({ table, how, rows }) => `${how} ${table} ${rows.length > 1}`).join();
    const known = texts.get(shape);
    if (known !== undefined) return known;
    const text = together(parts.map((part) => textOf(tables, part)));
    texts.set(shape, text);
    return text;
  };
  return (program, base, parts) => ({
    sql: textFor(parts),
    values: parts.flatMap((part) => valuesOf(program, base, part)),
  });
}

/** What is written by the end of an arm has no order but its own, so all arms are made alike: none is the main query. */
function together(texts: readonly string[]): string {
  const [first = ''] = texts;
  if (texts.length === 1) return first;
  return `WITH ${texts.map((text, index) => `w${index} AS (${text})`).join(', ')} SELECT WHERE false`;
}

const fedTables: readonly string[] = ['accounts', 'entries'];

function columnsOf(table: RowChange['table']): [name: string, type: ElementType][] {
  const own = Object.entries<Column>(columns[table]).map(([name, { type }]): [string, ElementType] => [
    name,
    elementTypeOf(type),
  ]);
  return fedTables.includes(table) ? [...own, ['position', 'bigint']] : own;
}

/** In the order in which the text of the part has its parameters. */
function valuesOf(program: number, base: number, { table, rows }: WrittenRows): SqlValue[] {
  const fed = fedTables.includes(table) ? [base] : [];
  const [only] = rows;
  return rows.length === 1 && only ? [...only, ...fed] : [program, ...fed, ...columnArrays(table, rows)];
}

/** The columns of rows, but for the program, as an array each. */
export function columnArrays(table: RowChange['table'], rows: RowChange['rows']): SqlValue[] {
  return arraysOf(
    rows.map(([, ...values]) => values),
    columnsOf(table).map(([, type]) => type),
  );
}

function textOf(tables: Tables, { table, how, rows }: WrittenRows): string {
  const named = columnsOf(table);
  const names = named.map(([name]) => name);
  const isOne = rows.length === 1;
  const sources = named.map(([name, type]) => {
    const value = isOne ? `?::${type}` : `u.${name}`;
    return name === 'position' ? `greatest(${value}, ?::bigint + pg_current_xact_id()::text::bigint)` : value;
  });
  const arrays = named.map(([, type]) => `?::${type}[]`).join(', ');
  const given = isOne
    ? `VALUES (?, ${sources.join(', ')})`
    : `SELECT ?, ${sources.join(', ')} FROM unnest(${arrays}) AS u (${names.join(', ')})`;
  const insert = `INSERT INTO ${tables[table]} AS t (program, ${names.join(', ')}) ${given}`;
  if (how === 'add') return insert;
  // Not an UPDATE joined with the rows: at some size the planner would read the whole table for that.
  return `${insert} ON CONFLICT ${table === 'records' ? overRecord : overRow(names)}`;
}

/** A record that was removed stays removed: its row refuses the format. */
const overRecord = `(program, kind, key) DO UPDATE SET
  format = CASE WHEN t.body IS NOT NULL THEN excluded.format END, body = excluded.body`;

function overRow([key = '', ...names]: readonly string[]): string {
  const sets = names.map((name) => `${name} = excluded.${name}`).join(', ');
  return `(program, ${key}) DO UPDATE SET ${sets}`;
}
