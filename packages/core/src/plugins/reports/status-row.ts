import type { Balance, Entry, EntrySum, MemberId } from '../../index.ts';
import { balanceOf, type Posting } from '../../till.ts';
import { isByTime, type Movements, movements, movementsOf } from './movements.ts';

/** What a member has, and how it came about: the movements add up to `balance`. */
export interface StatusRow extends Movements, Balance {
  /** The POS's own customer id. */
  readonly memberId: MemberId;
  /** How many entries the member has. */
  readonly entries: number;
  /** When the last entry was posted that was not the work of time alone; null where there is none. */
  readonly lastActivity: Date | null;
}

/** The columns of the status report. */
export const statusColumns = [
  'memberId',
  ...movements,
  'balance',
  'available',
  'pending',
  'held',
  'debt',
  'entries',
  'lastActivity',
] as const satisfies readonly (keyof StatusRow)[];

/** A member's row: what was posted, and what is due, as if it were posted now. */
export function statusRow(posted: readonly EntrySum[], { account, entries, now }: Posting): StatusRow {
  const sums = entries.length === 0 ? posted : [...posted, ...entries.map(sumOfOne)];
  let count = 0;
  let active = -1;
  for (const sum of sums) {
    count += sum.entries;
    if (sum.lastAt > active && !isByTime(sum)) active = sum.lastAt;
  }
  return {
    memberId: account.memberId,
    ...movementsOf(sums),
    ...balanceOf(account, now),
    entries: count,
    lastActivity: active < 0 ? null : new Date(active),
  };
}

function sumOfOne({ kind, cause, delta, postedAt }: Entry): EntrySum {
  return { kind, cause, entries: 1, points: delta, lastAt: postedAt };
}
