import { type Dialect, readStatements, type Tables } from '@pointbook/sql';
import { dialect } from './dialect.ts';

/** Names the program in what is joined too, or Citus asks all shards: it is the first value of every statement here. */
const named: Dialect = {
  ...dialect,
  join: (...given) => dialect.join(...given).replace(/program = \w+\.program/, 'program = $1'),
};

/** The statements of a reader, with texts of our own where the planner would go astray with the common ones. */
export function postgresStatements(tables: Tables) {
  const common = readStatements(tables, named);
  const fed = `${common.noted()} WHERE e.program = $1`;
  const inFeed = 'ORDER BY e.position, e.member_id, e.sequence';
  const final = finalBelow(tables);
  return {
    ...common,
    feed: `${fed} AND e.position < ${final} ${inFeed} LIMIT $2`,
    feedAfter: `${fed} AND (e.position, e.member_id, e.sequence) >= ($2, $3, $4)
      AND e.position < greatest(${final}, $2 + 1) ${inFeed} LIMIT $5`,
    /** Pages of all that shows, where what is final was asked before by itself. */
    unsifted: `${fed} AND e.position >= 0 ${inFeed} LIMIT $2`,
    unsiftedAfter: `${fed} AND (e.position, e.member_id, e.sequence) >= ($2, $3, $4) ${inFeed} LIMIT $5`,
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
