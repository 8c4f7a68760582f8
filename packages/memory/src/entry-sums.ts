import type { EntrySums, StoredEntry, SumRow } from '@pointbook/core/store';

/** The sums of entries, and how many members have any of them. */
export function entrySums(entries: readonly StoredEntry[]): EntrySums {
  return { members: new Set(entries.map(({ memberId }) => memberId)).size, sums: sumsOf(entries) };
}

/** Added up without loss: halfway a sum may pass 2^53 − 1, and come back. */
export function sumsOf(entries: readonly StoredEntry[]): SumRow[] {
  const groups = new Map<string, StoredEntry[]>();
  for (const entry of entries) {
    const name = `${entry.kind} ${entry.cause}`;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const points = Number(group.reduce((sum, { delta }) => sum + BigInt(delta), 0n));
    const lastAt = group.reduce((last, { postedAt }) => (postedAt > last ? postedAt : last), first.postedAt);
    return [{ kind: first.kind, cause: first.cause, entries: group.length, points, lastAt }];
  });
}
