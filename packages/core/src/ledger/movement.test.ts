import { describe, expect, test } from 'vitest';
import type { MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { balanceOf, emptyAccount } from './account.ts';
import { byEnd, changeLots, isSameLot, type Lot, type LotEnd } from './lot.ts';
import { effect, giveTo, splitLots, takeFrom } from './movement.ts';

const at = (instant: number) => instant as Instant;
const now = at(1000);
const lot = (points: number, expiresAt: LotEnd = 'never', availableAt: Instant | null = null): Lot => ({
  expiresAt,
  availableAt,
  points,
});
const accountWith = (lots: readonly Lot[], debt = 0) => ({ ...emptyAccount('ayu' as MemberId), lots, debt });

describe('Lots', () => {
  test('are sorted by end: dates, then inactivity, then never; at one end the available before the pending', () => {
    const sorted = [
      lot(1, at(5)),
      lot(1, at(5), at(0)),
      lot(1, at(5), at(3)),
      lot(1, at(6)),
      lot(1, 'inactivity'),
      lot(1, 'never'),
      lot(1, 'never', at(2)),
    ];
    expect(sorted.toReversed().toSorted(byEnd)).toEqual(sorted);
    expect(byEnd(lot(1), lot(2))).toBe(0);
  });

  test('are one where end and availability are', () => {
    expect(isSameLot(lot(1, at(5)), lot(2, at(5)))).toBe(true);
    expect(isSameLot(lot(1, at(5)), lot(1, at(6)))).toBe(false);
    expect(isSameLot(lot(1, at(5)), lot(1, at(5), at(1)))).toBe(false);
  });

  test('take points in, in their place, and vanish when they are empty', () => {
    const lots = [lot(10, at(5)), lot(10, at(7))];
    expect(changeLots(lots, [lot(1, at(6))])).toEqual([lot(10, at(5)), lot(1, at(6)), lot(10, at(7))]);
    expect(changeLots(lots, [lot(1, at(4))])).toEqual([lot(1, at(4)), ...lots]);
    expect(changeLots(lots, [lot(1)])).toEqual([...lots, lot(1)]);
    expect(changeLots(lots, [lot(1, at(7)), lot(-10, at(5))])).toEqual([lot(11, at(7))]);
    expect(lots).toEqual([lot(10, at(5)), lot(10, at(7))]);
  });
});

describe('Points are taken', () => {
  const account = accountWith([lot(10, at(2000)), lot(10, 'inactivity'), lot(10, 'never'), lot(10, 'never', at(1500))]);

  test('earliest end first, and no more than are wanted', () => {
    expect(takeFrom(account, 10, now)).toEqual([lot(10, at(2000))]);
    expect(takeFrom(account, 25, now)).toEqual([lot(10, at(2000)), lot(10, 'inactivity'), lot(5)]);
    expect(takeFrom(account, 0, now)).toEqual([]);
  });

  test('as far as there are any that are available', () => {
    expect(takeFrom(account, 99, now)).toEqual([lot(10, at(2000)), lot(10, 'inactivity'), lot(10)]);
  });

  test('out of pending lots last, and only where that is said', () => {
    const all = [lot(10, at(2000)), lot(10, 'inactivity'), lot(10), lot(5, 'never', at(1500))];
    expect(takeFrom(account, 35, now, { pending: true })).toEqual(all);
    const early = accountWith([lot(10, at(2000), at(1500)), lot(10, at(3000))]);
    expect(takeFrom(early, 15, now, { pending: true })).toEqual([lot(10, at(3000)), lot(5, at(2000), at(1500))]);
  });

  test('out of a named lot before all others, though it is pending', () => {
    expect(takeFrom(account, 15, now, { first: lot(0) })).toEqual([lot(10), lot(5, at(2000))]);
    const first = lot(0, 'never', at(1500));
    expect(takeFrom(account, 15, now, { first })).toEqual([lot(10, 'never', at(1500)), lot(5, at(2000))]);
    expect(takeFrom(account, 5, now, { first: null })).toEqual([lot(5, at(2000))]);
  });

  test('out of a lot that became available by now as out of any other', () => {
    const ripe = accountWith([lot(10, 'never', now)]);
    expect(takeFrom(ripe, 4, now)).toEqual([lot(4)]);
    expect(takeFrom(ripe, 4, at(999))).toEqual([]);
  });
});

describe('Points are given', () => {
  test('as they are where there is no debt', () => {
    expect(giveTo(accountWith([]), [lot(5), lot(3, at(2000))], now)).toEqual({ added: [lot(5), lot(3, at(2000))] });
  });

  test('to the debt first, those that end earliest first', () => {
    const given = [lot(5), lot(3, at(2000))];
    expect(giveTo(accountWith([], 2), given, now)).toEqual({ added: [lot(1, at(2000)), lot(5)], debt: -2 });
    expect(giveTo(accountWith([], 3), given, now)).toEqual({ added: [lot(5)], debt: -3 });
    expect(giveTo(accountWith([], 8), given, now)).toEqual({ debt: -8 });
    expect(giveTo(accountWith([], 9), given, now)).toEqual({ debt: -8 });
  });

  test('to the lot of their end once they are available', () => {
    expect(giveTo(accountWith([]), [lot(5, 'never', now)], now)).toEqual({ added: [lot(5)] });
    expect(giveTo(accountWith([]), [lot(5, 'never', at(1001))], now)).toEqual({ added: [lot(5, 'never', at(1001))] });
  });
});

test('an effect says nothing of what does not move', () => {
  expect(effect({ taken: [], added: [], debt: 0, lapsed: [], value: 0 })).toEqual({ value: 0 });
  const lapsed = [{ expiresAt: at(1), byInactivity: false, points: 1, forgetAt: at(2) }];
  const full = { taken: [lot(1)], added: [lot(2)], debt: 1, lapsed };
  expect(effect(full)).toEqual(full);
});

test('moves are split in their order, and no point is lost', () => {
  const lots = [lot(5, at(2000)), lot(5)];
  expect(splitLots(lots, 0)).toEqual({ first: [], rest: lots });
  expect(splitLots(lots, 5)).toEqual({ first: [lot(5, at(2000))], rest: [lot(5)] });
  expect(splitLots(lots, 7)).toEqual({ first: [lot(5, at(2000)), lot(2)], rest: [lot(3)] });
  expect(splitLots(lots, 10)).toEqual({ first: lots, rest: [] });
});

test('a balance has its parts', () => {
  const account = { ...accountWith([lot(7), lot(4, 'never', at(1001)), lot(2, 'never', now)]), balance: 13 };
  expect(balanceOf(account, now)).toEqual({ balance: 13, available: 9, pending: 4, held: 0, debt: 0 });
});
