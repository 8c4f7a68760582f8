import { describe, expect, test } from 'vitest';
import type { InvoiceId, MemberId, RedemptionId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { maxSafePoints } from '../values/points.ts';
import { type Account, emptyAccount, type LapsedLot } from './account.ts';
import { applyEntry } from './apply-entry.ts';
import type { Effect, EntryStep } from './entry.ts';
import type { Hold } from './hold.ts';
import type { Lot } from './lot.ts';

const ayu = 'ayu' as MemberId;
const at = (instant: number) => instant as Instant;
const lot = (points: number, expiresAt: Lot['expiresAt'] = 'never', availableAt: Instant | null = null): Lot => ({
  expiresAt,
  availableAt,
  points,
});
const hold = (points: number, expiresAt: Lot['expiresAt'] = 'never'): Hold => ({
  redemptionId: 'RD-1' as RedemptionId,
  points,
  taken: [lot(points, expiresAt)],
  deadline: at(900),
  invoiceId: null,
  rewardId: null,
});

/** An account with 100 points in a lot, whose last entry is the fourth. */
const account: Account = {
  ...emptyAccount(ayu),
  sequence: 4,
  balance: 100,
  lots: [lot(100)],
  lastInstant: at(50),
};

/** The entry that changes the balance so, unless more is said. */
function entry(delta: number, effect: Effect, more: Partial<EntryStep> = {}): EntryStep {
  return { memberId: ayu, sequence: 5, delta, balanceAfter: 100 + delta, postedAt: at(60), effect, ...more };
}

describe('An entry', () => {
  test('moves the account on by what its effect says', () => {
    expect(applyEntry(account, entry(30, { added: [lot(40)], taken: [lot(10)] }))).toEqual({
      ...account,
      sequence: 5,
      balance: 130,
      lots: [lot(130)],
      lastInstant: at(60),
    });
  });

  test('may be posted at the instant of the one before', () => {
    expect(applyEntry(account, entry(1, { added: [lot(1)] }, { postedAt: at(50) })).lastInstant).toBe(50);
  });

  test('may set the time back that it names, and no other', () => {
    const back = entry(0, { clock: at(50) }, { postedAt: at(40) });
    const corrected = applyEntry(account, back);
    expect(corrected).toEqual({ ...account, sequence: 5, lastInstant: at(40) });
    const next = entry(0, {}, { sequence: 6, balanceAfter: 100, postedAt: at(41) });
    expect(applyEntry(corrected, next).lastInstant).toBe(41);
    for (const wrong of [
      { ...back, effect: {} },
      { ...back, effect: { clock: at(49) } },
      { ...back, effect: { clock: at(51) } },
      { ...back, postedAt: at(50) },
      { ...back, postedAt: at(60) },
    ])
      expect(() => applyEntry(account, wrong)).toThrow('entries are posted in order of time');
  });

  test('may move nothing', () => {
    expect(applyEntry(account, entry(0, {}))).toEqual({ ...account, sequence: 5, lastInstant: at(60) });
  });

  test('makes a debt and repays it', () => {
    const owing = applyEntry(account, entry(-130, { taken: [lot(100)], debt: 30 }));
    expect(owing).toMatchObject({ balance: -30, debt: 30, lots: [] });
    const repaid = entry(50, { debt: -30, added: [lot(20)] }, { sequence: 6, balanceAfter: 20 });
    expect(applyEntry(owing, repaid)).toMatchObject({ balance: 20, debt: 0, lots: [lot(20)] });
  });

  test('sets points aside without a change of the balance, and takes them when the hold ends', () => {
    const held = applyEntry(account, entry(0, { taken: [lot(60)], hold: hold(60) }));
    expect(held).toMatchObject({ balance: 100, lots: [lot(40)], holds: [hold(60)] });
    const captured = entry(-60, { closes: hold(60).redemptionId }, { sequence: 6 });
    expect(applyEntry(held, captured)).toMatchObject({ balance: 40, lots: [lot(40)], holds: [] });
  });

  test('keeps the holds in the order in which they lapse, however they were set aside', () => {
    let all = account;
    for (const [index, deadline] of [700, 500, 900, 500, 600].entries()) {
      const next = { ...hold(1), redemptionId: `RD-${index}` as RedemptionId, deadline: at(deadline) };
      all = applyEntry(all, entry(0, { taken: [lot(1)], hold: next }, { sequence: 5 + index }));
    }
    expect(all.holds.map(({ redemptionId }) => redemptionId)).toEqual(['RD-1', 'RD-3', 'RD-4', 'RD-0', 'RD-2']);
  });

  test('closes one hold and leaves the others', () => {
    const other = { ...hold(20), redemptionId: 'RD-2' as RedemptionId };
    const held = { ...account, holds: [hold(30), other], lots: [lot(50)] };
    const released = entry(0, { closes: other.redemptionId, added: [lot(20)] });
    expect(applyEntry(held, released)).toMatchObject({ holds: [hold(30)], lots: [lot(70)] });
  });

  test('lets points that have become available join the lot of their end, before it moves any', () => {
    const pending = { ...account, lots: [lot(70), lot(30, 'never', at(60))] };
    expect(applyEntry(pending, entry(-100, { taken: [lot(100)] })).lots).toEqual([]);
    expect(applyEntry(pending, entry(1, { added: [lot(1)] })).lots).toEqual([lot(101)]);
    const early = entry(1, { added: [lot(1)] }, { postedAt: at(59) });
    expect(applyEntry(pending, early).lots).toEqual([lot(71), lot(30, 'never', at(60))]);
  });
});

describe('An entry that is wrong is not applied', () => {
  const added = { added: [lot(10)] };

  test.each<[string, EntryStep]>([
    ['of another member', entry(10, added, { memberId: 'budi' as MemberId })],
    ['with a number that was given', entry(10, added, { sequence: 4 })],
    ['that leaves a gap in the numbers', entry(10, added, { sequence: 6 })],
    ['whose balance is not the running sum', entry(10, added, { balanceAfter: 111 })],
    ['posted before the one before', entry(10, added, { postedAt: at(49) })],
    ['that says more than its effect', entry(11, added)],
    ['that says less than its effect', entry(9, added)],
    ['that adds points without a lot', entry(10, {})],
    ['that takes more than the lot holds', entry(-101, { taken: [lot(101)] })],
    ['that takes from a lot that is not there', entry(-1, { taken: [lot(1, at(70))] })],
    ['that adds no points', entry(0, { added: [lot(0, at(70))] })],
    ['that makes a debt beside points', entry(-10, { debt: 10 })],
    ['that repays a debt that is none', entry(10, { debt: -10 })],
    ['that ends a hold that is not open', entry(0, { closes: 'RD-9' as RedemptionId })],
  ])('%s', (_, wrong) => {
    expect(() => applyEntry(account, wrong)).toThrow('Broken invariant');
  });

  test('that repays a debt where there is nothing at all', () => {
    const empty = { ...emptyAccount(ayu), sequence: 4 };
    expect(() => applyEntry(empty, entry(10, { debt: -10 }, { balanceAfter: 10 }))).toThrow('a debt is never negative');
  });

  test('with a balance past what a number holds exactly', () => {
    const rich = { ...account, balance: maxSafePoints, lots: [lot(maxSafePoints)] };
    const wrong = entry(1, { added: [lot(1, at(70))] }, { balanceAfter: maxSafePoints + 1 });
    expect(() => applyEntry(rich, wrong)).toThrow('a balance is a safe integer');
  });
});

describe('The end by inactivity', () => {
  const inactivity = { deadline: at(500), since: at(10), period: { unit: 'days', count: 30 } as const };
  const active: Account = { ...account, lots: [lot(40, 'inactivity')], holds: [hold(60, 'inactivity')], inactivity };

  test('stays where an entry says nothing of it', () => {
    expect(applyEntry(active, entry(0, {}))).toMatchObject({ inactivity, holds: active.holds });
  });

  test('moves where an entry moves it, and held points still end with it', () => {
    const moved = { ...inactivity, deadline: at(800) };
    expect(applyEntry(active, entry(0, { inactivity: moved }))).toMatchObject({
      inactivity: moved,
      holds: active.holds,
    });
  });

  test('leaves held points an instant once it has passed', () => {
    const ended = entry(-40, { taken: [lot(40, 'inactivity')], inactivity: null }, { postedAt: at(500) });
    expect(applyEntry(active, ended)).toMatchObject({ inactivity: null, lots: [], holds: [hold(60, at(500))] });
  });

  test('does not touch held points with another end', () => {
    const held = { ...active, holds: [hold(60, at(700))] };
    expect(applyEntry(held, entry(0, { inactivity: null })).holds).toEqual(held.holds);
    const without = { ...active, inactivity: null };
    expect(applyEntry(without, entry(0, { inactivity: null })).holds).toEqual(active.holds);
  });
});

describe('What is remembered of lapsed lots', () => {
  const lapsed = (points: number, more: Partial<LapsedLot> = {}): LapsedLot => ({
    expiresAt: at(40),
    byInactivity: false,
    points,
    forgetAt: at(100),
    ...more,
  });
  const after = (before: readonly LapsedLot[], effect: Effect, postedAt = 60) =>
    applyEntry({ ...account, lapsed: before }, entry(0, effect, { postedAt: at(postedAt) })).lapsed;

  test('adds up where end and reason are the same', () => {
    expect(after([lapsed(5)], { lapsed: [lapsed(3)] })).toEqual([lapsed(8)]);
  });

  test.each<[string, Partial<LapsedLot>]>([
    ['end', { expiresAt: at(41) }],
    ['reason', { byInactivity: true }],
    ['returning sale', { returnedOn: 'INV-1' as InvoiceId }],
  ])('is kept apart by its %s', (_, more) => {
    expect(after([lapsed(5)], { lapsed: [lapsed(3, more)] })).toEqual([lapsed(5), lapsed(3, more)]);
  });

  test('is sorted by end', () => {
    const earlier = lapsed(3, { expiresAt: at(39) });
    expect(after([lapsed(5)], { lapsed: [earlier] })).toEqual([earlier, lapsed(5)]);
  });

  test('is used up, and gone once nothing is left', () => {
    expect(after([lapsed(5)], { lapsed: [lapsed(-2)] })).toEqual([lapsed(3)]);
    expect(after([lapsed(5)], { lapsed: [lapsed(-5)] })).toEqual([]);
  });

  test('never passes what a number holds exactly', () => {
    expect(after([lapsed(maxSafePoints)], { lapsed: [lapsed(1)] })).toEqual([lapsed(maxSafePoints)]);
  });

  test('is forgotten at the end of its window, not before', () => {
    expect(after([lapsed(5)], {}, 99)).toEqual([lapsed(5)]);
    expect(after([lapsed(5)], {}, 100)).toEqual([]);
    const later = lapsed(3, { expiresAt: at(45), forgetAt: at(101) });
    expect(after([lapsed(5)], { lapsed: [later] }, 100)).toEqual([later]);
    expect(after([lapsed(5), later], {}, 100)).toEqual([later]);
  });
});
