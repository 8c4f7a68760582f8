import type { EntrySum, EntryTotals, MemberTotals } from '@pointbook/core';
import { accountColumns, accountOf, type Row } from './rows.ts';
import type { Tables } from './tables.ts';

/** The queries that reports are made of. */
export function sumQueries({ prefix, members, entries }: Tables) {
  // total() adds whole numbers without loss, and answers one beyond them where sum() would fail.
  const sums = (of: string) => `(SELECT json_group_array(json_array(kind, cause, entries, points, last_at)) FROM (
      SELECT kind, cause, count(*) AS entries, CAST(total(delta) AS INTEGER) AS points, max(posted_at) AS last_at
      FROM ${entries} e ${of} GROUP BY kind, cause))`;
  const between = `INDEXED BY ${prefix}entries_date WHERE e.program_id = ? AND e.posted_at >= ? AND e.posted_at < ?`;
  return {
    ofMembers: `SELECT ${accountColumns},
      ${sums('WHERE e.program_id = m.program_id AND e.member_id = m.member_id')} AS sums
      FROM ${members} m WHERE m.program_id = ? AND m.member_id > ? ORDER BY m.member_id LIMIT ?`,
    between: `SELECT (SELECT count(DISTINCT e.member_id) FROM ${entries} e ${between}) AS members,
      ${sums(between)} AS sums`,
    next: `SELECT posted_at FROM ${entries} INDEXED BY ${prefix}entries_date
      WHERE program_id = ? AND posted_at >= ? ORDER BY posted_at LIMIT 1`,
  };
}

/** The totals of a `members` row with sums beside it. */
export function memberTotalsOf(row: Row<'members'> & { readonly sums: string }): MemberTotals {
  return { account: accountOf(row), sums: sumsOf(row.sums) };
}

/** The totals of some entries. */
export function entryTotalsOf({ members, sums }: { readonly members: number; readonly sums: string }): EntryTotals {
  return { members, sums: sumsOf(sums) };
}

function sumsOf(json: string): EntrySum[] {
  const rows = JSON.parse(json) as [EntrySum['kind'], EntrySum['cause'], number, number, EntrySum['lastAt']][];
  return rows.map(([kind, cause, entries, points, lastAt]) => ({ kind, cause, entries, points, lastAt }));
}
