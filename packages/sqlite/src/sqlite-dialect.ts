import { standard, type Dialect, type InsertRows } from '@pointbook/sql';

/** What SQLite writes otherwise than other databases. */
export function sqliteDialect(prefix: string): Dialect {
  return {
    ...standard,
    types: { word: 'INTEGER', number: 'INTEGER', figure: 'INTEGER', key: 'TEXT', text: 'TEXT' },
    // What is large and appended (entries, records) has row ids, so that only small indexes are written at random
    // places.
    options: (table) =>
      ['accounts', 'uniques', 'lists', 'notes'].includes(table) ? ' STRICT, WITHOUT ROWID' : ' STRICT',
    // Row ids with a name, for VACUUM may renumber those without one. One connection writes at a time and no entry is
    // deleted, so they grow from commit to commit; the index of the feed ends with them, as every index does.
    more: (table) => (table === 'entries' ? ['position INTEGER PRIMARY KEY'] : []),
    appliedAt: 'INTEGER NOT NULL DEFAULT (unixepoch() * 1000)',
    entryKey: 'UNIQUE',
    feedColumns: [],
    index: (name) => `${prefix}${name}`,
    // Statistics of a smaller day must not talk the planner out of an index.
    follow: (index) => `INDEXED BY ${prefix}${index}`,
    among: (column) => `${column} IN (SELECT value FROM json_each(?))`,
    list: (values) => JSON.stringify(values),
    // lower() of SQLite knows A to Z alone, which is what the port asks for.
    contains: (column) => `instr(lower(${column}), lower(?)) > 0`,
    json: (body, path) => `${body} ->> '${path}'`,
    // A text that begins with a number is cast to that.
    idsOfKey: (key) => {
      const [blank, length] = [`instr(${key}, ' ')`, `CAST(${key} AS INTEGER)`];
      return [`substr(${key}, ${blank} + 1, ${length})`, `substr(${key}, ${blank} + ${length} + 2)`];
    },
    instant: (figure) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${figure} / 1000.0, 'unixepoch')`,
    boolean: (text) => text,
    figure: (text) => text,
    hasTable: 'SELECT 1 AS found FROM sqlite_schema WHERE name = ? COLLATE NOCASE',
    many: manyRows,
    each: {
      // The keys come first, and each leads through the index.
      select: (key, columns, rest) => {
        const keys = Object.keys(key).map((column, index) => `value ->> ${index} AS ${column}`);
        return `SELECT ${columns} FROM (SELECT ${keys.join(', ')} FROM json_each(?)) k CROSS JOIN ${rest}`;
      },
      lists: (keys) => [JSON.stringify(keys)],
    },
    inserter: rowInserter,
  };
}

/**
 * What inserts rows into a table; from so many on a list of them in one statement is faster than a statement for each.
 *
 * @remarks Rows of a job are mostly alike: what all of them have in a column is bound once, and only the others go
 * through a list in JSON. Binding 17 values took a third of the time that an entry did. The body of a record is long,
 * and a list would copy and quote it: records are bound.
 */
function rowInserter(table: string, columns: readonly string[]): InsertRows {
  const insertOneByOne = standard.inserter(table, columns);
  const into = `INSERT INTO ${table} (${columns.join(', ')})`;
  return (rows) => {
    const [first = []] = rows;
    if (rows.length < manyRows || columns.includes('body')) return insertOneByOne(rows);
    const isAlike = columns.map((_, column) => rows.every((row) => row[column] === first[column]));
    const different = columns.flatMap((_, column) => (isAlike[column] ? [] : [column]));
    const sources = columns.map((_, column) => (isAlike[column] ? '?' : `value ->> ${different.indexOf(column)}`));
    const list = JSON.stringify(rows.map((row) => different.map((column) => row[column] ?? null)));
    const alike = first.filter((_, column) => isAlike[column]);
    return [{ sql: `${into} SELECT ${sources.join(', ')} FROM json_each(?)`, values: [...alike, list] }];
  };
}

const manyRows = 20;
