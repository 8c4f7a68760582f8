import { describe, expect, test } from 'vitest';
import type { LapsedLot } from '../../../ledger/account.ts';
import type { Lot } from '../../../ledger/lot.ts';
import { openPosting } from '../../../ledger/posting.ts';
import { parseProgram } from '../../../program/parsing/parse-program.ts';
import { expiry } from '../../../program/parsing/program-testing.ts';
import type { PostedLot } from '../../invoice/taken-part.ts';
import { redate } from './redate.ts';
import { accountWith, lapsedLot, lot, eventOf, ofSale, onDay, saleWith, settlingOf } from '../settling-testing.ts';
import { valueOf } from '../../../value-of-testing.ts';

// Points end 30 days after the day of the sale: those of day 0 as day 31 begins.
const rules = valueOf(
  parseProgram({
    ...expiry({ kind: 'after', period: { unit: 'days', count: 30 } }),
    timeZone: 'UTC',
  }),
);

interface Row {
  readonly of: readonly PostedLot[];
  readonly has: readonly Lot[];
  readonly lapsed?: readonly LapsedLot[];
  readonly soldOn: number;
  readonly onDay: number;
}

interface Redated {
  readonly of: readonly PostedLot[];
  readonly has: readonly Lot[];
  /** Points that were posted anew, and taken back before. */
  readonly moved: number;
  /** Those of them that had lapsed. */
  readonly change: number;
}

const hundred = [ofSale(100, 31)];

function redated({ of, has, lapsed = [], soldOn, onDay: day }: Row): Redated {
  const before = settlingOf({ ...saleWith(of), soldOn }, openPosting(accountWith(has, lapsed), rules, onDay(day)));
  const { record, buyer, change } = valueOf(redate(eventOf({ cause: 'invoice-edited' }, rules, day), before));
  const { lots, earned, clawedBack } = record.posted;
  expect(earned - clawedBack).toBe(before.record.posted.earned);
  return { of: lots, has: buyer.posting.account.lots, moved: clawedBack, change };
}

describe('The date of a sale of 100 points is put right', () => {
  test.each<[name: string, row: Row, after: Redated]>([
    [
      'they end as they should',
      { of: hundred, has: [lot(100, 31)], soldOn: 5, onDay: 10 },
      { of: [ofSale(100, 36, 10)], has: [lot(100, 36)], moved: 100, change: 0 },
    ],
    [
      'the date was right: nothing moves',
      { of: hundred, has: [lot(100, 31)], soldOn: 0, onDay: 10 },
      { of: hundred, has: [lot(100, 31)], moved: 0, change: 0 },
    ],
    [
      '60 that were spent stay spent',
      { of: hundred, has: [lot(40, 31)], soldOn: 5, onDay: 10 },
      { of: [ofSale(100, 36, 10)], has: [lot(40, 36)], moved: 40, change: 0 },
    ],
    [
      'they lapsed too early, and come back',
      { of: hundred, has: [], lapsed: [lapsedLot(100, 31)], soldOn: 20, onDay: 40 },
      { of: [ofSale(100, 51, 40)], has: [lot(100, 51)], moved: 100, change: 100 },
    ],
    [
      'they have ended by the right date, and end at once',
      { of: [ofSale(100, 51)], has: [lot(100, 51)], soldOn: 0, onDay: 40 },
      { of: [{ ...ofSale(100, 31, 40), expiredOnArrival: 100 }], has: [], moved: 100, change: 0 },
    ],
  ])('%s', (_, row, after) => expect(redated(row)).toEqual(after));
});
