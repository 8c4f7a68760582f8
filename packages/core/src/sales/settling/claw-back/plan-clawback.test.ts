import { describe, expect, test } from 'vitest';
import type { LapsedLot } from '../../../ledger/account.ts';
import type { Lot } from '../../../ledger/lot.ts';
import type { DebtPolicy } from '../../../program/program.ts';
import type { PostedLot } from '../../invoice/taken-part.ts';
import { planClawback } from './plan-clawback.ts';
import { accountWith, lapsedLot, lot, ofSale, onDay, saleWith } from '../settling-testing.ts';

interface Row {
  readonly of: readonly PostedLot[];
  readonly has: readonly Lot[];
  readonly lapsed?: readonly LapsedLot[];
  readonly asked: number;
  readonly clawback?: DebtPolicy;
  readonly forgiven?: number;
  readonly onDay?: number;
}

/** What is found where: out of lots, lapsed, debt, forgiven, refused. */
type Figures = readonly [taken: number, lapsed: number, debt: number, forgiven: number, refused: number];

const spent = { of: [ofSale(100, 50)], has: [lot(20, 50), lot(10)], asked: 100 };

const plan = ({ of, has, lapsed = [], asked, clawback = 'allow-debt', forgiven = 0, onDay: day = 10 }: Row) =>
  planClawback(
    accountWith(has, lapsed),
    asked,
    saleWith(of),
    { clawback, windowDays: 30, graceDays: 0 },
    onDay(day),
    forgiven,
  );

describe('Points that a sale earned are taken back', () => {
  test.each<[name: string, row: Row, figures: Figures]>([
    ['out of their own lot', { of: [ofSale(100)], has: [lot(100)], asked: 40 }, [40, 0, 0, 0, 0]],
    ['20 of its own and 10 others; 70 become debt', spent, [30, 0, 70, 0, 0]],
    ['20 of its own and 10 others; 70 are forgiven', { ...spent, clawback: 'within-balance' }, [30, 0, 0, 70, 0]],
    ['20 of its own and 10 others; 70 are refused', { ...spent, clawback: 'refuse' }, [30, 0, 0, 0, 70]],
    [
      'as far as they have not lapsed: 30 have, 20 are there, 10 others make up for 50 that were spent',
      {
        of: [ofSale(30, 5), ofSale(70)],
        has: [lot(10, 50), lot(20)],
        lapsed: [lapsedLot(30, 5)],
        asked: 100,
      },
      [30, 30, 40, 0, 0],
    ],
    [
      'without debt where it is not known any more whether they lapsed',
      { of: [ofSale(100, 5)], has: [lot(10)], asked: 100, onDay: 40 },
      [10, 0, 0, 90, 0],
    ],
    [
      'where they had ended as they came: these are gone',
      { of: [{ ...ofSale(60, 5, 8), expiredOnArrival: 60 }], has: [lot(100)], asked: 60 },
      [0, 60, 0, 0, 0],
    ],
    [
      'as far as 15 of 20 forgiven ones are found now',
      { of: [ofSale(100)], has: [lot(15)], asked: 0, forgiven: 20 },
      [15, 0, 0, -15, 0],
    ],
  ])('%s', (_, row, figures) => {
    const { taken, lapsed, debt, forgiven, refused } = plan(row);
    expect([taken, lapsed, debt, forgiven, refused]).toEqual(figures);
  });

  test('the newest lot first, and of each what lapsed before what is there', () => {
    const { parts } = plan({
      of: [ofSale(40, 5), ofSale(20, 50, 2)],
      has: [lot(15, 50)],
      lapsed: [lapsedLot(30, 5)],
      asked: 55,
    });
    expect(parts.map(({ points, of, from }) => [points, of?.expiresAt, from])).toEqual([
      [15, onDay(50), undefined],
      [5, onDay(50), 'debt'],
      [30, onDay(5), { lapsed: lapsedLot(30, 5) }],
      [5, onDay(5), 'debt'],
    ]);
  });
});
