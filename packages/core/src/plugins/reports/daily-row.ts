import type { BusinessDate, EntrySum, EntryTotals } from '../../index.ts';
import { sumOf } from '../../values.ts';
import { type Movements, movements, movementsOf, sumOfSums } from './movements.ts';

/** What happened on a day; the movements add up to `net`. */
export interface DailyRow extends Movements {
  /** The business day, YYYY-MM-DD. */
  readonly date: BusinessDate;
  /** By how much all balances together changed. */
  readonly net: number;
  /** How many times members earned. */
  readonly earnings: number;
  /** How many times members spent points. */
  readonly redemptions: number;
  /** How many entries were posted, those that moved no points included. */
  readonly entries: number;
  /** How many members they belong to. */
  readonly members: number;
}

/** The columns that the daily report has. */
export const dailyColumns = [
  'date',
  ...movements,
  'net',
  'earnings',
  'redemptions',
  'entries',
  'members',
] as const satisfies readonly (keyof DailyRow)[];

/** The row of a day. */
export function dailyRow(date: BusinessDate, { members, sums }: EntryTotals): DailyRow {
  return {
    date,
    ...movementsOf(sums),
    net: sumOfSums(sums),
    earnings: entriesOf(sums, ({ kind }) => kind === 'earn'),
    redemptions: entriesOf(sums, ({ cause }) => cause === 'points-redeemed' || cause === 'hold-captured'),
    entries: entriesOf(sums, () => true),
    members,
  };
}

function entriesOf(sums: readonly EntrySum[], isMeant: (sum: EntrySum) => boolean): number {
  return sumOf(sums.filter(isMeant), ({ entries }) => entries);
}
