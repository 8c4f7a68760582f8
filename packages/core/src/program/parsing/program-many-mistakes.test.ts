import { describe, expect, test } from 'vitest';
import { defineProgram, parseProgram } from './parse-program.ts';
import { base, minimal, mistakesOf, withEarn } from './program-testing.ts';
import { errorOf } from '../../value-of-testing.ts';

describe('mistakes', () => {
  test('never hides another mistake: all are reported at once', () => {
    const input = {
      ...minimal,
      naem: 1,
      currency: 'idr',
      earn: {
        pendingDays: 90,
        approvePayments: true,
        rules: [
          {
            ...base,
            label: 7,
            earn: { per: 'visit', points: 1 },
            only: { skus: ['a'] },
            when: { hours: { from: 25, until: '09:00' }, from: '2026-02-02', until: '2026-02-01' },
          },
          { ...base, cap: { perDay: -1 } },
        ],
        multipliers: [{ multiplierId: 'm', times: 1, rules: ['x'], label: 5 }],
      },
      expiry: { kind: 'after', period: { unit: 'days', count: 1 } },
      redeem: { coverExactTotal: true, step: 0 },
    };
    const parsed = errorOf(parseProgram(input));
    expect(parsed.problems.map(({ path }) => path).toSorted()).toEqual([
      'currency',
      'earn.approvePayments',
      'earn.multipliers[0].label',
      'earn.multipliers[0].rules[0]',
      'earn.multipliers[0].times',
      'earn.pendingDays',
      'earn.rules[0].label',
      'earn.rules[0].only',
      'earn.rules[0].when.hours.from',
      'earn.rules[0].when.until',
      'earn.rules[1].cap.perDay',
      'earn.rules[1].ruleId',
      'naem',
      'redeem.coverExactTotal',
      'redeem.step',
    ]);
    for (const { path } of parsed.problems) expect(parsed.message).toContain(`\n  ${path}: `);
  });

  test('in code throws, with the same words', () => {
    expect(() => defineProgram({ ...minimal, currency: 'rupiah' })).toThrow(
      'The program has one mistake:\n  currency: must be an ISO 4217 currency code, not "rupiah". Write three capital letters',
    );
  });

  test('of ten million letters is refused without repeating them', () => {
    const big = 'x'.repeat(10_000_000);
    const rule = {
      ruleId: big,
      label: big,
      earn: { per: big },
      only: { skus: [big] },
      when: { from: big, hours: { from: big, until: big }, tiers: [big] },
    };
    const started = performance.now();
    const { message } = errorOf(
      parseProgram({
        ...minimal,
        programId: big,
        name: big,
        timeZone: big,
        currency: big,
        version: big,
        [big]: big,
        earn: { rules: [rule] },
      }),
    );
    expect(message.length).toBeLessThan(5000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('of ten million rules is refused by their number', () => {
    expect(mistakesOf(withEarn({ rules: Array.from({ length: 10_000_000 }) }))).toEqual([
      'earn.rules: must have at most 200 items, not 10000000. Take some out.',
    ]);
  });
});
