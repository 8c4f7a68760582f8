import type { SumRow } from '@pointbook/core/store';
import type { Names, Row } from '@pointbook/sql';

/** A delta is read as two parts, for its sum may pass what a figure of SQLite holds. */
const lowBits = 26;

/** What a SELECT of entries `e` by kind and cause has, for `groupSums` to add up. */
export const summed = `e.kind, e.cause, count(*) AS entries, max(e.posted_at) AS last_at,
  sum(e.delta >> ${lowBits}) AS high, sum(e.delta & ${2 ** lowBits - 1}) AS low`;

/** Sums of entries by kind and cause, which grow row by row. */
export interface GroupSums {
  /** Adds a row of `summed`. */
  add(row: Row): void;
  /** The sums. */
  rows(names: Names): SumRow[];
}

/** Sums without entries. Halfway one may pass 2^53 − 1, and come back: they are added without loss. */
export function groupSums(): GroupSums {
  const groups = new Map<string, { row: Row; entries: number; points: bigint; lastAt: number }>();
  return {
    add(row) {
      const name = `${row['kind']} ${row['cause']}`;
      const sum = groups.get(name) ?? { row, entries: 0, points: 0n, lastAt: 0 };
      groups.set(name, sum);
      sum.entries += Number(row['entries']);
      sum.points += (BigInt(row['high'] ?? 0) << BigInt(lowBits)) + BigInt(row['low'] ?? 0);
      sum.lastAt = Math.max(sum.lastAt, Number(row['last_at']));
    },
    rows: (names) =>
      [...groups.values()].map(({ row, entries, points, lastAt }) => ({
        kind: names.wordOf(row['kind']),
        cause: names.wordOf(row['cause']),
        entries,
        points: Number(points),
        lastAt: lastAt as SumRow['lastAt'],
      })),
  };
}
