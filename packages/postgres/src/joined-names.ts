import type { LoadRequest, StoreDecide } from '@pointbook/core/store';
import { type Names, rowsOf, runLater, type Steps, type Tables } from '@pointbook/sql';
import { binaryArray } from './binary-array.ts';
import { joinedFrame } from './frame.ts';
import { asking, type Queryable } from './session.ts';
import type { DecideInFrame } from './transaction.ts';

/** Runs a decision in a savepoint of the host's transaction. */
export type JoinedRun = <Value>(
  client: Queryable,
  programId: string,
  request: LoadRequest,
  decide: StoreDecide<Value>,
) => Promise<Value>;

/**
 * Decisions in the host's transactions: with names of their own, for numbers that are given out there are gone when it is
 * rolled back. Those that turn out to be committed hold for all.
 */
export function joinedRun(tables: Tables, run: DecideInFrame, names: Names): JoinedRun {
  return async (client, programId, request, decide) => {
    const own = names.within();
    const value = await run(client, joinedFrame, own, programId, request, decide);
    if (own.own.length > 0 && (await runLater(areCommitted(tables, own), asking(client)))) names.keep(own);
    return value;
  };
}

/** Whether the transaction itself has written none of the names that it met: its own rows are younger than it. */
function* areCommitted({ words, programs, versions }: Tables, { own }: Names): Steps<boolean> {
  const numbers = (of: (typeof own)[number][0]) =>
    binaryArray(
      'bigint',
      own.filter(([each]) => each === of).map(([, , number]) => number),
    );
  const [row] = yield* rowsOf(
    `SELECT coalesce(bool_and(age(xmin) > age(pg_current_xact_id_if_assigned()::xid)), true) AS committed FROM (
      SELECT xmin FROM ${words} WHERE word = ANY (?::bigint[])
      UNION ALL SELECT xmin FROM ${programs} WHERE program = ANY (?::bigint[])
      UNION ALL SELECT xmin FROM ${versions} WHERE version = ANY (?::bigint[])) met`,
    numbers('word'),
    numbers('program'),
    numbers('version'),
  );
  return row?.['committed'] === 't';
}
