import { type Names, rowsOf, type Steps, type Tables } from '@pointbook/sql';
import { binaryArray } from '../statements/binary-array.ts';

/**
 * Whether the transaction itself has written none of the names that it met: its own rows are younger than it.
 *
 * @remarks Numbers that are given out in a transaction of the host are gone when it is rolled back. Those that turn out
 * to be committed hold for all.
 */
export function* areCommitted({ words, programs, versions }: Tables, { own }: Names): Steps<boolean> {
  const numbersOf = (of: string) => own.flatMap(([each, , number]) => (each === of ? [number] : []));
  const [row] = yield* rowsOf(
    `SELECT coalesce(bool_and(age(xmin) > age(pg_current_xact_id_if_assigned()::xid)), true) AS committed FROM (
      SELECT xmin FROM ${words} WHERE word = ANY (?::bigint[])
      UNION ALL SELECT xmin FROM ${programs} WHERE program = ANY (?::bigint[])
      UNION ALL SELECT xmin FROM ${versions} WHERE version = ANY (?::bigint[])) met`,
    ...['word', 'program', 'version'].map((of) => binaryArray('bigint', numbersOf(of))),
  );
  return row?.['committed'] === 't';
}
