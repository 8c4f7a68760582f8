import { describe, expect, test } from 'vitest';
import type { BusinessDate, Instant } from '../values/instant.ts';
import type { ExpiryPolicy, Period } from './expiry-policy.ts';
import { availableAtOf, inactivityDeadlineOf, lotEndOf } from './expiry.ts';
import type { Program } from './program.ts';

const at = (text: string) => Date.parse(text) as Instant;
const program = (expiry: ExpiryPolicy, pendingDays = 0) =>
  ({ timeZone: 'Asia/Jakarta', expiry, earn: { pendingDays } }) as unknown as Program;
const after = (unit: Period['unit'], count: number, roundTo: 'day' | 'month-end' = 'day') =>
  program({ kind: 'after', period: { unit, count }, roundTo });
const endOf = (rules: Program, earned: string) => {
  const end = lotEndOf(rules, at(earned));
  return typeof end === 'number' ? new Date(end).toISOString() : end;
};

describe('points end', () => {
  test.each([
    [
      '31 January + 1 month is the last of February',
      after('months', 1),
      '2026-01-31T05:00:00Z',
      '2026-02-28T17:00:00.000Z',
    ],
    ['in a leap year too', after('months', 1), '2028-01-31T05:00:00Z', '2028-02-29T17:00:00.000Z'],
    ['29 February + 12 months', after('months', 12), '2028-02-29T05:00:00Z', '2029-02-28T17:00:00.000Z'],
    ['30 days', after('days', 30), '2026-03-01T05:00:00Z', '2026-03-31T17:00:00.000Z'],
    ['on the business date, not the UTC date', after('days', 1), '2026-03-01T18:00:00Z', '2026-03-03T17:00:00.000Z'],
    ['at the end of the month', after('months', 12, 'month-end'), '2026-02-03T05:00:00Z', '2027-02-28T17:00:00.000Z'],
    [
      'days to the end of the month',
      after('days', 30, 'month-end'),
      '2026-01-15T05:00:00Z',
      '2026-02-28T17:00:00.000Z',
    ],
    ['beyond the year 9999: with it', after('months', 1200), '9950-01-01T05:00:00Z', '9999-12-31T17:00:00.000Z'],
  ])('%s', (_, rules, earned, end) => {
    expect(endOf(rules, earned)).toBe(end);
  });

  test('on a fixed date, at its end', () => {
    const rules = program({ kind: 'on-date', date: '2026-12-31' as BusinessDate });
    expect(endOf(rules, '2026-01-01T00:00:00Z')).toBe('2026-12-31T17:00:00.000Z');
  });

  test('never, or with the account', () => {
    expect(endOf(program({ kind: 'never' }), '2026-01-01T00:00:00Z')).toBe('never');
    const inactivity = program({ kind: 'inactivity', period: { unit: 'months', count: 6 } });
    expect(endOf(inactivity, '2026-01-01T00:00:00Z')).toBe('inactivity');
  });

  test('at the same instant for every sale of a day', () => {
    expect(endOf(after('days', 7), '2026-03-01T17:00:00Z')).toBe(endOf(after('days', 7), '2026-03-02T16:59:59.999Z'));
  });
});

test('an inactive account ends a period after it last moved', () => {
  const deadline = inactivityDeadlineOf({ unit: 'months', count: 6 }, at('2026-08-31T05:00:00Z'), {
    timeZone: 'Asia/Jakarta',
  });
  expect(new Date(deadline).toISOString()).toBe('2027-02-28T17:00:00.000Z');
});

test('points are available at once, or days later at the same time', () => {
  expect(availableAtOf(program({ kind: 'never' }), at('2026-01-01T05:00:00Z'))).toBeNull();
  expect(availableAtOf(program({ kind: 'never' }, 14), at('2026-01-01T05:00:00Z'))).toBe(at('2026-01-15T05:00:00Z'));
});
