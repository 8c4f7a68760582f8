import { describe, expect, test } from 'vitest';
import { parseProgram } from '../../../program/parsing/parse-program.ts';
import { minimal } from '../../../program/parsing/program-testing.ts';
import type { TakenBack } from '../../invoice/taken-part.ts';
import { accountWith, lapsedLot, lot, ofSale, onDay } from '../settling-testing.ts';
import { type Grant, planGrant } from './plan-grant.ts';
import { valueOf } from '../../../value-of-testing.ts';

const own = ({ points: _points, ...of } = ofSale(0)) => of;

describe('10 points that come on day 10', () => {
  const rules = valueOf(parseProgram({ ...minimal, timeZone: 'UTC' }));
  const nothing: Grant = { live: [], ended: [], lapsed: [], lots: [] };

  test.each<[name: string, part: Omit<TakenBack, 'points'>, grant: Partial<Grant>]>([
    ['fresh are live', {}, { live: [lot(10)], lots: [ofSale(10, 'never', 10)] }],
    [
      'and were in a lot that has ended expire at once',
      { of: own(ofSale(0, 5)) },
      { ended: [lot(10, 5)], lots: [{ ...ofSale(10, 5, 10), expiredOnArrival: 10 }] },
    ],
    [
      'and were debt are live, although their lot has ended',
      { of: own(ofSale(0, 5)), from: 'debt' },
      { live: [lot(10)], lots: [ofSale(10, 'never', 10)] },
    ],
    ['and were forgiven are the sale’s alone', { of: own(), from: 'forgiven' }, { lots: [ofSale(10)] }],
    [
      'and had ended as they came are the sale’s alone',
      { of: own(ofSale(0, 5, 8)), from: 'over' },
      { lots: [{ ...ofSale(10, 5, 8), expiredOnArrival: 10 }] },
    ],
    [
      'and had lapsed are known as lapsed again',
      { of: own(ofSale(0, 5)), from: { lapsed: lapsedLot(99, 5) } },
      { lapsed: [lapsedLot(10, 5)], lots: [ofSale(10, 5)] },
    ],
    [
      'and were in another lot return there',
      { of: own(), from: { lot: lot(99, 50), at: onDay(9) } },
      { live: [lot(10, 50)], lots: [ofSale(10, 'never', 10)] },
    ],
  ])('%s', (_, part, grant) => {
    const posting = { account: accountWith([]), entries: [], now: onDay(10), program: rules };
    expect(planGrant([{ points: 10, ...part }], lot(0), [], posting, rules, {})).toEqual({ ...nothing, ...grant });
  });
});
