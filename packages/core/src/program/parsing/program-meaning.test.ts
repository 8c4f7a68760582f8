import { describe, expect, test } from 'vitest';
import { expiry, minimal, mistakesOf, multiplier, redeem, when, withEarn } from './program-testing.ts';

describe('a mistake of meaning', () => {
  test.each<[string, unknown, string]>([
    [
      'a time of no clock',
      when({ hours: { from: '9:00', until: '24:01' } }),
      'when.hours.from: must be a time on the clock, not "9:00"',
    ],
    [
      '24:00 to begin with',
      when({ hours: { from: '24:00', until: '02:00' } }),
      'when.hours.from: must be a time on the clock, not "24:00"',
    ],
    [
      'hours of no length',
      when({ hours: { from: '09:00', until: '09:00' } }),
      'when.hours.until: is the same time as from, 09:00',
    ],
    [
      'the whole day',
      when({ hours: { from: '00:00', until: '24:00' } }),
      'when.hours.until: is the same time as from, 00:00',
    ],
    [
      'a date of no calendar',
      when({ from: '2026-02-30' }),
      'when.from: must be a date, not "2026-02-30". The calendar has no such day',
    ],
    [
      'a date in another order',
      when({ until: '31-12-2026' }),
      'when.until: must be a date, not "31-12-2026". Write year, month and day',
    ],
    [
      'an end before the start',
      when({ from: '2026-02-02', until: '2026-02-01' }),
      'when.until: is before from, 2026-02-02, so it never holds',
    ],
    [
      'a weekday that the dates do not have',
      when({ from: '2026-03-02', until: '2026-03-04', weekdays: ['sun'] }),
      'when.weekdays: has no day from 2026-03-02 to 2026-03-04',
    ],
    ['a tier twice', when({ tiers: ['gold', 'gold'] }), 'when.tiers[1]: names "gold" a second time'],
    ['no tiers', when({ tiers: [] }), 'when.tiers: must not be empty'],
    ['times 0', multiplier({ times: 0 }), 'earn.multipliers[0].times: must be a whole number from 1 to 1000000, not 0'],
    ['times 1', multiplier({ times: 3, per: 3 }), 'earn.multipliers[0].times: over per is 3/3, which changes nothing'],
    [
      'times a fraction',
      multiplier({ times: 1.5 }),
      'earn.multipliers[0].times: must be a whole number from 1 to 1000000, not 1.5',
    ],
    [
      'a rule that is not there',
      multiplier({ rules: ['bse'] }),
      'earn.multipliers[0].rules[0]: names "bse", which is no rule of this program. Did you mean "base"?',
    ],
    [
      'two multipliers of one id',
      withEarn({
        multipliers: [
          { multiplierId: 'm', times: 2 },
          { multiplierId: 'm', times: 3 },
        ],
      }),
      'earn.multipliers[1].multiplierId: is the multiplierId of multipliers[0] already',
    ],
    [
      'an unknown expiry',
      expiry({ kind: 'yearly' }),
      'expiry.kind: must be "never", "after", "on-date" or "inactivity", not "yearly"',
    ],
    ['no period', expiry({ kind: 'after' }), 'expiry.period: is missing'],
    [
      'years',
      expiry({ kind: 'after', period: { unit: 'years', count: 1 } }),
      'expiry.period.unit: must be "days" or "months", not "years"',
    ],
    [
      'a period on a fixed date',
      expiry({ kind: 'on-date', date: '2026-12-31', period: {} }),
      'expiry.period: is not known here',
    ],
    ['an unreal end', expiry({ kind: 'on-date', date: '2026-11-31' }), 'expiry.date: must be a date, not "2026-11-31"'],
    [
      'pending until after the end',
      { ...withEarn({ pendingDays: 30 }), expiry: { kind: 'after', period: { unit: 'days', count: 30 } } },
      'earn.pendingDays: is 30, so points could end before they are available',
    ],
    [
      'pending for a month',
      { ...withEarn({ pendingDays: 28 }), expiry: { kind: 'inactivity', period: { unit: 'months', count: 1 } } },
      'earn.pendingDays: is 28, so points could end',
    ],
    [
      'points worth nothing',
      redeem({ rate: { points: 1, money: 0 } }),
      'redeem.rate.money: must be a whole number of 1 or more, not 0',
    ],
    ['a minimum above the maximum', redeem({ minimum: 10, maximum: 9 }), 'redeem.minimum: is 10, more than maximum, 9'],
    ['a maximum below a step', redeem({ maximum: 9, step: 10 }), 'redeem.maximum: is 9, less than one step of 10'],
    [
      'no step between the limits',
      redeem({ minimum: 101, maximum: 199, step: 100 }),
      'redeem.step: is 100, and no multiple of it lies from 101 to 199',
    ],
    [
      'a maximum that is worth nothing',
      redeem({ rate: { points: 100, money: 1 }, maximum: 99 }),
      'redeem.maximum: is 99 points, which are worth nothing',
    ],
    [
      'covering without a rate',
      { ...minimal, redeem: { coverExactTotal: true } },
      'redeem.coverExactTotal: has no meaning without a rate',
    ],
    [
      'a share above all',
      redeem({ shareOfInvoicePercent: 101 }),
      'redeem.shareOfInvoicePercent: must be a whole number from 1 to 100, not 101',
    ],
    [
      'an endless hold',
      redeem({ holdMinutes: 1441 }),
      'redeem.holdMinutes: must be a whole number from 1 to 1440, not 1441',
    ],
    [
      'two rewards of one id',
      redeem({
        rewards: [
          { rewardId: 'r', name: 'A', points: 1 },
          { rewardId: 'r', name: 'B', points: 2 },
        ],
      }),
      'redeem.rewards[1].rewardId: is the rewardId of rewards[0] already',
    ],
    [
      'another clawback',
      { ...minimal, refund: { clawback: 'no' } },
      'refund.clawback: must be "allow-debt", "within-balance" or "refuse", not "no"',
    ],
    [
      'a window of more than ten years',
      { ...minimal, refund: { windowDays: 3651 } },
      'refund.windowDays: must be a whole number from 0 to 3650, not 3651',
    ],
  ])('is told where it is: %s', (_, input, words) => {
    expect(mistakesOf(input).join('\n')).toContain(words);
  });
});

test('hours that span midnight belong to the date and the weekday on which they began', () => {
  // 2026-03-02 is a Monday; its first two hours are those of Sunday, 1 March.
  const hours = { from: '22:00', until: '02:00' };
  expect(mistakesOf(when({ from: '2026-03-01', until: '2026-03-01', weekdays: ['sun'], hours }))).toEqual([]);
  expect(mistakesOf(when({ from: '2026-03-02', until: '2026-03-03', weekdays: ['sun'], hours }))).toEqual([
    'earn.rules[0].when.weekdays: has no day from 2026-03-02 to 2026-03-03. Name a weekday of these dates.',
  ]);
});
