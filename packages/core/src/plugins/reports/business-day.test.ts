import { expect, test } from 'vitest';
import { businessDay } from './business-day.ts';
import { errorOf, valueOf } from '../../value-of-testing.ts';

const jakarta = { timeZone: 'Asia/Jakarta' };

test('a day is from its first instant in the time zone to the first of the next', () => {
  const day = valueOf(businessDay(jakarta, '2026-03-31'));
  expect(day).toEqual({ from: new Date('2026-03-30T17:00:00Z'), until: new Date('2026-03-31T17:00:00Z') });
});

test('where the clock is changed, a day has as many hours as it has', () => {
  const { from, until } = valueOf(businessDay({ timeZone: 'Europe/London' }, '2026-03-29'));
  expect(until.getTime() - from.getTime()).toBe(23 * 3_600_000);
});

test('the first day and the last one are days, the last one twice', () => {
  expect(valueOf(businessDay({ timeZone: 'UTC' }, '1970-01-01')).from).toEqual(new Date(0));
  for (const _ of [1, 2]) expect(valueOf(businessDay({ timeZone: 'UTC' }, '9999-12-31')).until.getTime()).not.toBeNaN();
});

test.each(['2026-02-30', '2026-3-1', '', 'yesterday', '2026-03-31T00:00:00Z'])('%j is no day', (date) => {
  expect(errorOf(businessDay(jakarta, date))).toMatchObject({ kind: 'invalid-command', field: 'date' });
});
