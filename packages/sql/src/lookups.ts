import type { Dialect } from './dialect.ts';
import { columns, selected, type WrittenTable } from './columns.ts';
import { firstWords } from './schema.ts';
import type { Question, SqlValue } from './steps.ts';
import type { Tables } from './tables.ts';

/** How a load locks what it reads. */
export interface Locks {
  /** What ends a SELECT of rows that no other load may lock meanwhile. */
  readonly exclusive: string;
  /** What ends a SELECT of rows that other loads may lock so too. */
  readonly shared: string;
  /** More columns of the accounts that it locks, each after a comma. */
  readonly moreOfAccounts: string;
}

/** Asks for the rows of some keys, each of some columns after the program. */
export type Lookup = (questions: Question[], program: number, keys: readonly (readonly SqlValue[])[]) => void;

/** The statements that look rows up by their keys, for each part of a request. */
export function lookupsOf(tables: Tables, dialect: Dialect, locks: Locks | null) {
  const { accounts, entries, records, versions } = tables;
  const { exclusive, shared, moreOfAccounts } = locks ?? { exclusive: '', shared: '', moreOfAccounts: '' };
  /** By a key of one column: its many values are one list. */
  const listed = (select: string, column: string, end = '', endOfMany = end): Lookup => {
    const sql = `${select} AND ${dialect.among(column)}${endOfMany}`;
    return lookup(dialect, `${select} AND ${column} = ?${end}`, (program, keys) => ({
      sql,
      values: [program, dialect.list(keys.flat() as string[])],
    }));
  };
  const keyed: KeyedLookup = (...by) => keyedLookup(tables, dialect, ...by);
  const entry = selected('entries', 'e');
  const { reversal, entry: ofEntry } = firstWords;
  const reversed = `(SELECT coalesce(sum(abs(r.delta)), 0) FROM ${entries} r WHERE r.program = e.program
    AND r.member_id = e.member_id AND r.reference_id = CAST(e.sequence AS ${dialect.types.text})
    AND r.kind = ${reversal} AND r.reference_type = ${ofEntry}) AS reversed`;
  const record = (end: string) => keyed('records', 'kind key', 'r.kind, r.key, r.format, r.version, r.body', { end });
  const isUnique = true;
  const account = `SELECT ${selected('accounts')}${moreOfAccounts} FROM ${accounts} WHERE program = ?`;
  return {
    account: `${account} AND member_id = ?${exclusive}`,
    accounts: listed(account, 'member_id', exclusive, exclusive && ` ORDER BY member_id${exclusive}`),
    records: record(exclusive),
    shared: record(shared),
    versions: listed(
      `SELECT fingerprint, definition FROM ${versions} WHERE program = ? AND definition IS NOT NULL`,
      'fingerprint',
    ),
    uniques: keyed('uniques', 'kind field value', 'u.kind, u.field, u.value, u.key', { isUnique }),
    lists: keyed('lists', 'kind list value', 'l.kind, l.list, l.value, r.key, r.format, r.version, r.body', {
      join: dialect.join('JOIN', records, 'r', 'l', ['program', 'kind', 'key']),
    }),
    /** Program, kind, from, until. */
    range: `SELECT kind, key, format, version, body FROM ${records}
      WHERE program = ? AND kind = ? AND key >= ? AND key < ? AND body IS NOT NULL`,
    entries: keyed('entries', 'member_id sequence', `${entry}, ${reversed}`, { isUnique }),
    commands: keyed('entries', 'member_id command_key', entry, { isUnique }),
  };
}

/** The statements that look places in lists up, each by all that tells it from others. */
export function placeLookup(tables: Tables, dialect: Dialect): Lookup {
  const select = 'l.list AS kind, l.value, l.rank, l.key';
  return keyedLookup(tables, dialect, 'lists', 'kind list value rank key', select, { isUnique: true });
}

type KeyedLookup = (
  table: WrittenTable,
  key: string,
  select: string,
  options: { readonly join?: string; readonly end?: string; readonly isUnique?: boolean },
) => Lookup;

/** By a key of several columns of a table, whose alias is its first letter. */
function keyedLookup(
  tables: Tables,
  dialect: Dialect,
  ...[table, key, select, { join = '', end = '', isUnique = false }]: Parameters<KeyedLookup>
): Lookup {
  const { each } = dialect;
  const [alias = ''] = table;
  const types = Object.fromEntries(key.split(' ').map((column) => [column, columns[table][column]?.type ?? 'text']));
  const where = (valueOf: (column: string) => string) => {
    const terms = Object.keys(types).map((column) => `${alias}.${column} = ${valueOf(column)}`);
    return `${tables[table]} ${alias} ${join} WHERE ${alias}.program = ? AND ${terms.join(' AND ')}${end}`;
  };
  const one = `SELECT ${select} FROM ${where(() => '?')}`;
  if (each === null) return lookup(dialect, one, null);
  const sql = each.select(
    types,
    select,
    where((column) => `k.${column}`),
    isUnique,
  );
  const listed = Object.values(types);
  return lookup(dialect, one, (program, keys) => ({ sql, values: [...each.lists(keys, listed), program] }));
}

/** With a statement for each key, or with one for all of them where they are many. */
function lookup(
  dialect: Dialect,
  one: string,
  many: ((program: number, keys: readonly (readonly SqlValue[])[]) => Question) | null,
): Lookup {
  return (questions, program, keys) => {
    if (many !== null && keys.length >= dialect.many) questions.push(many(program, keys));
    else for (const key of keys) questions.push({ sql: one, values: [program, ...key] });
  };
}
