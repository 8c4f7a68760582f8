import type { Question, Row, Tables } from '@pointbook/sql';
import { ownServer } from '../statements/dialect.ts';
import type { Queryable } from '../connections/session.ts';

/** How a program's positions in the feed are reckoned; `mending` is to be asked before anything is written. */
export interface FeedBase {
  readonly base: number;
  readonly mending: readonly Question[];
  /** What tells the server from itself before it was started anew, and from another. */
  readonly life: string;
}

/**
 * What tells the process of a server from all others, whatever time zone a session has; a text, for hosts may have
 * figures read as numbers.
 */
const postmaster = 'extract(epoch FROM pg_postmaster_start_time())::text';

/**
 * The bases of these tables' feeds.
 *
 * @remarks A server that a ledger is restored into counts its transactions by itself, mostly from lower numbers than
 * the one before. Whoever first writes to a program there finds that another server counts it, or that its newest entry
 * is ahead of the count, and raises the base to that entry. All who look see the same server and the same newest entry
 * until that is committed, so they raise it to the same. A transaction that has written already may see a base that it
 * raised itself and that may yet be rolled back: it is not remembered.
 *
 * Two servers count by themselves, so positions are of the one that holds the tables. On Citus a statement that names a
 * table is carried out where the table is, and one that names none, as the number of a transaction, where the client is
 * connected. The two questions are therefore asked in this order, each by itself, and say who answered: a connection to
 * another server than that of the tables is refused, also one that was right until the tables were moved. A count that
 * is asked for after the newest entry is never behind it, so no base is raised without need.
 */
export function feedBases({ programs, entries }: Tables, isSpread: () => boolean) {
  const bases = new WeakMap<Queryable, Map<number, FeedBase>>();
  const look = `SELECT coalesce((SELECT feed_base FROM ${programs} WHERE program = $1), 0) AS base,
    (SELECT feed_server::text FROM ${programs} WHERE program = $1) AS counts, (${ownServer})::text AS server,
    (SELECT position FROM ${entries} WHERE program = $1 ORDER BY position DESC LIMIT 1) AS position,
    ${postmaster} AS holder`;
  const count = `SELECT ${postmaster} AS asked, pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest,
    greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
      pg_current_xact_id_if_assigned()::text::bigint + 1) AS next,
    pg_current_xact_id_if_assigned() IS NULL AS settled`;
  const raise = `UPDATE ${programs} SET feed_base = greatest(feed_base, $2), feed_server = $3 WHERE program = $1`;
  const figuresOf = (looked: Row | undefined, counted: Row | undefined) => {
    if (looked?.['holder'] !== counted?.['asked'])
      throw Object.assign(new Error('this connection leads to a server that does not hold the tables'), {
        code: 'ELSEWHERE',
      });
    const [base, newest, counts] = [Number(looked?.['base']), Number(looked?.['position']), looked?.['counts'] ?? null];
    const isOthers = counts !== null && counts !== looked?.['server'];
    return {
      base,
      newest,
      life: String(looked?.['holder']),
      isMoved: isOthers || newest >= base + Number(counted?.['next']),
    };
  };

  return {
    /** The base as it is known for a connection; undefined where `questions` are to be asked first. */
    known: (client: Queryable, program: number): FeedBase | undefined =>
      isSpread() ? undefined : bases.get(client)?.get(program),
    /** What to ask, in this order; each is to see what was committed before it. */
    questions: (program: number): readonly [Question, Question] => [
      { sql: look, values: [program] },
      { sql: count, values: [] },
    ],
    isQuestion: ({ sql }: Question): boolean => sql === look,
    /** What the answers say to who writes. */
    read: (client: Queryable, program: number, looked: Row | undefined, counted: Row | undefined): FeedBase => {
      const { base, newest, isMoved, life } = figuresOf(looked, counted);
      if (isMoved) {
        const values = [program, newest, looked?.['server'] ?? null];
        return { base: Math.max(base, newest), mending: [{ sql: raise, values }], life };
      }
      const found = { base, mending: [], life };
      if (base > 0 && counted?.['settled'] !== 't') return found;
      const ofClient = bases.get(client) ?? new Map<number, FeedBase>();
      bases.set(client, ofClient.set(program, found));
      return found;
    },
    /** Below which position all entries are there that ever will be, for who reads a page after the answers. */
    final: (looked: Row | undefined, counted: Row | undefined): number => {
      const { base, newest, isMoved } = figuresOf(looked, counted);
      return isMoved ? newest + 1 : base + Number(counted?.['oldest']);
    },
  };
}

/** The bases of the feeds in these tables, and who asks for them. */
export type FeedBases = ReturnType<typeof feedBases>;
