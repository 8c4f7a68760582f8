import type { SqlType } from './columns.ts';
import type { Question, SqlValue } from './steps.ts';
import type { Tables } from './tables.ts';

/** What one kind of database writes otherwise than another. */
export interface Dialect {
  /** The names of the column types. */
  readonly types: Readonly<Record<SqlType, string>>;
  /** What comes after the columns of a table, such as how it is stored; '' for nothing. */
  options(table: keyof Tables): string;
  /** Columns that tables begin with on this database alone; that of entries has their `position` in the feed. */
  more(table: keyof Tables): readonly string[];
  /** The type of the moment at which a migration was made, and its default. */
  readonly appliedAt: string;
  /** How the key of an entry is declared. */
  readonly entryKey: 'UNIQUE' | 'PRIMARY KEY';
  /**
   * SQL that lets notes be written without a look at their entries, where that look costs much; '' where it does not.
   */
  freeNotes(notes: string): string;
  /** The columns of the index of the feed after the program. */
  readonly feedColumns: readonly string[];
  /** The name of an index, as CREATE INDEX gives it. */
  index(name: string): string;
  /** What a FROM says so that a search follows an index; '' where a database cannot be told. */
  follow(index: string): string;
  /** A condition that must not lead through an index. */
  check(condition: string): string;
  /** Whether a column of text is among a list: its one `?` is given what `list` answers. */
  among(column: string): string;
  /** A list of texts as one parameter. */
  list(texts: readonly string[]): SqlValue;
  /** Whether a column of text contains the text of its one `?`; the case of A to Z makes no difference. */
  contains(column: string): string;
  /** The text of a value in the body of a record, by its path in JSON; and as the type that a view shows. */
  json(body: string, path: string): string;
  /** The two ids of a key that tells two, as `RecordDeclaration.keyColumns` says. */
  idsOfKey(key: string): readonly [first: string, second: string];
  /** SQL that makes a timestamp of milliseconds. */
  instant(figure: string): string;
  /** SQL that makes yes or no of a JSON text. */
  boolean(text: string): string;
  /** SQL that makes a whole number of a JSON text. */
  figure(text: string): string;
  /** A SELECT with a row where a table or a view has the name of its one `?`. */
  readonly hasTable: string;
  /** How many keys are looked for in one statement instead of in one for each. */
  readonly many: number;
  /** How one statement looks for many keys of several columns; null where each has a statement of its own. */
  readonly each: LookUpEach | null;
  /** Joins a table to the row that a FROM has, by columns that they share: at most one row of it. */
  join(how: 'JOIN' | 'LEFT JOIN', table: string, alias: string, to: string, columns: readonly string[]): string;
  /** What inserts rows into a table, each with its values in the order of the columns. */
  inserter(table: string, columns: readonly string[]): InsertRows;
  /** Makes of an INSERT one that leaves a row alone that is there already. */
  orNothing(insert: string): string;
  /** Makes of an INSERT one that writes over the columns of the row that has this key. */
  orUpdate(insert: string, key: readonly string[], columns: readonly string[]): string;
}

/** How one statement looks for many keys, which stand in lists before its other values. */
export interface LookUpEach {
  /**
   * A SELECT of columns, whose FROM and WHERE are `rest`: that compares them with the columns of a key, `k`.
   *
   * @param isUnique - whether a key has one row at most.
   */
  select(key: Readonly<Record<string, SqlType>>, columns: string, rest: string, isUnique: boolean): string;
  /** The lists of the keys. */
  lists(keys: readonly (readonly SqlValue[])[], types: readonly SqlType[]): readonly SqlValue[];
}

/** The questions that insert rows. */
export type InsertRows = (rows: readonly (readonly SqlValue[])[]) => readonly Question[];

/** What most databases write alike. */
export const standard = {
  freeNotes: () => '',
  follow: () => '',
  check: (condition: string) => condition,
  each: null,
  join: (how: 'JOIN' | 'LEFT JOIN', table: string, alias: string, to: string, columns: readonly string[]) =>
    `${how} ${table} ${alias} ON ${columns.map((column) => `${alias}.${column} = ${to}.${column}`).join(' AND ')}`,
  inserter: (table: string, columns: readonly string[]): InsertRows => {
    const sql = insertInto(table, columns);
    return (rows) => rows.map((values) => ({ sql, values }));
  },
  orNothing: (insert: string) => `${insert} ON CONFLICT DO NOTHING`,
  orUpdate: (insert: string, key: readonly string[], columns: readonly string[]) => {
    const sets = columns.map((column) => `${column} = excluded.${column}`);
    return `${insert} ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${sets.join(', ')}`;
  },
} satisfies Partial<Dialect>;

/** An INSERT of one row. */
export function insertInto(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}
