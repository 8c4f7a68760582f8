import { describe, expect, test } from 'vitest';
import type { Account } from '../../../ledger/account.ts';
import type { Hold } from '../../../ledger/hold.ts';
import { openPosting } from '../../../ledger/posting.ts';
import { parseProgram } from '../../../program/parsing/parse-program.ts';
import { minimal } from '../../../program/parsing/program-testing.ts';
import type { DebtPolicy } from '../../../program/program.ts';
import { errorOf, valueOf } from '../../../value-of-testing.ts';
import type { RedemptionId } from '../../../values/ids.ts';
import { pointsIn } from '../../../values/points.ts';
import type { TakenBack } from '../../invoice/taken-part.ts';
import { clawBack } from './claw-back.ts';
import type { SaleEvent } from '../settlement.ts';
import { accountWith, lot, eventOf, ofSale, onDay, saleWith, settlingOf } from '../settling-testing.ts';

interface Row {
  readonly cause?: SaleEvent['cause'];
  readonly clawback?: DebtPolicy;
  /** Points that came back just now. */
  readonly cameBack?: number;
  readonly takenBack?: readonly TakenBack[];
  readonly points: number;
}

/** What the sale says after it, and what was posted of it. */
type Figures = readonly [clawedBack: number, forgiven: number, change: number, balance: number, debt: number];

const rulesOf = (clawback: DebtPolicy) => valueOf(parseProgram({ ...minimal, timeZone: 'UTC', refund: { clawback } }));

/** A sale of 100 points, whose member has 60 of them. */
function clawedBack({ cause = 'invoice-refunded', clawback = 'allow-debt', cameBack, takenBack = [], points }: Row) {
  const rules = rulesOf(clawback);
  const before = settlingOf(saleWith([ofSale(100)], takenBack), openPosting(accountWith([lot(60)]), rules, onDay(10)));
  return { before, after: clawBack(eventOf({ cause, cameBack }, rules, 10), before, points) };
}

function figuresOf(row: Row): Figures {
  const { before, after } = clawedBack(row);
  const { record, buyer, change } = valueOf(after);
  const { earned, clawedBack: inAll, forgiven = 0 } = record.posted;
  expect(earned).toBe(before.record.posted.earned);
  const { balance, debt } = buyer.posting.account;
  return [inAll, forgiven, change, balance, debt];
}

describe('Of a sale whose member has 60 of its 100 points', () => {
  test.each<[name: string, row: Row, figures: Figures]>([
    ['30 are taken where they are', { points: 30 }, [30, 0, -30, 30, 0]],
    ['40 become debt', { points: 100 }, [100, 0, -100, -40, 40]],
    ['40 are forgiven', { clawback: 'within-balance', points: 100 }, [100, 40, -100, 0, 0]],
    [
      '40 stay with the sale, where points pay for it',
      { cause: 'invoice-paid-with-points', points: 100 },
      [60, 0, -60, 0, 0],
    ],
    [
      '25 that came back make good what was forgiven',
      { takenBack: [{ points: 40, from: 'forgiven' }], cameBack: 25, points: 0 },
      [40, 15, 0, 35, 0],
    ],
  ])('%s', (_, row, figures) => expect(figuresOf(row)).toEqual(figures));

  test('none is taken where the program refuses it', () =>
    expect(errorOf(clawedBack({ clawback: 'refuse', points: 100 }).after)).toMatchObject({
      kind: 'clawback-refused',
      clawback: 100,
      available: 60,
    }));
});

test('What is short only because it is held is forgiven, and the hold owes it', () => {
  const rules = rulesOf('within-balance');
  const account: Account = { ...accountWith([lot(60)]), balance: 100, holds: [hold] };
  const before = settlingOf(saleWith([ofSale(100)]), openPosting(account, rules, onDay(10)));
  const after = valueOf(clawBack(eventOf({ cause: 'invoice-refunded' }, rules, 10), before, 100));
  const { balance, holdClaims } = after.buyer.posting.account;
  expect([after.record.posted.forgiven, balance, holdClaims?.map(({ lots }) => pointsIn(lots))]).toEqual([
    40,
    40,
    [40],
  ]);
});

const hold: Hold = {
  redemptionId: 'R-1' as RedemptionId,
  points: 40,
  taken: [lot(40)],
  deadline: onDay(20),
  invoiceId: null,
  rewardId: null,
};
