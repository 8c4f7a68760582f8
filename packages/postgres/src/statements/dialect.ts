import { type Dialect, standard, type Tables } from '@pointbook/sql';
import { arraysOf, binaryArray, elementTypeOf } from './binary-array.ts';

/** How PostgreSQL says it. */
export const dialect: Dialect = {
  ...standard,
  types: { word: 'smallint', number: 'integer', figure: 'bigint', key: 'text COLLATE "C"', text: 'text' },
  options: (table) => {
    if (table === 'accounts') return ' WITH (fillfactor = 70)';
    return table === 'records' ? ' WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02)' : '';
  },
  more: (table) => more[table] ?? [],
  appliedAt: 'timestamptz NOT NULL DEFAULT now()',
  entryKey: 'PRIMARY KEY',
  freeNotes: (notes) => `ALTER TABLE ${notes} DROP CONSTRAINT IF EXISTS notes_program_member_id_sequence_fkey;`,
  // The whole order: a page must not sort what shares a position.
  feedColumns: ['position', 'member_id', 'sequence'],
  index: (name) => name,
  // The planner expects a half of what is in a coalesce(), so it does not take it for a handful.
  check: (condition) => `coalesce(${condition}, false)`,
  among: (column) => `${column} = ANY((SELECT ?::text[])::text[])`,
  list: (texts) => binaryArray('text', texts),
  // lower() of the C collation knows A to Z alone.
  contains: (column) => `strpos(lower(${column} COLLATE "C"), lower(? COLLATE "C")) > 0`,
  // A path is like `$.sale.total` or `$[1][0]`.
  json: (body, path) => `${body}::json #>> '{${path.match(/[^$.[\]]+/g)?.join(',') ?? ''}}'`,
  idsOfKey: (key) => {
    const [blank, length] = [`strpos(${key}, ' ')`, `split_part(${key}, ' ', 1)::integer`];
    return [`substr(${key}, ${blank} + 1, ${length})`, `substr(${key}, ${blank} + ${length} + 2)`];
  },
  instant: (figure) => `to_timestamp((${figure})::double precision / 1000)`,
  boolean: (text) => `(${text})::boolean`,
  figure: (text) => `(${text})::bigint`,
  hasTable: 'SELECT 1 WHERE to_regclass(?) IS NOT NULL',
  many: 2,
  // LATERAL is one lookup by index for each key, in the order of the keys, whatever the statistics say.
  each: {
    select: (key, columns, rest, isUnique) => {
      const arrays = Object.values(key).map((type) => `?::${elementTypeOf(type)}[]`);
      const keys = `unnest(${arrays.join(', ')}) AS k (${Object.keys(key).join(', ')})`;
      return `SELECT r.* FROM ${keys} CROSS JOIN LATERAL (SELECT ${columns} FROM ${rest}${isUnique ? ' LIMIT 1' : ''}) r`;
    },
    lists: (keys, types) => arraysOf(keys, types.map(elementTypeOf)),
  },
  // Behind a LIMIT the planner joins no table at once: each row looks up its own.
  join: (how, table, alias, to, columns) => {
    const same = columns.map((column) => `${column} = ${to}.${column}`).join(' AND ');
    return `${how} LATERAL (SELECT * FROM ${table} WHERE ${same} LIMIT 1) ${alias} ON true`;
  },
};

/**
 * What tells a server that counts from all others: its system, and its timeline. A standby that takes over begins
 * another timeline, and where it lacked the last transactions it gives out their numbers again. While it does not
 * count, it has none.
 */
export const ownServer = `CASE WHEN NOT pg_is_in_recovery() THEN (pg_control_system()).system_identifier +
    ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::bigint END`;

const position = 'position bigint NOT NULL CHECK (position >= 0)';

const more: Partial<Record<keyof Tables, readonly string[]>> = {
  // What is added to the numbers of transactions in a ledger that was moved to a server with a count of its own.
  // The other is the server that counts.
  programs: [
    'feed_base bigint NOT NULL DEFAULT 0 CHECK (feed_base >= 0)',
    `feed_server bigint NOT NULL DEFAULT (${ownServer})`,
  ],
  accounts: [position],
  entries: [position],
};
