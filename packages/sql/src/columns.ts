import type { SqlType } from './dialect.ts';

/** What a column holds. */
export interface Column {
  /** Its type. */
  readonly type: SqlType;
  /** What is true of its values, as a CHECK says it after the column's name. */
  readonly check?: string;
  /** Whether it may be null. */
  readonly isNullable?: true;
  /** How a view shows it, where that is not as it stands. */
  readonly shown?: 'as-instant' | 'as-name' | 'as-fingerprint' | 'never';
}

const most = Number.MAX_SAFE_INTEGER;
const id: Column = { type: 'key', check: "<> ''" };
const key: Column = { type: 'key' };
const text: Column = { type: 'text' };
const count: Column = { type: 'figure', check: `BETWEEN 0 AND ${most}` };
const signed: Column = { type: 'figure', check: `BETWEEN -${most} AND ${most}` };
const instant: Column = { type: 'figure', check: 'BETWEEN 0 AND 253402300799999', shown: 'as-instant' };
const word: Column = { type: 'word', shown: 'as-name' };
const format: Column = { type: 'word', shown: 'never' };
const optional = (column: Column): Column => ({ ...column, isNullable: true });

/** The columns of each table after the program, in the order of the values that are written to it. */
export const columns = {
  accounts: {
    member_id: id,
    sequence: count,
    balance: signed,
    lot_points: count,
    held: count,
    debt: count,
    last_instant: instant,
    due_at: optional(instant),
    format,
    account: text,
    activity: text,
  },
  entries: {
    member_id: key,
    sequence: { type: 'figure', check: `BETWEEN 1 AND ${most}` },
    kind: word,
    cause: word,
    delta: signed,
    balance_after: signed,
    posted_at: instant,
    effective_at: instant,
    actor: key,
    reference_type: optional(word),
    reference_id: optional(key),
    reference_detail: optional(key),
    format,
    effect: text,
    version: { type: 'number', shown: 'as-fingerprint' },
    command_key: optional(key),
    command_fingerprint: { ...optional(key), shown: 'never' },
  },
  records: { kind: word, key: id, format, version: optional({ type: 'number' }), body: optional(text) },
  uniques: { kind: word, field: word, value: key, key },
  lists: { kind: word, list: word, value: key, rank: signed, key },
  notes: { member_id: key, sequence: { type: 'figure' }, reason: optional(text), comment: optional(text) },
} as const satisfies Record<string, Readonly<Record<string, Column>>>;

/** The tables of which a row is written for what a program does. */
export type WrittenTable = keyof typeof columns;

/** The names of a table's columns after the program. */
export function columnsOf(table: WrittenTable): readonly string[] {
  return Object.keys(columns[table]);
}

/** Columns of entries that people are not shown. */
const unshown: ReadonlySet<string> = new Set(['effect', 'version', 'command_key', 'command_fingerprint']);

/** What people are shown of an entry, in a SELECT. */
export function selectedToShow(alias: string): string {
  return columnsOf('entries')
    .filter((column) => !unshown.has(column))
    .map((column) => `${alias}.${column}`)
    .join(', ');
}

/** Them in a SELECT. */
export function selected(table: WrittenTable, alias?: string): string {
  return columnsOf(table)
    .map((column) => (alias === undefined ? column : `${alias}.${column}`))
    .join(', ');
}
