import { describe, expect, test } from 'vitest';
import type { Activity } from '../../../ledger/member-record.ts';
import { withForgiven, withoutForgiven } from './forgiven-points.ts';

const nothing: Activity = { days: [] };
const sale = (id: string) => ({ id });
const goods = (id: string) => ({ id, isReturn: true }) as const;
const forgiven = (...each: readonly (readonly [id: string, after: number, points: number])[]): Activity => ({
  ...nothing,
  forgiven: each.map(([id, after, points]) => ({ id, after, points })),
});

describe('What was forgiven', () => {
  test('is noted in the order in which they did', () =>
    expect(withForgiven(withForgiven(nothing, sale('A'), 2, 30), sale('B'), 3, 20)).toEqual(
      forgiven(['A', 2, 30], ['B', 3, 20]),
    ));

  test('is not noted where it is nothing', () => {
    expect(withForgiven(nothing, sale('A'), 2, 0)).toEqual(nothing);
    expect(withForgiven(forgiven(['A', 2, 30]), sale('A'), 4, 0)).toEqual(forgiven(['A', 2, 30]));
  });

  test('is remembered of the newest twenty', () => {
    const all = Array.from({ length: 21 }, (_, index) => ['A', index, 1] as const);
    const activity = all.reduce((before, [, after]) => withForgiven(before, sale('A'), after, 1), nothing);
    expect(activity).toEqual(forgiven(...all.slice(1)));
  });

  test('is made good by the sale that forgave it, the last of it first', () => {
    const before = forgiven(['A', 1, 10], ['B', 2, 10], ['A', 3, 10]);
    expect(withForgiven(before, sale('A'), 9, -4)).toEqual(forgiven(['A', 1, 10], ['B', 2, 10], ['A', 3, 6]));
    expect(withForgiven(before, sale('A'), 9, -14)).toEqual(forgiven(['A', 1, 6], ['B', 2, 10]));
    expect(withForgiven(before, sale('A'), 9, -20)).toEqual(forgiven(['B', 2, 10]));
  });

  test('is gone where all was made good', () =>
    expect(withForgiven(forgiven(['A', 1, 10]), sale('A'), 9, -10)).toEqual(nothing));

  test('by a return is not what a sale of the same id forgave', () => {
    const both = withForgiven(forgiven(['A', 1, 10]), goods('A'), 2, 5);
    expect(both).toEqual({
      ...nothing,
      forgiven: [
        { id: 'A', after: 1, points: 10 },
        { ...goods('A'), after: 2, points: 5 },
      ],
    });
    expect(withForgiven(both, goods('A'), 9, -20)).toEqual(forgiven(['A', 1, 10]));
    expect(withForgiven(both, sale('A'), 9, -20)).toEqual({
      ...nothing,
      forgiven: [{ ...goods('A'), after: 2, points: 5 }],
    });
  });

  test('is forgotten where it need not be made good', () =>
    expect(withoutForgiven(forgiven(['A', 1, 10], ['B', 2, 10], ['A', 3, 10]), sale('A'))).toEqual(
      forgiven(['B', 2, 10]),
    ));
});
