/** What the columns of the tables hold. */
export type SqlType =
  /** The number of a word: from −32768 to 127. */
  | 'word'
  /** The number of a program or a version: from 1 to 2^31 − 1. */
  | 'number'
  /** A whole number from −(2^53 − 1) to 2^53 − 1. */
  | 'figure'
  /** Text that is compared by its UTF-8 bytes. */
  | 'key'
  /** Text that is only kept. */
  | 'text';

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

const maxSafe = Number.MAX_SAFE_INTEGER;

/** What columns hold, by a name for it. */
const kinds: Readonly<Record<string, Column>> = {
  id: { type: 'key', check: "<> ''" },
  key: { type: 'key' },
  text: { type: 'text' },
  place: { type: 'figure', check: `BETWEEN 1 AND ${maxSafe}` },
  count: { type: 'figure', check: `BETWEEN 0 AND ${maxSafe}` },
  signed: { type: 'figure', check: `BETWEEN -${maxSafe} AND ${maxSafe}` },
  figure: { type: 'figure' },
  instant: { type: 'figure', check: 'BETWEEN 0 AND 253402300799999', shown: 'as-instant' },
  word: { type: 'word', shown: 'as-name' },
  format: { type: 'word', shown: 'never' },
  version: { type: 'number' },
  'shown-version': { type: 'number', shown: 'as-fingerprint' },
  secret: { type: 'key', shown: 'never' },
};

/** Columns, such as `balance signed, due_at instant?`: each with its kind, and `?` where it may be null. */
function columnsOfKinds(table: string): Readonly<Record<string, Column>> {
  const each = Array.from(table.matchAll(/(\w+) ([\w-]+)(\?)?/g), ([, name = '', kind = '', mark]) => {
    const column = kinds[kind];
    if (column === undefined) throw new TypeError(`No column is a ${kind}, as ${name} is said to be.`);
    return [name, mark === undefined ? column : { ...column, isNullable: true as const }] as const;
  });
  return Object.fromEntries(each);
}

/** The columns of each table after the program, in the order of the values that are written to it. */
export const columns = {
  accounts: columnsOfKinds(`member_id id, sequence count, balance signed, lot_points count, held count, debt count,
    last_instant instant, due_at instant?, format format, account text, activity text`),
  entries: columnsOfKinds(`member_id key, sequence place, kind word, cause word, delta signed, balance_after signed,
    posted_at instant, effective_at instant, actor key, reference_type word?, reference_id key?, reference_detail key?,
    format format, effect text, version shown-version, command_key key?, command_fingerprint secret?`),
  records: columnsOfKinds('kind word, key id, format format, version version?, body text?'),
  uniques: columnsOfKinds('kind word, field word, value key, key key'),
  lists: columnsOfKinds('kind word, list word, value key, rank signed, key key'),
  notes: columnsOfKinds('member_id key, sequence figure, reason text?, comment text?'),
};

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
  const shown = columnsOf('entries').filter((column) => !unshown.has(column));
  return shown.map((column) => `${alias}.${column}`).join(', ');
}

/** The columns of a table in a SELECT. */
export function selected(table: WrittenTable, alias?: string): string {
  return columnsOf(table)
    .map((column) => (alias === undefined ? column : `${alias}.${column}`))
    .join(', ');
}
