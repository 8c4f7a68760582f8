import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BusinessDate, type Instant, lastInstant } from './instant.ts';
import { dateOfDay, dayNumberOf } from './business-date.ts';
import { businessDateOf, daysLater, localTimeOf, startOfNextDay } from './calendar.ts';

const at = (text: string) => Date.parse(text) as Instant;
const day = (text: string) => text as BusinessDate;
const iso = (instant: number) => new Date(instant).toISOString();
const zones = Intl.supportedValuesOf('timeZone');

describe('a business date', () => {
  test.each([
    ['2026-03-01T16:59:59.999Z', 'Asia/Jakarta', '2026-03-01'],
    ['2026-03-01T17:00:00.000Z', 'Asia/Jakarta', '2026-03-02'],
    ['1970-01-01T00:00:00.000Z', 'America/New_York', '1969-12-31'],
    ['2026-03-01T23:59:59.999Z', 'UTC', '2026-03-01'],
    ['9999-12-31T23:59:59.999Z', 'Pacific/Kiritimati', '9999-12-31'],
  ])('%s in %s is %s', (instant, zone, date) => {
    expect(businessDateOf(at(instant), { timeZone: zone })).toBe(date);
  });

  test('where the clock goes back across midnight, begins when the clock shows it for the first time', () => {
    // St John's: at 00:01 on 29 October 2006 the clock showed 23:01 of the day before.
    const stJohns = { timeZone: 'America/St_Johns' };
    const sunday = { date: '2006-10-29', weekday: 'sun', dayStartsAt: '00:00' };
    expect(iso(startOfNextDay(day('2006-10-28'), stJohns))).toBe('2006-10-29T02:30:00.000Z');
    expect(localTimeOf(at('2006-10-29T02:30:30Z'), stJohns)).toEqual({
      ...sunday,
      clockDate: '2006-10-29',
      time: '00:00',
    });
    expect(localTimeOf(at('2006-10-29T02:31:00Z'), stJohns)).toEqual({
      ...sunday,
      clockDate: '2006-10-28',
      time: '23:01',
    });
  });

  test('that begins at 04:00 has the night before it', () => {
    const bar = { timeZone: 'Asia/Jakarta', dayStartsAt: '04:00' };
    expect(localTimeOf(at('2026-03-03T03:59:00+07:00'), bar)).toEqual({
      date: '2026-03-02',
      weekday: 'mon',
      clockDate: '2026-03-03',
      time: '03:59',
      dayStartsAt: '04:00',
    });
    expect(businessDateOf(at('2026-03-03T04:00:00+07:00'), bar)).toBe('2026-03-03');
    expect(iso(startOfNextDay(day('2026-03-02'), bar))).toBe('2026-03-02T21:00:00.000Z');
  });

  test('that begins in an hour that is skipped begins after it, and in one that comes twice for the first time', () => {
    const newYork = { timeZone: 'America/New_York', dayStartsAt: '02:30' };
    expect(iso(startOfNextDay(day('2026-03-07'), newYork))).toBe('2026-03-08T07:00:00.000Z');
    const halfPastOne = { timeZone: 'America/New_York', dayStartsAt: '01:30' };
    expect(iso(startOfNextDay(day('2026-10-31'), halfPastOne))).toBe('2026-11-01T05:30:00.000Z');
    expect(businessDateOf(at('2026-11-01T06:10:00Z'), halfPastOne)).toBe('2026-11-01');
  });
});

describe('the end of a day', () => {
  test.each([
    ['an ordinary day', '2026-12-31', 'Asia/Jakarta', '2026-12-31T17:00:00.000Z'],
    ['the day before a midnight that does not exist', '2018-11-03', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['a day whose last hour is repeated', '2018-02-17', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
    ['a day with a gap at its end, in Beirut', '2024-03-30', 'Asia/Beirut', '2024-03-30T22:00:00.000Z'],
    ['the day before the one that Samoa left out', '2011-12-29', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['the day that Samoa left out', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['a day in a zone with seconds', '1971-05-05', 'Africa/Monrovia', '1971-05-06T00:44:30.000Z'],
    [
      'the day before a midnight that comes twice, in Havana',
      '2025-11-01',
      'America/Havana',
      '2025-11-02T04:00:00.000Z',
    ],
    ['the same in the Azores', '2025-10-25', 'Atlantic/Azores', '2025-10-26T00:00:00.000Z'],
    ['the day before a midnight that is skipped, in Cairo', '2026-04-23', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['a leap day', '2028-02-29', 'Europe/Berlin', '2028-02-29T23:00:00.000Z'],
  ])('%s', (_, date, zone, end) => {
    expect(iso(startOfNextDay(day(date), { timeZone: zone }))).toBe(end);
  });

  test('is never after the last instant of a ledger', () => {
    expect(startOfNextDay(day('9999-12-31'), { timeZone: 'America/New_York' })).toBe(lastInstant);
  });

  test('parts a day from the next, in every zone', () => {
    const starts = fc.constantFrom('00:00', '04:00', '02:30');
    const dates = fc.integer({ min: 0, max: 47_000 }).map(dateOfDay);
    fc.assert(
      fc.property(fc.constantFrom(...zones), starts, dates, (zone, dayStartsAt, date) => {
        const days = { timeZone: zone, dayStartsAt };
        const end = startOfNextDay(date, days);
        const before = startOfNextDay(dateOfDay(dayNumberOf(date) - 1), days);
        const isLeftOut = before === end;
        expect(end - before).toBeLessThanOrEqual(26 * 3_600_000);
        expect(businessDateOf(end, days) > date).toBe(true);
        expect(businessDateOf((end - 1) as Instant, days) === date).toBe(!isLeftOut);
        expect(businessDateOf(before, days) === date).toBe(!isLeftOut);
      }),
      { numRuns: 500 },
    );
  });
});

test('the clock agrees with Intl, and the business date but where the clock shows the day before once more', () => {
  const instants = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => (seconds * 1000) as Instant);
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
      const { date, clockDate, time, weekday } = localTimeOf(instant, { timeZone: zone });
      expect(weekday).toBe(
        new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' })
          .format(dayNumberOf(date) * 86_400_000)
          .toLowerCase(),
      );
      expect(`${clockDate} ${time}`).toBe(format.format(instant));
      expect(date === clockDate || (date > clockDate && time >= '23:00')).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a look-up does not depend on those before it', () => {
  const lookups = fc.array(fc.tuple(fc.constantFrom(...zones), fc.integer({ min: 0, max: 4_000_000_000 })), {
    minLength: 40,
    maxLength: 60,
  });
  fc.assert(
    fc.property(lookups, (some) => {
      const answer = ([zone, seconds]: readonly [string, number]) =>
        businessDateOf((seconds * 1000) as Instant, { timeZone: zone });
      const forwards = some.map(answer);
      expect(some.toReversed().map(answer).toReversed()).toEqual(forwards);
    }),
    { numRuns: 20 },
  );
});

describe('days later', () => {
  test.each([
    ['2026-03-01T10:00:00.000Z', 2, 'Asia/Jakarta', '2026-03-03T10:00:00.000Z'],
    // The clock went forward in between: the same time on it is an hour earlier in UTC.
    ['2026-03-28T11:30:00.000Z', 1, 'Europe/Berlin', '2026-03-29T10:30:00.000Z'],
    // 02:30 does not exist on that day; 03:00 is the first time after it.
    ['2026-03-28T01:30:00.000Z', 1, 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2011-12-29T20:00:00.000Z', 1, 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s and %i days in %s', (from, days, zone, then) => {
    expect(iso(daysLater(at(from), days, { timeZone: zone }))).toBe(then);
  });
});
