import type { SumRow } from '@pointbook/core/store';
import type { Names, Row } from '@pointbook/sql';

/** What a SELECT of entries `e` has, for `groupSums` to add up: SQLite would sort them to group them, which takes as long again. */
export const summed = 'e.kind, e.cause, e.delta, e.posted_at';

/** Sums of entries by kind and cause, which grow row by row. */
export interface GroupSums {
  /** Adds a row of `summed`. */
  add(row: Row): void;
  /** The sums, once `names` has met the words of their rows. */
  rows(names: Names): SumRow[];
}

interface Group {
  readonly kind: Row[string] | undefined;
  readonly cause: Row[string] | undefined;
  entries: number;
  /** Of the last entries; those before them are in `carried`. */
  points: number;
  carried: bigint;
  lastAt: number;
}

/** Sums without entries. Halfway one may pass 2^53 − 1, and come back: they are added without loss. */
export function groupSums(): GroupSums {
  const groups: Group[] = [];
  const groupOf = ({ kind, cause }: Row): Group => {
    // Of a handful.
    for (const group of groups) if (group.kind === kind && group.cause === cause) return group;
    const group = { kind, cause, entries: 0, points: 0, carried: 0n, lastAt: 0 };
    groups.push(group);
    return group;
  };
  return {
    add(row) {
      const group = groupOf(row);
      const delta = Number(row['delta']);
      const points = group.points + delta;
      if (Number.isSafeInteger(points)) group.points = points;
      else {
        group.carried += BigInt(group.points);
        group.points = delta;
      }
      group.entries += 1;
      group.lastAt = Math.max(group.lastAt, Number(row['posted_at']));
    },
    rows: (names) =>
      groups.map(({ kind, cause, entries, points, carried, lastAt }) => ({
        kind: names.wordOf(kind),
        cause: names.wordOf(cause),
        entries,
        points: carried === 0n ? points : Number(carried + BigInt(points)),
        lastAt: lastAt as SumRow['lastAt'],
      })),
  };
}
