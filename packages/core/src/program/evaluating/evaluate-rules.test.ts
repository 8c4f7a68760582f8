import { describe, expect, test } from 'vitest';
import { evaluate, explained, line, perThousand, shareOfThousand, sold } from './rules-testing.ts';

describe('points per amount', () => {
  const lines = [line('1', { net: 100_000, tax: 11_000 }), line('2', { net: 20_500 })];

  test('count the full steps of lines with tax', () => {
    expect(explained({}, sold(131_500, lines))).toEqual({
      ruleId: 'base',
      label: 'base',
      unmet: null,
      base: 131_500,
      excluded: [],
      paidWithPoints: 0,
      exact: '131/1',
      rounding: 'floor',
      multipliers: [],
      cutByCap: 0,
      points: 131,
    });
  });

  test.each([
    ['floor', 131],
    ['half-up', 132],
    ['ceil', 132],
  ] as const)('round %s where the share of a step counts', (rounding, points) => {
    expect(explained({ ...shareOfThousand, rounding }, sold(131_500, lines))).toMatchObject({
      exact: '131500/1000',
      points,
    });
  });

  test('have nothing to round in full steps', () => {
    expect(explained({ rounding: 'ceil' }, sold(131_500, lines))).toMatchObject({ exact: '131/1', points: 131 });
  });

  test('count lines without tax', () => {
    const earn = { per: 'amount', points: 1, of: 1000, base: 'without-tax' } as const;
    expect(explained({ earn }, sold(131_500, lines)).base).toBe(120_500);
  });

  test('count the total, with delivery and tip', () => {
    const earn = { per: 'amount', points: 1, of: 1000, base: 'total' } as const;
    expect(explained({ earn }, sold(150_000, lines)).base).toBe(150_000);
  });

  test('on an invoice without lines count its total, less its tax', () => {
    const without = { per: 'amount', points: 1, of: 1000, base: 'without-tax' } as const;
    expect(explained({}, sold(111_000, [], { tax: 11_000 })).base).toBe(111_000);
    expect(explained({ earn: without }, sold(111_000, [], { tax: 11_000 })).base).toBe(100_000);
    expect(explained({ earn: without }, sold(111_000, [], { tax: 11_000, goodwill: 55_500 })).base).toBe(50_000);
    expect(explained({ only: { skus: ['tea'] } }, sold(111_000, [])).base).toBe(0);
  });

  test('spread goodwill over all lines', () => {
    expect(explained({}, sold(131_500, lines, { goodwill: 65_750 })).base).toBe(65_750);
  });

  test('leave out what was paid with points, and say so', () => {
    const half = explained({}, sold(131_500, lines, { paid: 65_750 }));
    expect([half.base, half.paidWithPoints, half.points]).toEqual([65_750, 65_750, 65]);
    const earn = { earnOnPointsPaid: true, rules: [perThousand] };
    expect(evaluate(earn, sold(131_500, lines, { paid: 65_750 })).points).toBe(131);
  });

  test('never fall below zero', () => {
    expect(explained({}, sold(10, [line('1', { net: -50_000 }), line('2', { net: 20_000 })]))).toMatchObject({
      base: 0,
      points: 0,
    });
  });
});

describe('lines', () => {
  const lines = [
    line('1', { net: 10_000, sku: 'tea', category: 'drinks' }),
    line('2', { net: 20_000, sku: 'cigarettes', category: 'tobacco' }),
    line('3', { net: 30_000, sku: 'cake', category: 'food', discount: 500 }),
    line('4', { net: 40_000 }),
  ];
  const kept = sold(100_000, lines);

  test('are left out by SKU, category and discount, with the reason', () => {
    const except = { skus: ['tea'], categories: ['tobacco'], discounted: true };
    const { base, excluded } = explained({ except }, kept);
    expect(base).toBe(40_000);
    expect(excluded).toEqual([
      { lineId: '1', why: 'sku' },
      { lineId: '2', why: 'category' },
      { lineId: '3', why: 'discounted' },
    ]);
  });

  test('count if their SKU or their category is named', () => {
    const { base, excluded } = explained({ only: { skus: ['cake'], categories: ['drinks'] } }, kept);
    expect(base).toBe(40_000);
    expect(excluded.map(({ lineId, why }) => `${lineId} ${why}`)).toEqual(['2 not-listed', '4 not-listed']);
  });

  test('are found in a long list as in a short one', () => {
    const skus = Array.from({ length: 100 }, (_, index) => `sku-${index}`);
    expect(explained({ only: { skus: [...skus, 'cake'] } }, kept).base).toBe(30_000);
  });

  test('count by the piece, weighed ones too', () => {
    const earn = { per: 'item', points: 10 } as const;
    const weighed = [line('1', { quantity: '1.25', net: 5 }), line('2', { quantity: '2', net: 5 })];
    expect(explained({ earn }, sold(10, weighed))).toMatchObject({
      base: '3.25',
      exact: '32500000/1000000',
      points: 32,
    });
    expect(explained({ earn }, sold(10, [line('1', { quantity: '-3' })]))).toMatchObject({ base: '0', points: 0 });
  });
});
