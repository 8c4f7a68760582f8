import type { ProgramId } from '@pointbook/core';
import { prepared, type Answer, type Question, type Queryable } from './session.ts';
import type { Tables } from './tables.ts';

/** How a program's positions in the feed are reckoned on a connection: the base, and the number of the transaction. */
export interface FeedBases {
  /** The base as it is known for a connection; undefined where `question` is to be asked first. */
  known(client: Queryable, programId: ProgramId): number | undefined;
  question(programId: ProgramId): Question;
  /** What the answer says; `mending` is to be asked before anything is written. */
  read(client: Queryable, programId: ProgramId, answer: Answer | undefined): FeedBase;
}

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
export function feedBases({ feeds, entries }: Tables): FeedBases {
  const bases = new WeakMap<Queryable, Map<ProgramId, number>>();
  const look = prepared(`SELECT coalesce((SELECT base FROM ${feeds} WHERE program_id = $1), 0) AS base,
    (SELECT position FROM ${entries} WHERE program_id = $1 ORDER BY position DESC LIMIT 1) AS position,
    greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
      pg_current_xact_id_if_assigned()::text::bigint + 1) AS number,
    pg_current_xact_id_if_assigned() IS NULL AS settled`);
  const raise = prepared(`INSERT INTO ${feeds} AS f (program_id, base) VALUES ($1, $2)
    ON CONFLICT (program_id) DO UPDATE SET base = greatest(f.base, excluded.base)`);

  return {
    known: (client, programId) => bases.get(client)?.get(programId),
    question: (programId) => ({ statement: look, values: [programId] }),
    read: (client, programId, answer) => {
      const [row] = answer?.rows ?? [];
      const [base, newest, next] = [Number(row?.base), Number(row?.position), Number(row?.number)];
      if (newest >= base + next) return { base: newest, mending: [{ statement: raise, values: [programId, newest] }] };
      if (base > 0 && row?.settled !== ('t' as never)) return { base, mending: [] };
      const ofClient = bases.get(client) ?? new Map<ProgramId, number>();
      bases.set(client, ofClient.set(programId, base));
      return { base, mending: [] };
    },
  };
}
