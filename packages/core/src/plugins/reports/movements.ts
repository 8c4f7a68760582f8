import type { EntryCause, EntryKind, EntrySum } from '../../index.ts';
import { type CauseMeaning, meaningOf } from '../../till.ts';
import { isWhole } from '../../values.ts';

/** Points by what moved them, signed as in the ledger: together they are the change of the balance. */
export interface Movements {
  /** Points that sales gave. */
  readonly earned: number;
  /** Earned points that refunds, edits, moves and reversed payments took back. */
  readonly clawedBack: number;
  /** Points spent; those that are only held are not. */
  readonly redeemed: number;
  /** Spent points that came back, by refunds and by undoing redemptions. */
  readonly returned: number;
  /** Points given and taken by hand, and by jobs. */
  readonly adjusted: number;
  /** Adjustments and opening balances that were reversed. */
  readonly undone: number;
  /** Points that ended unspent, less those that came back because a clock had ended them. */
  readonly expired: number;
  /** Points that members brought along from another system. */
  readonly opening: number;
  /** Points that went from one member to another. */
  readonly transferred: number;
}

/** The names of the movements, in the order of their columns. */
export const movements = [
  'earned',
  'clawedBack',
  'redeemed',
  'returned',
  'adjusted',
  'undone',
  'expired',
  'opening',
  'transferred',
] as const satisfies readonly (keyof Movements)[];

/** The movement that an entry is. */
function movementOf({ kind, cause }: { readonly kind: EntryKind; readonly cause: EntryCause }): keyof Movements {
  return kind === 'reversal' ? reversals[meaningOf(cause)] : kinds[kind];
}

/** The movement that a reversal is, by what it is about. */
const reversals: Readonly<Record<CauseMeaning, keyof Movements>> = {
  earning: 'clawedBack',
  spending: 'returned',
  returned: 'returned',
  undone: 'returned',
  adjusted: 'undone',
  reversed: 'undone',
  time: 'expired',
  clock: 'expired',
};

const kinds = {
  earn: 'earned',
  redemption: 'redeemed',
  adjustment: 'adjusted',
  expiry: 'expired',
  opening: 'opening',
  transfer: 'transferred',
} as const;

/** The points of each movement. A sum past 2^53 − 1 is a figure that is no safe integer. */
export function movementsOf(sums: readonly EntrySum[]): Movements {
  const points: Record<keyof Movements, number> = {
    earned: 0,
    clawedBack: 0,
    redeemed: 0,
    returned: 0,
    adjusted: 0,
    undone: 0,
    expired: 0,
    opening: 0,
    transferred: 0,
  };
  let isExact = true;
  for (const sum of sums) {
    const movement = movementOf(sum);
    points[movement] += sum.points;
    isExact &&= isWhole(sum.points) && isWhole(points[movement]);
  }
  if (isExact) return points;
  for (const movement of movements) points[movement] = sumOfSums(sums.filter((sum) => movementOf(sum) === movement));
  return points;
}

/**
 * The points of all sums together, exact even where a sum on the way passes 2^53 − 1. It is NaN where one of the sums
 * passes it, because digits were lost then, and unsafe where the total does.
 */
export function sumOfSums(sums: readonly EntrySum[]): number {
  if (!sums.every(({ points }) => isWhole(points))) return Number.NaN;
  return Number(sums.reduce((total, { points }) => total + BigInt(points), 0n));
}

/** Whether an entry says what time alone did: nobody acted. */
export function isByTime({ cause }: Pick<EntrySum, 'cause'>): boolean {
  return meaningOf(cause) === 'time';
}
