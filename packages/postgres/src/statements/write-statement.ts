import { columns, type Question, type RowChange, type SqlValue, type Tables } from '@pointbook/sql';
import { arraysOf, elementTypeOf, type ElementType } from './binary-array.ts';

/** Rows that are added, or written over those that are there. */
export type WrittenRows = Exclude<RowChange, { how: 'remove' }>;

/**
 * Writes parts in one statement, each of one row or as arrays of many; in several where tables are spread over servers.
 */
export type WriteStatement = (program: number, base: number, parts: readonly WrittenRows[]) => Question[];

/** The rows of a statement at most where tables are spread: each has parameters of its own. */
const maxRows = 64;

/**
 * The writer of statements for these tables.
 *
 * @remarks A row of a table that has a place in the feed ends with the position before it. Statements of the same shape
 * have the same text, so a connection prepares each once. The parts run in one order whatever the shape, so that two
 * that add the same keys do not wait for each other.
 *
 * Citus makes a COPY of an INSERT that selects from arrays. That commits in two phases, and a key that is there already
 * comes as an error without its code. So rows are listed there, which PostgreSQL takes longer to read than arrays: as
 * many in one statement as a power of two, of which there are few.
 */
export function statementWriter(tables: Tables, isSpread: () => boolean): WriteStatement {
  const texts = new Map<string, string>();
  const question = (shape: string, make: () => string, values: readonly SqlValue[]): Question => {
    let sql = texts.get(shape);
    if (sql === undefined) texts.set(shape, (sql = make()));
    return { sql, values };
  };
  const listed = (base: number, part: WrittenRows): Question[] =>
    inPowersOfTwo(part.rows).map((rows) => {
      const values = rows.flatMap((row) => rowValues(base, part.table, row));
      return question(
        `${part.how} ${part.table} ${rows.length} listed`,
        () => listing(tables, part, rows.length),
        values,
      );
    });
  return (program, base, parts) => {
    if (isSpread()) return parts.flatMap((part) => listed(base, part));
    const shape = parts.map(({ table, how, rows }) => `${how} ${table} ${rows.length > 1}`).join();
    const values = parts.flatMap((part) => valuesOf(program, base, part));
    return [question(shape, () => together(parts.map((part) => textOf(tables, part))), values)];
  };
}

function inPowersOfTwo(rows: WrittenRows['rows']): WrittenRows['rows'][] {
  const parts: WrittenRows['rows'][] = [];
  for (let from = 0, size = maxRows; from < rows.length;) {
    while (size > rows.length - from) size /= 2;
    parts.push(rows.slice(from, (from += size)));
  }
  return parts;
}

/**
 * What is written by the end of an arm has no order but its own, so all arms are made alike: none is the main query.
 */
function together(texts: readonly string[]): string {
  const [first = ''] = texts;
  if (texts.length === 1) return first;
  return `WITH ${texts.map((text, index) => `w${index} AS (${text})`).join(', ')} SELECT WHERE false`;
}

/** Whether rows have a place in the feed: they end with the position before it. */
export function isFed(table: RowChange['table']): boolean {
  return table === 'accounts' || table === 'entries';
}

function columnsOf(table: RowChange['table']): (readonly [name: string, type: ElementType])[] {
  const own = Object.entries(columns[table]).map(([name, { type }]) => [name, elementTypeOf(type)] as const);
  return isFed(table) ? [...own, ['position', 'bigint']] : own;
}

/** In the order in which the text of the part has its parameters. */
function valuesOf(program: number, base: number, { table, rows }: WrittenRows): SqlValue[] {
  const [only] = rows;
  if (rows.length === 1 && only) return rowValues(base, table, only);
  return [program, ...(isFed(table) ? [base] : []), ...columnArrays(table, rows)];
}

function rowValues(base: number, table: RowChange['table'], row: readonly SqlValue[]): SqlValue[] {
  return isFed(table) ? [...row, base] : [...row];
}

/** The columns of rows, but for the program, as an array each. */
export function columnArrays(table: RowChange['table'], rows: RowChange['rows']): SqlValue[] {
  return arraysOf(
    rows,
    columnsOf(table).map(([, type]) => type),
    1,
  );
}

function textOf(tables: Tables, part: WrittenRows): string {
  if (part.rows.length === 1) return listing(tables, part, 1);
  const named = columnsOf(part.table);
  const arrays = named.map(([, type]) => `?::${type}[]`).join(', ');
  const names = named.map(([name]) => name).join(', ');
  const sources = sourcesOf(named, (name) => `u.${name}`);
  return insertion(tables, part, `SELECT ?, ${sources} FROM unnest(${arrays}) AS u (${names})`);
}

/** Writes so many rows, each value of which is a parameter. */
function listing(tables: Tables, part: WrittenRows, howMany: number): string {
  const row = `(?, ${sourcesOf(columnsOf(part.table), (_, type) => `?::${type}`)})`;
  return insertion(tables, part, `VALUES ${Array.from({ length: howMany }, () => row).join(', ')}`);
}

type Columns = ReturnType<typeof columnsOf>;

function sourcesOf(named: Columns, valueOf: (name: string, type: ElementType) => string): string {
  return named
    .map(([name, type]) => {
      const value = valueOf(name, type);
      return name === 'position' ? `greatest(${value}, ?::bigint + pg_current_xact_id()::text::bigint)` : value;
    })
    .join(', ');
}

function insertion(tables: Tables, { table, how }: WrittenRows, given: string): string {
  const names = columnsOf(table).map(([name]) => name);
  const insert = `INSERT INTO ${tables[table]} AS t (program, ${names.join(', ')}) ${given}`;
  // Not an UPDATE joined with the rows: at some size the planner would read the whole table for that.
  return how === 'add' ? insert : `${insert} ON CONFLICT ${table === 'records' ? overRecord : overRow(names)}`;
}

/** A record that was removed stays removed: its row refuses the format. */
const overRecord = `(program, kind, key) DO UPDATE SET
  format = CASE WHEN t.body IS NOT NULL THEN excluded.format END, version = excluded.version, body = excluded.body`;

function overRow([key = '', ...names]: readonly string[]): string {
  const sets = names.map((name) => `${name} = excluded.${name}`).join(', ');
  return `(program, ${key}) DO UPDATE SET ${sets}`;
}
