import { binaryArray } from './binary-array.ts';
import { columns, type ColumnType, type Value } from './rows.ts';
import { prepared, type Question, type Statement } from './session.ts';
import type { Tables } from './tables.ts';

/** Rows for one table, and what is to become of them. */
export interface Part {
  readonly table: keyof typeof columns;
  /** `add` fails where the key is there already, `add-once` then leaves the row as it is, `put` writes over it. */
  readonly how: 'add' | 'add-once' | 'put';
  readonly rows: readonly (readonly Value[])[];
}

/** Writes parts in one statement, each of one row or as arrays of many. */
export type WriteStatement = (programId: string, base: number, parts: readonly Part[]) => Question;

/**
 * The writer of statements for these tables.
 *
 * @remarks A row of a table that has a place in the feed ends with the position before it. Statements of the same shape
 * have the same text, so a connection prepares each once. The parts run in one order whatever the shape, so that two
 * that add the same keys do not wait for each other.
 */
export function statementWriter(tables: Tables): WriteStatement {
  const known = new Map<string, Statement>();
  const statementFor = (parts: readonly Part[]): Statement => {
    const shape = parts.map(({ table, how, rows }) => `${how} ${table} ${rows.length > 1}`).join();
    let statement = known.get(shape);
    if (statement === undefined) {
      let used = 1;
      const texts = parts.map((part) => {
        const text = textOf(tables, part, used + 1);
        used += parameterCount(part);
        return text;
      });
      statement = prepared(together(texts));
      known.set(shape, statement);
    }
    return statement;
  };
  return (programId, base, parts) => ({
    statement: statementFor(parts),
    values: [programId, ...parts.flatMap((part) => valuesOf(part, base))],
  });
}

/** What is written by the end of an arm has no order but its own, so all arms are made alike: none is the main query. */
function together(texts: readonly string[]): string {
  const [first = ''] = texts;
  return texts.length === 1
    ? first
    : `WITH ${texts.map((text, index) => `w${index} AS (${text})`).join(', ')} SELECT WHERE false`;
}

const fedTables: readonly string[] = ['members', 'entries'];

function columnsOf({ table }: Part): [name: string, type: ColumnType][] {
  const own = Object.entries(columns[table]) as [string, ColumnType][];
  return fedTables.includes(table) ? [...own, ['position', 'bigint']] : own;
}

/** One for each column, and one for the base where there is a position. */
function parameterCount(part: Part): number {
  return columnsOf(part).length + (fedTables.includes(part.table) ? 1 : 0);
}

function valuesOf(part: Part, base: number): Value[] {
  const [only] = part.rows;
  const values =
    part.rows.length === 1 && only
      ? only
      : columnsOf(part).map(([, type], index) =>
          binaryArray(
            type,
            part.rows.map((row) => row[index] ?? null),
          ),
        );
  return fedTables.includes(part.table) ? [...values, base] : [...values];
}

/** The text of a part whose first parameter has this number; the program is $1. */
function textOf(tables: Tables, part: Part, first: number): string {
  const named = columnsOf(part);
  const names = named.map(([name]) => name);
  const [key = ''] = names;
  const isOne = part.rows.length === 1;
  const base = `$${first + named.length}::bigint`;
  const source = (name: string, index: number, type: ColumnType) => {
    const value = isOne ? `$${first + index}::${type}` : `u.${name}`;
    return name === 'position' ? `greatest(${value}, ${base} + pg_current_xact_id()::text::bigint)` : value;
  };
  const sources = named.map(([name, type], index) => source(name, index, type));
  const arrays = named.map(([, type], index) => `$${first + index}::${type}[]`).join(', ');
  const rows = `unnest(${arrays}) AS u (${names.join(', ')})`;
  const table = tables[part.table];

  const into = `INSERT INTO ${table} (program_id, ${names.join(', ')})`;
  const insert = isOne
    ? `${into} VALUES ($1, ${sources.join(', ')})`
    : `${into} SELECT $1, ${sources.join(', ')} FROM ${rows}`;
  if (part.how === 'add') return insert;
  if (part.how === 'add-once') return `${insert} ON CONFLICT DO NOTHING`;
  const sets = names
    .slice(1)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ');
  // Not an UPDATE joined with the rows: at some size the planner would read the whole table for that.
  return `${insert} ON CONFLICT (program_id, ${key}) DO UPDATE SET ${sets}`;
}
