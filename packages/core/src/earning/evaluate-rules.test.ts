import { describe, expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import type { Currency } from '../model/money.ts';
import type { KeptSale, RuleContext, SaleLine } from '../records/invoice.ts';
import type { ConditionDefinition, EarnDefinition, EarnRuleDefinition } from '../schemas/program-definition.ts';
import { defineProgram } from '../schemas/program.ts';
import { evaluateRules } from './evaluate-rules.ts';

const stranger: RuleContext = { firstPurchase: false, tier: null, birthday: null, earnedToday: {} };
const perThousand: EarnRuleDefinition = { ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } };

/** A Sunday, noon in Jakarta. */
const noon = '2026-03-01T05:00:00Z';

function line(lineId: string, figures: Partial<SaleLine>): SaleLine {
  return { lineId, sku: null, category: null, quantity: '1', net: 0, tax: 0, discount: 0, ...figures };
}

function sold(
  total: number,
  lines: readonly SaleLine[],
  more: Partial<KeptSale> & { soldAt?: string; tax?: number } = {},
): KeptSale {
  const { soldAt = noon, tax = 0, ...kept } = more;
  const sale = { currency: 'IDR' as Currency, total, tax, lines, soldAt: Date.parse(soldAt) as Instant };
  return { sale, lines, total, refundedWithoutLine: 0, paidWithPoints: 0, ...kept };
}

function evaluate(earn: EarnDefinition, kept: KeptSale, context: Partial<RuleContext> = {}) {
  const program = defineProgram({ programId: 'p', name: 'P', timeZone: 'Asia/Jakarta', currency: 'IDR', earn });
  return evaluateRules(program, kept, { ...stranger, ...context })._unsafeUnwrap();
}

/** The only rule's explanation. */
function explained(rule: Partial<EarnRuleDefinition>, kept: KeptSale, context: Partial<RuleContext> = {}) {
  const explanation = evaluate({ rules: [{ ...perThousand, ...rule }] }, kept, context).rules[0];
  if (explanation === undefined) throw new Error('one rule, one explanation');
  return explanation;
}

describe('points per amount', () => {
  const lines = [line('1', { net: 100_000, tax: 11_000 }), line('2', { net: 20_500 })];

  test('count lines with tax and round down once', () => {
    expect(explained({}, sold(131_500, lines))).toEqual({
      ruleId: 'base',
      label: 'base',
      unmet: null,
      base: 131_500,
      excluded: [],
      paidWithPoints: 0,
      exact: '131500/1000',
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
  ] as const)('round %s', (rounding, points) => {
    expect(explained({ rounding }, sold(131_500, lines)).points).toBe(points);
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
    expect(
      explained({ earn: without }, sold(111_000, [], { tax: 11_000, total: 55_500, refundedWithoutLine: 55_500 })).base,
    ).toBe(50_000);
    expect(explained({ only: { skus: ['tea'] } }, sold(111_000, [])).base).toBe(0);
  });

  test('spread a refund without lines over all lines', () => {
    expect(explained({}, sold(131_500, lines, { total: 65_750, refundedWithoutLine: 65_750 })).base).toBe(65_750);
  });

  test('leave out what was paid with points, and say so', () => {
    const half = explained({}, sold(131_500, lines, { paidWithPoints: 65_750 }));
    expect([half.base, half.paidWithPoints, half.points]).toEqual([65_750, 65_750, 65]);
    const earn = { earnOnPointsPaid: true, rules: [perThousand] };
    expect(evaluate(earn, sold(131_500, lines, { paidWithPoints: 65_750 })).points).toBe(131);
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

describe('a visit', () => {
  const earn = { per: 'visit', points: 5 } as const;

  test('earns once, however it is paid', () => {
    expect(explained({ earn }, sold(1000, []))).toMatchObject({ points: 5, base: null });
    expect(
      explained({ earn }, sold(1000, [], { total: 1, refundedWithoutLine: 999, paidWithPoints: 999 })).points,
    ).toBe(5);
  });

  test.each([
    ['refunded in full', sold(1000, [], { total: 0, refundedWithoutLine: 1000 })],
    ['paid with points in full', sold(1000, [], { paidWithPoints: 1000 })],
    ['free of charge', sold(0, [])],
  ])('%s earns nothing', (_, kept) => {
    expect(explained({ earn }, kept)).toMatchObject({ points: 0, unmet: 'nothing-left' });
  });
});

describe('a condition', () => {
  const friday = '2026-03-06T05:00:00Z';
  const lateOn = (date: string, utcTime: string) => `${date}T${utcTime}:00Z`;

  test.each<[string, ConditionDefinition, string, Partial<RuleContext>, string | null]>([
    ['weekday', { weekdays: ['fri'] }, noon, {}, 'weekday'],
    ['weekday', { weekdays: ['fri'] }, friday, {}, null],
    ['hours: from is included', { hours: { from: '12:00', until: '13:00' } }, noon, {}, null],
    ['hours: until is not', { hours: { from: '11:00', until: '12:00' } }, noon, {}, 'hours'],
    ['hours until midnight', { hours: { from: '12:00', until: '24:00' } }, noon, {}, null],
    [
      'Friday night, before midnight',
      { weekdays: ['fri'], hours: { from: '22:00', until: '02:00' } },
      lateOn('2026-03-06', '16:00'),
      {},
      null,
    ],
    [
      'Friday night, after midnight',
      { weekdays: ['fri'], hours: { from: '22:00', until: '02:00' } },
      lateOn('2026-03-06', '18:00'),
      {},
      null,
    ],
    [
      'Thursday night is not Friday night',
      { weekdays: ['fri'], hours: { from: '22:00', until: '02:00' } },
      lateOn('2026-03-05', '18:00'),
      {},
      'weekday',
    ],
    ['Friday noon is no night', { weekdays: ['fri'], hours: { from: '22:00', until: '02:00' } }, friday, {}, 'hours'],
    ['first date, included', { from: '2026-03-01' }, noon, {}, null],
    ['first date', { from: '2026-03-02' }, noon, {}, 'not-started'],
    ['last date, included', { until: '2026-03-01' }, noon, {}, null],
    ['last date, by the local calendar', { until: '2026-03-01' }, '2026-03-01T17:00:00Z', {}, 'ended'],
    ['minimum spend', { minimumSpend: 50_000 }, noon, {}, null],
    ['minimum spend', { minimumSpend: 50_001 }, noon, {}, 'minimum-spend'],
    ['first purchase', { firstPurchase: true }, noon, { firstPurchase: true }, null],
    ['first purchase', { firstPurchase: true }, noon, {}, 'first-purchase'],
    ['tier', { tiers: ['gold', 'silver'] }, noon, { tier: 'gold' }, null],
    ['tier', { tiers: ['gold'] }, noon, { tier: 'Gold' }, 'tier'],
    ['tier unknown', { tiers: ['gold'] }, noon, {}, 'tier'],
    ['birthday', { birthday: 'day' }, noon, { birthday: '03-01' }, null],
    ['birthday unknown', { birthday: 'day' }, noon, {}, 'birthday'],
    ['birthday on another day', { birthday: 'day' }, noon, { birthday: '03-02' }, 'birthday'],
    ['birthday month', { birthday: 'month' }, noon, { birthday: '03-31' }, null],
    [
      '29 February in a common year: on the 28th',
      { birthday: 'day' },
      '2026-02-28T05:00:00Z',
      { birthday: '02-29' },
      null,
    ],
    ['29 February in a common year: not on 1 March', { birthday: 'day' }, noon, { birthday: '02-29' }, 'birthday'],
    [
      '29 February in a leap year: not on the 28th',
      { birthday: 'day' },
      '2028-02-28T05:00:00Z',
      { birthday: '02-29' },
      'birthday',
    ],
    ['29 February in a leap year', { birthday: 'day' }, '2028-02-29T05:00:00Z', { birthday: '02-29' }, null],
  ])('%s %j', (_, when, soldAt, context, unmet) => {
    const kept = sold(50_000, [], { soldAt });
    expect(explained({ when }, kept, context)).toMatchObject({ unmet, points: unmet === null ? 50 : 0 });
  });

  test('of minimum spend looks at what is kept', () => {
    const kept = sold(50_000, [], { total: 49_999, refundedWithoutLine: 1 });
    expect(explained({ when: { minimumSpend: 50_000 } }, kept).unmet).toBe('minimum-spend');
  });
});

describe('multipliers', () => {
  const multipliers = [
    { multiplierId: 'three-halves', times: 3, per: 2 },
    { multiplierId: 'double', times: 2 },
    { multiplierId: 'also-double', times: 4, per: 2 },
    { multiplierId: 'gold', times: 10, when: { tiers: ['gold'] } },
    { multiplierId: 'other', times: 9, rules: ['visit'] },
  ];
  const rules = [perThousand, { ruleId: 'visit', earn: { per: 'visit', points: 1 } } as const];

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
  const most = Number.MAX_SAFE_INTEGER;
  const program = (points: number, of: number) =>
    defineProgram({
      programId: 'p',
      name: 'P',
      timeZone: 'UTC',
      currency: 'IDR',
      earn: {
        rules: [
          { ruleId: 'r', earn: { per: 'amount', points, of } },
          { ruleId: 'v', earn: { per: 'visit', points: 1 } },
        ],
      },
    });

  test('every unit counts', () => {
    const kept = sold(most, [], { total: most - 1, refundedWithoutLine: 1, paidWithPoints: 1 });
    const explanation = evaluateRules(program(most, most), kept, stranger)._unsafeUnwrap();
    // floor(T × (T−1)/T × (T−1)/T) = T − 2
    expect(explanation.rules[0]?.points).toBe(most - 2);
  });

  test.each([
    ['one rule', program(2, 1), sold(most, [])],
    ['all rules', program(1, 1), sold(most, [])],
    ['the lines', program(1, 1000), sold(most, [line('1', { net: most }), line('2', { net: most })])],
  ])('%s beyond it is an error', (_, rules, kept) => {
    expect(evaluateRules(rules, kept, stranger)._unsafeUnwrapErr().kind).toBe('points-overflow');
  });
});
