import type { Question, Row, Tables } from '@pointbook/sql';
import type { Queryable } from './session.ts';

/** How a program's positions in the feed are reckoned; `mending` is to be asked before anything is written. */
export interface FeedBase {
  readonly base: number;
  readonly mending: readonly Question[];
}

/**
 * The bases of these tables' feeds.
 *
 * @remarks A server that a ledger is restored into may count its transactions from lower numbers than the one before.
 * Whoever first writes to a program there finds the newest entry ahead of the count, and raises the base by as much.
 * All who look see the same newest entry until that is committed, so they raise it to the same. A transaction that has
 * written already may see a base that it raised itself and that may yet be rolled back: it is not remembered.
 */
export function feedBases({ programs, entries }: Tables) {
  const bases = new WeakMap<Queryable, Map<number, number>>();
  const look = `SELECT coalesce((SELECT feed_base FROM ${programs} WHERE program = $1), 0) AS base,
    (SELECT position FROM ${entries} WHERE program = $1 ORDER BY position DESC LIMIT 1) AS position,
    greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
      pg_current_xact_id_if_assigned()::text::bigint + 1) AS number,
    pg_current_xact_id_if_assigned() IS NULL AS settled`;
  const raise = `UPDATE ${programs} SET feed_base = greatest(feed_base, $2) WHERE program = $1`;

  return {
    /** The base as it is known for a connection; undefined where `question` is to be asked first. */
    known: (client: Queryable, program: number): number | undefined => bases.get(client)?.get(program),
    question: (program: number): Question => ({ sql: look, values: [program] }),
    /** What the answer says. */
    read: (client: Queryable, program: number, row: Row | undefined): FeedBase => {
      const [base, newest, next] = [Number(row?.['base']), Number(row?.['position']), Number(row?.['number'])];
      if (newest >= base + next) return { base: newest, mending: [{ sql: raise, values: [program, newest] }] };
      if (base > 0 && row?.['settled'] !== 't') return { base, mending: [] };
      const ofClient = bases.get(client) ?? new Map<number, number>();
      bases.set(client, ofClient.set(program, base));
      return { base, mending: [] };
    },
  };
}
