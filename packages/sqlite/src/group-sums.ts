import type { SumRow } from '@pointbook/core/store';
import type { Names, Row } from '@pointbook/sql';

/**
 * What a SELECT of entries `e` has, for `addTo` to add up: SQLite would sort them to group them, which takes as long
 * again.
 */
export const summed = 'e.kind, e.cause, e.delta, e.posted_at';

/** Entries of one kind and cause, as they are added up. */
export interface Group {
  readonly kind: Row[string] | undefined;
  readonly cause: Row[string] | undefined;
  entries: number;
  /** Of the last entries; those before them are in `carried`. */
  points: number;
  carried: bigint;
  lastAt: number;
}

/** Adds a row of `summed`. Halfway a sum may pass 2^53 − 1, and come back: they are added without loss. */
export function addTo(groups: Group[], row: Row): void {
  const group = groupOf(groups, row);
  const delta = Number(row['delta']);
  const points = group.points + delta;
  if (Number.isSafeInteger(points)) group.points = points;
  else {
    group.carried += BigInt(group.points);
    group.points = delta;
  }
  group.entries += 1;
  group.lastAt = Math.max(group.lastAt, Number(row['posted_at']));
}

/** The sums, once `names` has met the words of their rows. */
export function sumsOf(groups: readonly Group[], names: Names): SumRow[] {
  return groups.map(({ kind, cause, entries, points, carried, lastAt }) => ({
    kind: names.wordOf(kind),
    cause: names.wordOf(cause),
    entries,
    points: carried === 0n ? points : Number(carried + BigInt(points)),
    lastAt: lastAt as SumRow['lastAt'],
  }));
}

function groupOf(groups: Group[], { kind, cause }: Row): Group {
  // Of a handful.
  for (const group of groups) if (group.kind === kind && group.cause === cause) return group;
  const group = { kind, cause, entries: 0, points: 0, carried: 0n, lastAt: 0 };
  groups.push(group);
  return group;
}
