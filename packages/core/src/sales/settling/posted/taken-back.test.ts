import { describe, expect, test } from 'vitest';
import type { TakenBack } from '../../invoice/taken-part.ts';
import { lot, ofSale, onDay } from '../settling-testing.ts';
import { restore, withFound, withTakenBack } from './taken-back.ts';

const own = ({ points: _points, ...of } = ofSale(0)) => of;

describe('Parts that were taken back', () => {
  test('alike are one, in whatever order their fields come: a record that was read has an order of its own', () => {
    const at = onDay(0);
    const read = { from: 'forgiven', points: 19, of: { postedAt: at, availableAt: null, expiresAt: 'never' } } as const;
    const made = { of: { expiresAt: 'never', availableAt: null, postedAt: at }, points: 1, from: 'forgiven' } as const;
    expect(withTakenBack([read], [made], false)).toEqual([{ ...read, points: 20 }]);
  });

  test.each<[name: string, part: TakenBack, keepsEnds: boolean, noted: TakenBack]>([
    ['from their lot are dated anew', { points: 5, of: own() }, false, { points: 5 }],
    ['from their lot keep it, where ends are kept', { points: 5, of: own() }, true, { points: 5, of: own() }],
    [
      'that were forgiven keep their lot',
      { points: 5, of: own(), from: 'forgiven' },
      false,
      { points: 5, of: own(), from: 'forgiven' },
    ],
    ['that were debt are dated anew', { points: 5, of: own(), from: 'debt' }, false, { points: 5, from: 'debt' }],
  ])('%s', (_, part, keepsEnds, noted) => expect(withTakenBack([], [part], keepsEnds)).toEqual([noted]));
});

describe('Of 5 points that were taken from their lot, 10 forgiven and, later, 20 made debt', () => {
  const parts: readonly TakenBack[] = [{ points: 5 }, { points: 10, from: 'forgiven' }, { points: 20, from: 'debt' }];

  test.each<[points: number, madeGood: number, restored: readonly TakenBack[], rest: readonly TakenBack[]]>([
    [
      4,
      0,
      [{ points: 4, from: 'debt' }],
      [{ points: 5 }, { points: 10, from: 'forgiven' }, { points: 16, from: 'debt' }],
    ],
    [
      24,
      4,
      [
        { points: 20, from: 'debt' },
        { points: 4, from: 'forgiven' },
      ],
      [{ points: 5 }, { points: 6, from: 'forgiven' }],
    ],
    [99, 10, [{ points: 20, from: 'debt' }, { points: 10, from: 'forgiven' }, { points: 5 }], []],
  ])('%i come again: those that were taken last first', (points, madeGood, restored, rest) =>
    expect(restore(parts, points)).toEqual({ madeGood, restored, rest }),
  );
});

describe('Points that were forgiven, and are found after all,', () => {
  const lent = (points: number, claimedAfter?: number): TakenBack =>
    claimedAfter === undefined ? { points, from: 'forgiven' } : { points, from: 'forgiven', claimedAfter };
  const found = (points: number): TakenBack => ({ points, from: { lot: lot(points), at: onDay(1) } });

  test.each<
    [name: string, before: readonly TakenBack[], points: number, claim: number | undefined, after: readonly TakenBack[]]
  >([
    ['stand before the rest of it', [{ points: 5 }, lent(9)], 4, undefined, [{ points: 5 }, found(4), lent(5)]],
    [
      'make good the last of it',
      [lent(9), { points: 5 }, lent(9)],
      4,
      undefined,
      [lent(9), { points: 5 }, found(4), lent(5)],
    ],
    [
      'are those that the hold had',
      [lent(9), lent(6, 1), lent(9), lent(6, 2)],
      4,
      1,
      [lent(9), found(4), lent(2, 1), lent(9), lent(6, 2)],
    ],
    ['make good before holds do', [lent(9), lent(6, 2)], 4, undefined, [found(4), lent(5), lent(6, 2)]],
    ['and what holds had, last', [lent(2), lent(6, 2)], 3, undefined, [found(3), lent(5, 2)]],
  ])('%s', (_, before, points, claim, after) =>
    expect(places(withFound(before, [found(points)], claim))).toEqual(places(after)),
  );
});

/** How many points, and where they were: of lots that were found the points are told once. */
function places(parts: readonly TakenBack[]): readonly unknown[] {
  return parts.map(({ points, from, claimedAfter }) => [
    points,
    typeof from === 'object' ? 'found' : from,
    claimedAfter,
  ]);
}
