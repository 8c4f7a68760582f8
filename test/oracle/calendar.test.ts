import { describe, expect, test } from 'vitest';
import { addMonths, businessDate, dayOfHours, firstInstantAt, sameTimeLater, startOfDay } from './calendar.ts';
import { isMet } from './earning.ts';
import { always, perAmount, ruleOf, shopRules } from './rules.ts';
import { story } from './story.ts';

const jakarta = { timeZone: 'Asia/Jakarta', dayStartsAt: '00:00' };
const night = { timeZone: 'Asia/Jakarta', dayStartsAt: '04:00' };
const at = (moment: string) => Date.parse(moment);

describe('A date', () => {
  test('begins at its first instant where midnight comes twice', () => {
    // At 01:00 the clocks of Havana go back to 00:00.
    expect(startOfDay({ timeZone: 'America/Havana', dayStartsAt: '00:00' }, '2025-11-02')).toBe(
      at('2025-11-02T00:00:00-04:00'),
    );
    expect(startOfDay({ timeZone: 'Atlantic/Azores', dayStartsAt: '00:00' }, '2025-10-26')).toBe(
      at('2025-10-26T00:00:00Z'),
    );
  });

  test('goes on where the clock is turned back and shows the day before once more', () => {
    // At 00:01 the clocks of St John's went back to 23:01.
    const stJohns = { timeZone: 'America/St_Johns', dayStartsAt: '00:00' };
    expect(startOfDay(stJohns, '2006-10-29')).toBe(at('2006-10-29T00:00:00-02:30'));
    expect(businessDate(stJohns, at('2006-10-28T23:30:00-03:30'))).toBe('2006-10-29');
  });

  test('begins at its first instant where there is no midnight', () => {
    expect(startOfDay({ timeZone: 'Africa/Cairo', dayStartsAt: '00:00' }, '2026-04-24')).toBe(
      at('2026-04-23T22:00:00Z'),
    );
    expect(startOfDay({ timeZone: 'Asia/Beirut', dayStartsAt: '00:00' }, '2026-03-29')).toBe(
      at('2026-03-28T22:00:00Z'),
    );
  });

  test('may have 23 hours or 25', () => {
    const newYork = { timeZone: 'America/New_York', dayStartsAt: '00:00' };
    const hours = (date: string, next: string) => (startOfDay(newYork, next) - startOfDay(newYork, date)) / 3_600_000;
    expect(hours('2026-03-08', '2026-03-09')).toBe(23);
    expect(hours('2026-11-01', '2026-11-02')).toBe(25);
    expect(sameTimeLater(newYork, at('2026-03-07T15:00:00Z'), 2)).toBe(at('2026-03-09T14:00:00Z'));
  });

  test('in all zones is the one of every instant from its start on', { timeout: 600_000 }, () => {
    for (const timeZone of Intl.supportedValuesOf('timeZone').filter((_, index) => index % 8 === 0)) {
      for (const date of ['2006-03-26', '2014-10-25', '2021-04-04', '2025-11-02']) {
        const days = { timeZone, dayStartsAt: '00:00' };
        const start = startOfDay(days, date);
        expect([timeZone, businessDate(days, start)]).toEqual([timeZone, date]);
        expect(businessDate(days, start - 1) < date).toBe(true);
      }
    }
  });

  test('a month after 31 January is the last of February', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
  });
});

describe('A business day that begins at 04:00', () => {
  test('has the night before it', () => {
    expect(businessDate(night, at('2026-03-03T03:59:59+07:00'))).toBe('2026-03-02');
    expect(startOfDay(night, '2026-03-03')).toBe(at('2026-03-03T04:00:00+07:00'));
  });

  test('begins at the first instant after a skipped hour', () => {
    const newYork = { timeZone: 'America/New_York', dayStartsAt: '02:30' };
    expect(startOfDay(newYork, '2026-03-08')).toBe(at('2026-03-08T07:00:00Z'));
    expect(firstInstantAt('America/New_York', at('2026-11-01T01:30:00Z'))).toBe(at('2026-11-01T05:30:00Z'));
  });

  test('moves weekdays, expiry and caps', () => {
    const friday = { ...always, weekdays: ['fri'] };
    const occasion = {
      soldAt: at('2026-03-07T02:00:00+07:00'),
      tier: null,
      birthday: null,
      firstPurchase: false,
      room: {},
    };
    expect(isMet(night, friday, { kept: 1 }, occasion)).toBe(true);
    expect(isMet(jakarta, friday, { kept: 1 }, occasion)).toBe(false);
    const expiry = { kind: 'after', period: { unit: 'days', count: 1 }, roundTo: 'day' } as const;
    const shop = story(shopRules({ dayStartsAt: '04:00', expiry }));
    shop.gives(10); // on 2 March
    expect(shop.at('2026-03-04T03:59:59+07:00').balance()).toBe(10);
    expect(shop.at('2026-03-04T04:00:00+07:00').balance()).toBe(0);
  });
});

describe('Hours across midnight', () => {
  const hours = { from: '22:00', until: '02:00' };

  test('belong to the day on which they began, with its weekday and its date', () => {
    expect(dayOfHours(jakarta, hours, at('2026-03-07T01:00:00+07:00'))).toBe('2026-03-06');
    expect(dayOfHours(jakarta, hours, at('2026-03-06T23:00:00+07:00'))).toBe('2026-03-06');
    expect(dayOfHours(jakarta, hours, at('2026-03-07T02:00:00+07:00'))).toBe(null);
    expect(dayOfHours(night, { from: '22:00', until: '06:00' }, at('2026-03-07T05:00:00+07:00'))).toBe('2026-03-06');
    expect(dayOfHours(night, { from: '02:00', until: '06:00' }, at('2026-03-07T05:00:00+07:00'))).toBe('2026-03-06');
  });

  test('count on the last date of a rule until they end', () => {
    const when = { ...always, hours, from: '2026-03-06', until: '2026-03-06' };
    const occasion = {
      soldAt: at('2026-03-07T01:00:00+07:00'),
      tier: null,
      birthday: null,
      firstPurchase: false,
      room: {},
    };
    expect(isMet(jakarta, when, { kept: 1 }, occasion)).toBe(true);
    expect(isMet(jakarta, { ...when, from: '2026-03-07', until: null }, { kept: 1 }, occasion)).toBe(false);
  });
});

describe('Steps', () => {
  test('5 points for every full 2.50, or the share of them', () => {
    const of = (steps: 'whole' | 'share') => shopRules({ earn: { rules: [ruleOf(perAmount(5, 250, { steps }))] } });
    expect(story(of('whole')).sells(300)).toMatchObject({ earned: 5 });
    expect(story(of('share')).sells(300)).toMatchObject({ earned: 6 });
  });
});
