import { describe, expect, test } from 'vitest';
import { defineProgram } from '../parsing/parse-program.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { evaluate, explained, line, perThousand, shareOfThousand, sold, stranger } from './rules-testing.ts';
import { errorOf, valueOf } from '../../value-of-testing.ts';

describe('multipliers', () => {
  const multipliers = [
    { multiplierId: 'three-halves', times: 3, per: 2 },
    { multiplierId: 'double', times: 2 },
    { multiplierId: 'also-double', times: 4, per: 2 },
    { multiplierId: 'gold', times: 10, when: { tiers: ['gold'] } },
    { multiplierId: 'other', times: 9, rules: ['visit'] },
  ];
  const visit = { ruleId: 'visit', earn: { per: 'visit', points: 1 } } as const;
  const rules = [shareOfThousand, visit];

  test('only the highest counts; the first of equals', () => {
    const { rules: explanations } = evaluate({ rules, multipliers }, sold(1500, []));
    expect(explanations.map((rule) => rule.multipliers.map(({ multiplierId }) => multiplierId))).toEqual([
      ['double'],
      ['other'],
    ]);
    expect(explanations.map(({ points }) => points)).toEqual([3, 9]);
  });

  test('or all are multiplied, and rounded once', () => {
    const { rules: explanations } = evaluate({ rules, multipliers, combineMultipliers: 'all' }, sold(1500, []));
    expect(explanations[0]).toMatchObject({ exact: '36000/4000', points: 9 });
  });

  test('multiply the points of full steps', () => {
    const { rules: explanations } = evaluate({ rules: [perThousand, visit], multipliers }, sold(1500, []));
    expect(explanations.map(({ exact, points }) => [exact, points])).toEqual([
      ['2/1', 2],
      ['9/1', 9],
    ]);
  });
});

describe('caps', () => {
  test('cut a rule per invoice and per day, and say how much', () => {
    expect(explained({ cap: { perInvoice: 30 } }, sold(50_000, []))).toMatchObject({ points: 30, cutByCap: 20 });
    const earnedToday = { base: 90, '': 500 };
    expect(explained({ cap: { perDay: 100 } }, sold(50_000, []), { earnedToday })).toMatchObject({
      points: 10,
      cutByCap: 40,
    });
    expect(explained({ cap: { perDay: 80 } }, sold(50_000, []), { earnedToday })).toMatchObject({
      points: 0,
      cutByCap: 50,
    });
  });

  test('cut the sum of all rules', () => {
    const rules = [perThousand, { ruleId: 'visit', earn: { per: 'visit', points: 7 } } as const];
    const earn = { rules, cap: { perInvoice: 50, perDay: 60 } };
    expect(evaluate(earn, sold(50_000, []))).toMatchObject({ points: 50, cutByProgramCap: 7 });
    expect(evaluate(earn, sold(50_000, []), { earnedToday: { '': 55 } })).toMatchObject({
      points: 5,
      cutByProgramCap: 52,
    });
  });

  test('take no rule for a property that every object has', () => {
    expect(explained({ ruleId: 'constructor', cap: { perDay: 10 } }, sold(50_000, [])).points).toBe(10);
  });
});

describe('at the edge of 2^53', () => {
  const maxSafe = Number.MAX_SAFE_INTEGER;
  const program = (points: number, of: number) =>
    defineProgram({
      programId: 'p',
      name: 'P',
      timeZone: 'UTC',
      currency: 'IDR',
      earn: {
        rules: [
          { ruleId: 'r', earn: { per: 'amount', points, of, steps: 'share' } },
          { ruleId: 'v', earn: { per: 'visit', points: 1 } },
        ],
      },
    });

  test('every unit counts', () => {
    const kept = sold(maxSafe, [], { goodwill: 1, paid: 1 });
    const explanation = valueOf(evaluateRules(program(maxSafe, maxSafe), kept, stranger));
    // T × (T−1)/T × (T−2)/(T−1) = T − 2
    expect(explanation.rules[0]?.points).toBe(maxSafe - 2);
  });

  test.each([
    ['one rule', program(2, 1), sold(maxSafe, [])],
    ['all rules', program(1, 1), sold(maxSafe, [])],
    ['the lines', program(1, 1000), sold(maxSafe, [line('1', { net: maxSafe }), line('2', { net: maxSafe })])],
  ])('%s beyond it is an error', (_, rules, kept) => {
    expect(errorOf(evaluateRules(rules, kept, stranger)).kind).toBe('points-overflow');
  });
});
