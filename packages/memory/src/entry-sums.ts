import type { EntrySums, StoredEntry, SumRow } from '@pointbook/core/store';

/** Sums of entries by kind and cause, which grow entry by entry. */
export interface Sums {
  /** Adds an entry. */
  add(entry: StoredEntry): void;
  /** The sums, and how many members have any of the entries. */
  total(): EntrySums;
}

type Group = { -readonly [Field in keyof Omit<SumRow, 'points'>]: SumRow[Field] } & { points: bigint };

/** Sums without entries. They are added without loss: halfway one may pass 2^53 − 1, and come back. */
export function emptySums(): Sums {
  const members = new Set<string>();
  const groups = new Map<string, Group>();
  return {
    add({ memberId, kind, cause, delta, postedAt }) {
      members.add(memberId);
      const name = `${kind} ${cause}`;
      const group = groups.get(name) ?? { kind, cause, entries: 0, points: 0n, lastAt: postedAt };
      groups.set(name, group);
      group.entries += 1;
      group.points += BigInt(delta);
      if (postedAt > group.lastAt) group.lastAt = postedAt;
    },
    total: () => ({
      members: members.size,
      sums: [...groups.values()].map((group) => ({ ...group, points: Number(group.points) })),
    }),
  };
}
