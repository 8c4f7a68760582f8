import { readStatements, type ReadStatements, type Tables } from '@pointbook/sql';
import { dialect } from './dialect.ts';

/** The statements of a reader, with texts of our own where the planner would go astray with the common ones. */
export function postgresStatements(tables: Tables): ReadStatements {
  const common = readStatements(tables, dialect);
  const fed = `${common.noted()} WHERE e.program = $1`;
  const inFeed = 'ORDER BY e.position, e.member_id, e.sequence';
  const final = finalBelow(tables);
  return {
    ...common,
    feed: `${fed} AND e.position < ${final} ${inFeed} LIMIT $2`,
    feedAfter: `${fed} AND (e.position, e.member_id, e.sequence) >= ($2, $3, $4)
      AND e.position < greatest(${final}, $2 + 1) ${inFeed} LIMIT $5`,
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
