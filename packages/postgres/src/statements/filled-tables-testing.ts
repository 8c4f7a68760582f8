// SQL that fills tables, for the tests of query plans.
import type { Tables } from '@pointbook/sql';

/** The SQL that fills these tables. */
export function fillings(tables: Tables) {
  /** The number of a word, in SQL. */
  const word = (name: string) => `(SELECT word FROM ${tables.words} WHERE name = ${name})`;

  /** Entries of a program; `member` and `number` are SQL over the number s of a row. Every twentieth has a note. */
  const fill = (program: number, rows: number, member: string, number: string) => `
    INSERT INTO ${tables.entries} (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
      effective_at, actor, reference_type, reference_id, format, effect, version, position)
    SELECT ${program}, ${member}, ${number}, k.kind, k.cause, 5, 5 * (${number}), 1700000000000 + s * 500,
      1700000000000, 'staff-' || s % 7, k.type, k.name || '-' || s / 100, 1, '{}', 1, s / 5000 * 5000
    FROM generate_series(0, ${rows - 1}) s JOIN (
      SELECT number, ${word('w.kind')} AS kind, ${word('w.cause')} AS cause, ${word('w.name')} AS type, w.name FROM (
        VALUES (0, 'adjustment', 'points-added', 'job'), (1, 'earn', 'invoice-saved', 'invoice')
      ) w (number, kind, cause, name)
    ) k ON k.number = least(s % 20, 1);
    INSERT INTO ${tables.notes} (program, member_id, sequence, reason) SELECT program, member_id, sequence, 'Missed sale'
      FROM ${tables.entries} WHERE program = ${program} AND kind = ${word("'adjustment'")} ON CONFLICT DO NOTHING;`;

  const fillMembers = (program: number, rows: number) => {
    const records = (kind: string, key: string) => `
      INSERT INTO ${tables.records} (program, kind, key, format, body)
        SELECT ${program}, ${word(`'${kind}'`)}, ${key}, 1, '{}' FROM generate_series(1, ${rows}) s;`;
    const uniques = (field: string, value: string) => `
      INSERT INTO ${tables.uniques} (program, kind, field, value, key)
        SELECT ${program}, ${word(`'profile'`)}, ${word(`'${field}'`)}, ${value}, 'M' || s FROM generate_series(1, ${rows}) s;`;
    const lists = (kind: string, list: string, value: string, rank: string, key: string) => `
      INSERT INTO ${tables.lists} (program, kind, list, value, rank, key)
        SELECT ${program}, ${word(`'${kind}'`)}, ${word(`'${list}'`)}, ${value}, ${rank}, ${key} FROM generate_series(1, ${rows}) s;`;
    const state = "CASE WHEN s % 500 = 0 THEN 'running' WHEN s % 100 = 1 THEN 'stopped' ELSE 'finished' END";
    const newestFirst = '-(1700000000000 + s / 5 * 1000)';
    return `
    INSERT INTO ${tables.words} (word, name)
      SELECT (SELECT min(word) FROM ${tables.words}) - row_number() OVER (), name
      FROM unnest(ARRAY['challenge', 'code-budget', 'job', 'job-problem', 'date', 'state']) AS name
      WHERE name NOT IN (SELECT name FROM ${tables.words});
    INSERT INTO ${tables.accounts} (program, member_id, sequence, balance, lot_points, held, debt, last_instant, due_at,
        position, format, account, activity)
      SELECT ${program}, 'M' || s, 1, 5, 5, 0, 0, 0, CASE WHEN s % 10 = 0 THEN 1700000000000 + s END, 0, 1, '{}', '{}'
      FROM generate_series(1, ${rows}) s;
    ${records('profile', "'M' || s")} ${records('invoice', "'I' || s")} ${records('challenge', "'C' || s")}
    ${records('code-budget', "'member:M' || s")} ${records('job', "'J' || s")}
    ${records('job-problem', `'J' || s / 1000 || E'\\x01' || lpad((s % 1000 + 1)::text, 16, '0')`)}
    ${uniques('phone', "'+' || s")} ${uniques('cardCode', "'card ' || s")}
    ${lists('profile', 'email', "s / 10 || '@shop'", '0', "'M' || s")}
    ${lists('challenge', 'owner', "'M' || s", '0', "'C' || s")}
    ${lists('job', 'date', "''", newestFirst, "'J' || s")} ${lists('job', 'state', state, newestFirst, "'J' || s")}
    INSERT INTO ${tables.versions} (version, program, fingerprint, definition)
      SELECT ${program} * 100000 + s, ${program}, 'version ' || s, '{}' FROM generate_series(1, ${rows}) s;`;
  };

  return { fill, fillMembers };
}
