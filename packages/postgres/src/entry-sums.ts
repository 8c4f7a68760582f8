import type { EntrySum, EntryTotals, MemberTotals } from '@pointbook/core';
import { memberColumns, memberOf, type Row } from './rows.ts';
import { prepared } from './session.ts';
import type { Tables } from './tables.ts';

/** The queries that reports are made of. */
export function sumQueries({ members, entries }: Tables) {
  const sums = (of: string) => `SELECT json_agg(json_build_array(kind, cause, entries, points, last_at)) AS sums FROM (
      SELECT kind, cause, count(*) AS entries, sum(delta) AS points, max(posted_at) AS last_at
      FROM ${of} GROUP BY kind, cause) grouped`;
  return {
    ofMembers: prepared(`SELECT ${memberColumns}, s.sums FROM ${members} m CROSS JOIN LATERAL (
        ${sums(`${entries} WHERE program_id = m.program_id AND member_id = m.member_id`)}
      ) s WHERE m.program_id = $1 AND m.member_id > $2 ORDER BY m.member_id LIMIT $3`),
    // In the order of the dates, or the planner reads all of a program that it takes for a small one.
    between: prepared(`WITH found AS MATERIALIZED (
        SELECT member_id, kind, cause, delta, posted_at FROM ${entries}
        WHERE program_id = $1 AND posted_at >= $2 AND posted_at < $3 ORDER BY posted_at, member_id DESC, sequence
      ) SELECT (SELECT count(DISTINCT member_id) FROM found) AS count, (${sums('found')}) AS sums`),
    next: prepared(`SELECT posted_at FROM ${entries} WHERE program_id = $1 AND posted_at >= $2
      ORDER BY posted_at LIMIT 1`),
  };
}

/** The totals of a `members` row with sums beside it. */
export function memberTotalsOf(row: Row): MemberTotals {
  return { member: memberOf(row), sums: sumsOf(row) };
}

/** The totals of some entries. */
export function entryTotalsOf(row: Row): EntryTotals {
  return { members: Number(row.count), sums: sumsOf(row) };
}

/** Null where there is no entry. */
function sumsOf({ sums }: Row): EntrySum[] {
  const rows = JSON.parse(sums ?? '[]') as Columns[];
  return rows.map(([kind, cause, entries, points, lastAt]) => ({ kind, cause, entries, points, lastAt }));
}

type Columns = [
  kind: EntrySum['kind'],
  cause: EntrySum['cause'],
  entries: number,
  points: number,
  lastAt: EntrySum['lastAt'],
];
