import { describe, expect, test } from 'vitest';
import { openPosting } from '../../../ledger/posting.ts';
import { parseProgram } from '../../../program/parsing/parse-program.ts';
import { minimal } from '../../../program/parsing/program-testing.ts';
import { valueOf } from '../../../value-of-testing.ts';
import type { TakenBack } from '../../invoice/taken-part.ts';
import { grant } from './grant.ts';
import { accountWith, lot, eventOf, ofSale, onDay, saleWith, settlingOf } from '../settling-testing.ts';

const rules = valueOf(parseProgram({ ...minimal, timeZone: 'UTC' }));

interface Row {
  readonly takenBack?: readonly TakenBack[];
  readonly debt?: number;
  readonly points: number;
}

/** What the sale says after it, and what was posted of it. */
type Figures = readonly [earned: number, clawedBack: number, forgiven: number, change: number, debt: number];

function granted({ takenBack = [], debt = 0, points }: Row): Figures {
  const account = debt > 0 ? { ...accountWith([]), balance: -debt, debt } : accountWith([lot(10)]);
  const before = settlingOf(saleWith([ofSale(10)], takenBack), openPosting(account, rules, onDay(10)));
  const { record, buyer, change } = valueOf(grant(eventOf({ cause: 'invoice-edited' }, rules, 10), before, points));
  const { earned, clawedBack, forgiven = 0 } = record.posted;
  expect(earned - clawedBack).toBe(10 + points);
  expect(buyer.posting.account.balance).toBe(account.balance + change);
  return [earned, clawedBack, forgiven, change, buyer.posting.account.debt];
}

const forgiven: readonly TakenBack[] = [{ points: 5 }, { points: 10, from: 'forgiven' }];

describe('A sale of 10 points that earns more', () => {
  test.each<[name: string, row: Row, figures: Figures]>([
    ['posts what is new', { points: 20 }, [30, 0, 0, 20, 0]],
    ['repays what its member owes', { debt: 15, points: 20 }, [30, 0, 0, 20, 0]],
    ['posts nothing of what it had forgiven', { takenBack: forgiven, points: 4 }, [25, 11, 6, 0, 0]],
    [
      'makes good what it had forgiven, then gives what it took, and then new points',
      { takenBack: forgiven, points: 20 },
      [35, 5, 0, 10, 0],
    ],
  ])('%s', (_, row, figures) => expect(granted(row)).toEqual(figures));

  test('remembers no more that it had forgiven, nor does its member', () => {
    const sale = saleWith([], [{ points: 10, from: 'forgiven' }]);
    const before = settlingOf(sale, openPosting(accountWith([]), rules, onDay(10)));
    const activity = { days: [], forgiven: [{ id: sale.invoiceId, after: 1, points: 10 }] };
    const known = { ...before, buyer: { ...before.buyer, activity } };
    const { record, buyer } = valueOf(grant(eventOf({ cause: 'invoice-edited' }, rules, 10), known, 10));
    expect([record.posted.takenBack, buyer.activity.forgiven]).toEqual([undefined, undefined]);
  });
});
