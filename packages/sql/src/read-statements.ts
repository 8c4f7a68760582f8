import { placeLookup } from './lookups.ts';
import type { Dialect } from './dialect.ts';
import { selected, selectedToShow } from './columns.ts';
import type { Tables } from './tables.ts';

/** The statements of a reader; a database whose planner needs another text for one puts it in its place. */
export type ReadStatements = ReturnType<typeof readStatements>;

/** The statements of a reader: each is one range of one index, read no further than its limit. */
export function readStatements(tables: Tables, dialect: Dialect) {
  const { accounts, entries, records, uniques, lists, notes, programs, versions } = tables;
  const page = 'WHERE program = ? AND member_id > ? ORDER BY member_id LIMIT ?';
  const withNotes = (columns: string, index?: string) => `SELECT ${columns}, n.sequence AS noted, n.reason, n.comment
    FROM ${entries} e ${index === undefined ? '' : dialect.follow(index)}
    ${dialect.join('LEFT JOIN', notes, 'n', 'e', ['program', 'member_id', 'sequence'])}`;
  const noted = (index?: string) => withNotes(`e.position, ${selected('entries', 'e')}`, index);
  const fed = `${noted('entries_feed')} WHERE e.program = ?`;
  const inFeed = 'ORDER BY e.position, e.member_id, e.sequence LIMIT ?';
  const ofMember = `${noted()} WHERE e.program = ? AND e.member_id = ? AND e.sequence > ? AND e.sequence < ?`;
  const pageOf = (columns: string, table: string, head: string, key: string, values: string) =>
    `SELECT ${columns} FROM ${table} WHERE program = ?${head} AND (${key}) > (${values}) ORDER BY ${key} LIMIT ?`;
  const ofEntry = (columns: string, table: string) => pageOf(columns, table, '', 'member_id, sequence', '?, ?');
  const ofKind = (columns: string, table: string, key: string, values: string) =>
    pageOf(columns, table, ' AND kind = ?', key, values);
  const figures = 'count(*) AS entries, sum(delta) AS points, max(posted_at) AS last_at';
  // Numbers hold neither blanks nor commas; JSON takes the server longer than the sums themselves.
  const sums = `string_agg(concat_ws(' ', kind, cause, entries, points, last_at), ',') AS sums`;
  return {
    noted,
    /** Limit. */
    programsInUse: `SELECT program AS number FROM ${programs} p
      WHERE EXISTS (SELECT 1 FROM ${versions} v WHERE v.program = p.program AND v.definition IS NOT NULL) LIMIT ?`,
    /** Program. */
    programId: `SELECT program_id FROM ${programs} WHERE program = ?`,
    versions: `SELECT fingerprint, definition FROM ${versions} WHERE program = ? AND definition IS NOT NULL`,
    /** Limit. */
    versionsOfAll: `SELECT v.fingerprint, v.definition, p.program_id FROM ${versions} v
      LEFT JOIN ${programs} p ON p.program = v.program WHERE v.definition IS NOT NULL LIMIT ?`,
    /** Program, kind. */
    nextKind: `SELECT kind, key, format, version, body FROM ${records}
      WHERE program = ? AND kind >= ? AND body IS NOT NULL ORDER BY kind, key LIMIT 1`,
    /** Program, kind, list, value, rank, key, limit. */
    list: `SELECT l.rank, r.key, r.format, r.version, r.body FROM ${lists} l
      ${dialect.join('JOIN', records, 'r', 'l', ['program', 'kind', 'key'])}
      WHERE l.program = ? AND l.kind = ? AND l.list = ? AND l.value = ? AND (l.rank, l.key) > (?, ?)
      ORDER BY l.rank, l.key LIMIT ?`,
    /** Program, kind, key, limit. */
    records: `SELECT key, format, version, body FROM ${records}
      WHERE program = ? AND kind = ? AND key > ? AND body IS NOT NULL ORDER BY key LIMIT ?`,
    /** Program, member, limit. */
    accounts: `SELECT ${selected('accounts')} FROM ${accounts} ${page}`,
    memberIds: `SELECT member_id FROM ${accounts} ${page}`,
    /** Program. */
    countAccounts: `SELECT count(*) AS members FROM ${accounts} WHERE program = ?`,
    /** Program, instant, limit. */
    due: `SELECT member_id FROM ${accounts} WHERE program = ? AND due_at <= ? ORDER BY due_at, member_id LIMIT ?`,
    /** Program, member, sequence, sequence, limit. */
    oldestFirst: `${ofMember} ORDER BY e.sequence LIMIT ?`,
    newestFirst: `${ofMember} ORDER BY e.sequence DESC LIMIT ?`,
    /**
     * Program, member, sequence, limit. What nobody is shown stays where it is: drivers take their time for each
     * column.
     */
    statement: `${withNotes(selectedToShow('e'))} WHERE e.program = ? AND e.member_id = ? AND e.sequence < ?
      ORDER BY e.sequence DESC LIMIT ?`,
    /** Program, limit. */
    feed: `${fed} AND e.position >= 0 ${inFeed}`,
    /** Program, position, member, sequence, limit. From the place itself on, which shows that it is there. */
    feedAfter: `${fed} AND (e.position, e.member_id, e.sequence) >= (?, ?, ?) ${inFeed}`,
    /** Program, member, sequence, limit. */
    entries: ofEntry(selected('entries'), entries),
    notes: ofEntry('member_id, sequence, reason, comment', notes),
    positions: ofEntry('member_id, sequence, position', entries),
    /** Program, kind, field, value, limit. The word of a field comes as that of a kind, as that of a list does. */
    uniques: ofKind('field AS kind, value, key', uniques, 'field, value', '?, ?'),
    /** Program, kind, list, value, rank, key, limit. */
    places: ofKind('list AS kind, value, rank, key', lists, 'list, value, rank, key', '?, ?, ?, ?'),
    place: placeLookup(tables, dialect),
    /** Program, instant. */
    nextEntryAt: `SELECT posted_at FROM ${entries} ${dialect.follow('entries_date')}
      WHERE program = ? AND posted_at >= ? ORDER BY posted_at LIMIT 1`,
    /**
     * Program, member, limit, program, member. The entries of the whole page at once: member by member took half as
     * long again.
     */
    accountSums: `WITH page AS MATERIALIZED (
        SELECT ${selected('accounts')} FROM ${accounts} ${page}
      ), grouped AS (
        SELECT member_id, kind, cause, ${figures} FROM ${entries}
        WHERE program = ? AND member_id > ? AND member_id <= (SELECT max(member_id) FROM page)
        GROUP BY member_id, kind, cause
      ), summed AS (SELECT member_id, ${sums} FROM grouped GROUP BY member_id)
      SELECT page.*, sums FROM page LEFT JOIN summed USING (member_id) ORDER BY member_id`,
    /**
     * Program, from, until. In the order of the dates, or a planner reads all of a program that it takes for a small
     * one.
     */
    entrySums: `WITH found AS MATERIALIZED (
        SELECT member_id, kind, cause, delta, posted_at FROM ${entries}
        WHERE program = ? AND posted_at >= ? AND posted_at < ? ORDER BY posted_at, member_id DESC, sequence
      ) SELECT (SELECT count(DISTINCT member_id) FROM found) AS members,
        (SELECT ${sums} FROM (SELECT kind, cause, ${figures} FROM found GROUP BY kind, cause) grouped) AS sums`,
  };
}
