import type { ProgramDefinition } from '@pointbook/core';
import { businessDay } from '@pointbook/core/reports';
import { describe, expect, test } from 'vitest';
import {
  clockAt,
  given,
  redeem,
  refund,
  sale,
  stageOf,
  type Step,
  update,
} from '../../support/specification/specification.ts';
import { rowsOf } from '../../support/reports/reports.ts';
import { base, warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

/** A bar that closes at three: its night belongs to the day before. */
const bar = (changes: Parameters<typeof warung>[0] = {}) => warung({ dayStartsAt: '04:00', ...changes });
const rule = (when: object) => ({ earn: { rules: [{ ...base, when }] } });
const soldAt = (moment: string, id = 'INV-1', total = 9_000): Step =>
  sale(id, total, { soldAt: new Date(`2026-${moment}+07:00`) });

/** Whether a sale of 9,000 rupiah at a moment earns by the only rule. */
async function assertEarns(program: ProgramDefinition, moment: string, balance: 0 | 9): Promise<void> {
  await given(program, clockAt('2026-03-10T12:00:00+07:00')).when(soldAt(moment)).then({ balance });
}

describe('A business day that begins at 04:00', () => {
  test('has the weekday of the evening, until the bar opens the next day', async () => {
    const fridays = bar(rule({ weekdays: ['fri'] }));
    await assertEarns(fridays, '03-06T03:59:59', 0);
    await assertEarns(fridays, '03-06T04:00:00', 9);
    await assertEarns(fridays, '03-07T03:59:59', 9);
    await assertEarns(fridays, '03-07T04:00:00', 0);
  });

  test('has the date of the evening', async () => {
    const oneNight = bar(rule({ from: '2026-03-06', until: '2026-03-06' }));
    await assertEarns(oneNight, '03-06T03:00:00', 0);
    await assertEarns(oneNight, '03-07T03:00:00', 9);
  });

  test('is the birthday of who celebrates into the night', async () => {
    const birthday = bar(rule({ birthday: 'day' }));
    const born = update({ birthday: '03-06' });
    const late = clockAt('2026-03-10T12:00:00+07:00');
    await given(birthday, born, late).when(soldAt('03-07T02:00:00')).then({ balance: 9 });
    await given(birthday, born, late).when(soldAt('03-06T02:00:00')).then({ balance: 0 });
  });

  test('has one cap for the evening and the night', () =>
    given(
      bar({ earn: { cap: { perDay: 10 } } }),
      clockAt('2026-03-07T12:00:00+07:00'),
      soldAt('03-06T23:00:00'),
      soldAt('03-07T03:00:00', 'INV-2'),
    )
      .when(soldAt('03-07T04:00:00', 'INV-3'))
      .then({ balance: 9 + 1 + 9 }));

  test('ends the points when it ends', async () => {
    const days = bar({ expiry: { kind: 'after', period: { unit: 'days', count: 1 } } });
    // Sold on Monday's night, the last day is Tuesday.
    const night = [clockAt('2026-03-03T01:00:00+07:00'), sale('INV-1', 9_000)];
    await given(days, ...night, clockAt('2026-03-04T03:59:59+07:00'))
      .when(redeem('RD-1', 9))
      .then({ balance: 0, entries: ['points-redeemed −9'] });
    await given(days, ...night, clockAt('2026-03-04T04:00:00+07:00'))
      .when(redeem('RD-1', 9))
      .then({ error: 'insufficient-points' });
  });

  test('ends the points of who stays away, and those that end on a date', async () => {
    for (const expiry of [
      { kind: 'inactivity', period: { unit: 'days', count: 1 } },
      { kind: 'on-date', date: '2026-03-03' },
    ] as const) {
      const stage = await stageOf(bar({ expiry }), clockAt('2026-03-03T01:00:00+07:00'), sale('INV-1', 9_000));
      const { ending } = valueOf(await stage.ledger().getBalance({ memberId: 'ayu' }));
      expect(ending).toEqual([{ at: new Date('2026-03-04T04:00:00+07:00'), points: 9 }]);
    }
  });

  test('leaves pending points available at the time of the clock at which they were earned', async () => {
    const stage = await stageOf(
      bar({ earn: { pendingDays: 2 } }),
      clockAt('2026-03-03T01:00:00+07:00'),
      sale('INV-1', 9_000),
      clockAt('2026-03-05T01:00:00+07:00'),
    );
    expect(valueOf(await stage.ledger().getBalance({ memberId: 'ayu' }))).toMatchObject({ available: 9 });
  });

  test('is a line of the daily report', async () => {
    const stage = await stageOf(
      bar(),
      clockAt('2026-03-06T23:00:00+07:00'),
      sale('INV-1', 9_000),
      clockAt('2026-03-07T03:59:00+07:00'),
      sale('INV-2', 2_000),
      clockAt('2026-03-07T04:00:00+07:00'),
      refund('INV-1', 'R-1', 1_000),
    );
    const { daily } = stage.ledger().reports;
    expect(await rowsOf(daily({ columns: ['date', 'net'] }))).toEqual([
      { date: '2026-03-06', net: 11 },
      { date: '2026-03-07', net: -1 },
    ]);
    expect(await rowsOf(daily({ columns: ['net'], from: '2026-03-06', to: '2026-03-06' }))).toEqual([{ net: 11 }]);
  });

  test('is told in instants', () => {
    const day = valueOf(businessDay({ timeZone: 'Asia/Jakarta', dayStartsAt: '04:00' }, '2026-03-06'));
    expect(day).toEqual({ from: new Date('2026-03-06T04:00:00+07:00'), until: new Date('2026-03-07T04:00:00+07:00') });
  });
});

describe('Hours', () => {
  const night = { hours: { from: '22:00', until: '02:00' } };

  test('across midnight count on the night of the last date until they end, and not before the first date', async () => {
    const carnival = warung(rule({ ...night, from: '2026-03-06', until: '2026-03-06' }));
    await assertEarns(carnival, '03-06T01:00:00', 0);
    await assertEarns(carnival, '03-06T22:00:00', 9);
    await assertEarns(carnival, '03-07T01:59:59', 9);
    await assertEarns(carnival, '03-07T02:00:00', 0);
    await assertEarns(carnival, '03-07T22:00:00', 0);
  });

  test('that begin before the bar’s day does belong to the day before', async () => {
    const early = bar(rule({ weekdays: ['fri'], hours: { from: '02:00', until: '06:00' } }));
    await assertEarns(early, '03-06T05:00:00', 0);
    await assertEarns(early, '03-07T03:00:00', 9);
    await assertEarns(early, '03-07T05:00:00', 9);
  });

  test('that end after the bar’s day began belong to the day on which they began', async () => {
    const long = bar(rule({ weekdays: ['fri'], hours: { from: '22:00', until: '06:00' } }));
    await assertEarns(long, '03-06T05:00:00', 0);
    await assertEarns(long, '03-06T23:00:00', 9);
    await assertEarns(long, '03-07T05:00:00', 9);
  });

  test.each([
    ['skips from 00:00 to 01:00', 'Africa/Cairo', '00:15', '2026-04-24T01:00:00+03:00', 'thu'],
    ['shows from 00:00 to 01:00 twice', 'America/Havana', '00:15', '2025-11-02T00:20:00-05:00', 'sat'],
    ['skips a date', 'Pacific/Apia', '23:00', '2011-12-31T00:20:00+14:00', 'fri'],
  ])('belong to the day that their times say, also where the clock %s', async (_, timeZone, from, moment, began) => {
    for (const day of ['thu', 'fri', 'sat', 'sun'] as const) {
      const when = rule({ weekdays: [day], hours: { from, until: '05:00' } });
      await given(warung({ timeZone, dayStartsAt: '00:30', ...when }), clockAt(moment))
        .when(sale('INV-1', 9_000))
        .then({ balance: day === began ? 9 : 0 });
    }
  });
});
