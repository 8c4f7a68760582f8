import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../sale.ts';
import type { ConditionDefinition } from '../parts/conditions.ts';
import { explained, noon, sold } from './rules-testing.ts';

describe('a visit', () => {
  const earn = { per: 'visit', points: 5 } as const;

  test('earns once, however it is paid', () => {
    expect(explained({ earn }, sold(1000, []))).toMatchObject({ points: 5, base: null });
    expect(explained({ earn }, sold(1000, [], { goodwill: 500, paid: 499 })).points).toBe(5);
  });

  test.each([
    ['refunded in full', sold(1000, [], { goodwill: 1000 })],
    ['paid with points in full', sold(1000, [], { paid: 1000 })],
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
    [
      'the night of the last date, after midnight',
      { until: '2026-03-06', hours: { from: '22:00', until: '02:00' } },
      lateOn('2026-03-06', '18:00'),
      {},
      null,
    ],
    [
      'the night before the first date, after midnight',
      { from: '2026-03-07', hours: { from: '22:00', until: '02:00' } },
      lateOn('2026-03-06', '18:00'),
      {},
      'not-started',
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
    const kept = sold(50_000, [], { goodwill: 1 });
    expect(explained({ when: { minimumSpend: 50_000 } }, kept).unmet).toBe('minimum-spend');
  });
});
