import type { EntrySum, EntryTotals, MemberTotals } from '@pointbook/core';
import { accountColumns, accountOf, instantOf, type Row } from './rows.ts';
import { prepared } from './session.ts';
import type { Tables } from './tables.ts';

/** The queries that reports are made of. */
export function sumQueries({ members, entries }: Tables) {
  const figures = 'count(*) AS entries, sum(delta) AS points, max(posted_at) AS last_at';
  // Words and figures hold neither blanks nor commas; JSON takes the server longer than the sums themselves.
  const sums = `string_agg(concat_ws(' ', kind, cause, entries, points, last_at), ',') AS sums`;
  return {
    // The entries of the whole page at once: looking them up member by member took half as long again.
    ofMembers: prepared(`WITH page AS MATERIALIZED (
        SELECT ${accountColumns} FROM ${members} WHERE program_id = $1 AND member_id > $2 ORDER BY member_id LIMIT $3
      ), grouped AS (
        SELECT member_id, kind, cause, ${figures} FROM ${entries}
        WHERE program_id = $1 AND member_id > $2 AND member_id <= (SELECT max(member_id) FROM page)
        GROUP BY member_id, kind, cause
      ), summed AS (SELECT member_id, ${sums} FROM grouped GROUP BY member_id)
      SELECT page.*, sums FROM page LEFT JOIN summed USING (member_id) ORDER BY member_id`),
    // In the order of the dates, or the planner reads all of a program that it takes for a small one.
    between: prepared(`WITH found AS MATERIALIZED (
        SELECT member_id, kind, cause, delta, posted_at FROM ${entries}
        WHERE program_id = $1 AND posted_at >= $2 AND posted_at < $3 ORDER BY posted_at, member_id DESC, sequence
      ) SELECT (SELECT count(DISTINCT member_id) FROM found) AS count,
        (SELECT ${sums} FROM (SELECT kind, cause, ${figures} FROM found GROUP BY kind, cause) grouped) AS sums`),
    next: prepared(`SELECT posted_at FROM ${entries} WHERE program_id = $1 AND posted_at >= $2
      ORDER BY posted_at LIMIT 1`),
  };
}

/** The totals of a `members` row with sums beside it. */
export function memberTotalsOf(row: Row): MemberTotals {
  return { account: accountOf(row), sums: sumsOf(row) };
}

/** The totals of some entries. */
export function entryTotalsOf(row: Row): EntryTotals {
  return { members: Number(row.count), sums: sumsOf(row) };
}

/** Null where there is no entry. */
function sumsOf({ sums }: Row): EntrySum[] {
  const texts = (sums as string | null)?.split(',') ?? [];
  return texts.map((text) => {
    const [kind, cause, entries, points, lastAt] = text.split(' ') as Words;
    return { kind, cause, entries: Number(entries), points: Number(points), lastAt: instantOf(lastAt) };
  });
}

type Words = [kind: EntrySum['kind'], cause: EntrySum['cause'], entries: string, points: string, lastAt: string];
