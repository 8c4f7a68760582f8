import { readStatements, selected, type ReadStatements, type Tables } from '@pointbook/sql';
import { dialect } from './dialect.ts';

/** The statements of a reader, with texts of our own where the planner would go astray with the common ones. */
export function postgresStatements(tables: Tables): ReadStatements {
  const { accounts, entries } = tables;
  const common = readStatements(tables, dialect);
  const fed = `${common.noted()} WHERE e.program = $1`;
  const inFeed = 'ORDER BY e.position, e.member_id, e.sequence';
  const final = finalBelow(tables);
  const figures = 'count(*) AS entries, sum(delta) AS points, max(posted_at) AS last_at';
  // Numbers hold neither blanks nor commas; JSON takes the server longer than the sums themselves.
  const sums = `string_agg(concat_ws(' ', kind, cause, entries, points, last_at), ',') AS sums`;
  return {
    ...common,
    feed: `${fed} AND e.position < ${final} ${inFeed} LIMIT $2`,
    feedAfter: `${fed} AND (e.position, e.member_id, e.sequence) >= ($2, $3, $4)
      AND e.position < greatest(${final}, $2 + 1) ${inFeed} LIMIT $5`,
    // The entries of the whole page at once: looking them up member by member took half as long again.
    accountSums: `WITH page AS MATERIALIZED (
        SELECT ${selected('accounts')} FROM ${accounts} WHERE program = $1 AND member_id > $2 ORDER BY member_id LIMIT $3
      ), grouped AS (
        SELECT member_id, kind, cause, ${figures} FROM ${entries}
        WHERE program = $1 AND member_id > $2 AND member_id <= (SELECT max(member_id) FROM page)
        GROUP BY member_id, kind, cause
      ), summed AS (SELECT member_id, ${sums} FROM grouped GROUP BY member_id)
      SELECT page.*, sums FROM page LEFT JOIN summed USING (member_id) ORDER BY member_id`,
    entrySums: (...values) => ({
      // In the order of the dates, or the planner reads all of a program that it takes for a small one.
      sql: `WITH found AS MATERIALIZED (
          SELECT member_id, kind, cause, delta, posted_at FROM ${entries}
          WHERE program = $1 AND posted_at >= $2 AND posted_at < $3 ORDER BY posted_at, member_id DESC, sequence
        ) SELECT (SELECT count(DISTINCT member_id) FROM found) AS members,
          (SELECT ${sums} FROM (SELECT kind, cause, ${figures} FROM found GROUP BY kind, cause) grouped) AS sums`,
      values,
    }),
  };
}

/**
 * Below this position all entries are there that ever will be: every transaction with a lower number is over, as this
 * very statement sees the world. In a ledger that was restored and not written to since, that is all it has.
 */
function finalBelow({ entries, programs }: Tables): string {
  return `(SELECT CASE WHEN l.newest >= b.base + pg_snapshot_xmax(pg_current_snapshot())::text::bigint
      THEN l.newest + 1 ELSE b.base + pg_snapshot_xmin(pg_current_snapshot())::text::bigint END
    FROM (SELECT coalesce((SELECT feed_base FROM ${programs} WHERE program = $1), 0) AS base) b,
      (SELECT (SELECT position FROM ${entries} WHERE program = $1 ORDER BY position DESC LIMIT 1) AS newest) l)`;
}
