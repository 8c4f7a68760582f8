import type { Account, Entry, EntryStep, EntrySum, EntryTotals, MemberTotals } from '@pointbook/core';
import type { Book } from './book.ts';

/** An account with the sums of all entries. */
export function memberTotals(book: Book, account: Account): MemberTotals {
  return { account, sums: sumsOf(book.entries.get(account.memberId) ?? []) };
}

/** The sums of entries, and how many members have any of them. */
export function entryTotals(entries: readonly Entry[]): EntryTotals {
  return { members: new Set(entries.map(({ memberId }) => memberId)).size, sums: sumsOf(entries) };
}

/** What an entry does to its account. */
export function stepOf({ memberId, sequence, delta, balanceAfter, postedAt, effect }: Entry): EntryStep {
  return { memberId, sequence, delta, balanceAfter, postedAt, effect };
}

/** Added up without loss: halfway a sum may pass 2^53 − 1, and come back. */
function sumsOf(entries: readonly Entry[]): EntrySum[] {
  const groups = new Map<string, Entry[]>();
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
