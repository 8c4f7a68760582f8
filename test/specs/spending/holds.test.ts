import { describe, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  ayu,
  capture,
  clockAt,
  command,
  given,
  hold,
  pay,
  redeem,
  refund,
  sale,
  setBalance,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

/** Held at 10:00 for 15 minutes. */
const held = [adjust(100), hold('H-1', 60)];

const justBefore = clockAt('2026-03-02T10:14:59.999+07:00');

describe('A hold', () => {
  test('sets points aside: they still count, but cannot be spent', () =>
    given(warung(), adjust(100))
      .when(hold('H-1', 60))
      .then({
        entries: ['points-held +0'],
        balance: { balance: 100, available: 40, held: 60 },
        receipt: { state: 'held', points: 60, value: 6_000, deadline: new Date('2026-03-02T10:15:00+07:00') },
      }));

  test('takes available points only', () =>
    given(warung(), ...held)
      .when(hold('H-2', 41))
      .then({ error: { kind: 'insufficient-points', available: 40 } }));

  test('lives as long as it is asked to', () =>
    given(warung(), adjust(100))
      .when(hold('H-1', 60, { holdMinutes: 90 }))
      .then({ receipt: { deadline: new Date('2026-03-02T11:30:00+07:00') } }));

  test('has the limits of a redemption', () =>
    given(warung({ redeem: { rate: { points: 1, money: 100 }, minimum: 50 } }), adjust(100))
      .when(hold('H-1', 49))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'minimum' } }));

  test('protects its points from deductions', () =>
    given(warung(), ...held)
      .when(adjust(-41))
      .then({ error: { kind: 'insufficient-points', available: 40 } }));

  test('protects its points from a balance that is set', async () => {
    await given(warung(), ...held)
      .when(setBalance(59))
      .then({ error: { kind: 'insufficient-points', requested: 41, available: 40 } });
    await given(warung(), ...held)
      .when(setBalance(60))
      .then({ balance: { balance: 60, available: 0, held: 60 } });
  });

  test('captured after another one keeps to the share that points may pay', () =>
    given(
      warung({ redeem: { rate: { points: 1, money: 100 }, shareOfInvoicePercent: 50 } }),
      adjust(2000),
      sale('INV-1', 100_000),
      hold('RD-1', 500, { invoiceId: 'INV-1' }),
      hold('RD-2', 500, { invoiceId: 'INV-1' }),
      capture('RD-1'),
    )
      .when(capture('RD-2'))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'invoice-share' } }));
});

describe('A capture', () => {
  test('spends what was held', () =>
    given(warung(), ...held)
      .when(capture('H-1'))
      .then({
        entries: ['hold-captured −60'],
        balance: { balance: 40, available: 40, held: 0 },
        receipt: { state: 'redeemed', points: 60, value: 6_000 },
      }));

  test('of a part releases the rest', () =>
    given(warung(), ...held)
      .when(capture('H-1', { points: 25 }))
      .then({
        entries: ['hold-captured −25'],
        balance: { balance: 75, available: 75, held: 0 },
        receipt: { points: 25, value: 2_500 },
      }));

  test('of more than was held is refused', () =>
    given(warung(), ...held)
      .when(capture('H-1', { points: 61 }))
      .then({ error: { kind: 'insufficient-points', requested: 61, available: 60 } }));

  test('of a part of a reward is refused', () =>
    given(
      warung({ redeem: { rewards: [{ rewardId: 'tea', name: 'A tea', points: 50, value: 8_000 }] } }),
      adjust(100),
      command('holdPoints', { memberId: ayu, redemptionId: 'H-1', rewardId: 'tea' }),
    )
      .when(capture('H-1', { points: 49 }))
      .then({ error: { kind: 'redemption-not-allowed', limit: 50 }, balance: { held: 50 } }));

  test('of a part in debt repays the debt with the rest', () =>
    given(warung(), sale('INV-1', 100_000), hold('H-1', 80), refund('INV-1', 'R-1', 100_000)) // a debt of 80
      .when(capture('H-1', { points: 30 }))
      .then({ entries: ['hold-captured −30'], balance: { balance: -30, available: 0, held: 0, debt: 30 } }));

  test('is good up to the deadline', () =>
    given(warung(), ...held, justBefore)
      .when(capture('H-1'))
      .then({ balance: 40 }));

  test('is good after the points’ expiry', () =>
    given(
      warung({ expiry: { kind: 'on-date', date: '2026-03-02' } }),
      adjust(100),
      clockAt('2026-03-02T23:55:00+07:00'),
      hold('H-1', 60),
      clockAt('2026-03-03T00:05:00+07:00'),
    )
      .when(capture('H-1'))
      .then({ entries: ['lot-expired −40', 'hold-captured −60'], balance: 0 }));

  test('of a part after the points’ expiry lets the rest expire in the same commit', () =>
    given(
      warung({ expiry: { kind: 'on-date', date: '2026-03-02' } }),
      adjust(100),
      clockAt('2026-03-02T23:55:00+07:00'),
      hold('H-1', 60),
      clockAt('2026-03-03T00:05:00+07:00'),
    )
      .when(capture('H-1', { points: 20 }))
      .then({ entries: ['lot-expired −40', 'hold-captured −20', 'lot-expired −40'], balance: 0 }));

  test('spends those that end earliest first, and releases the others', () =>
    given(
      warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } }),
      sale('INV-1', 50_000, { soldAt: new Date('2026-03-01T10:00:00+07:00') }), // ends with 11 March
      adjust(60), // ends with 12 March
      hold('H-1', 110),
      capture('H-1', { points: 50 }),
      clockAt('2026-03-12T23:59:59+07:00'),
    )
      .when(redeem('RD-1', 60))
      .then({ balance: 0 }));

  test('pays the invoice that it was held for', () =>
    given(warung(), adjust(100), anonymousSale('INV-1', 10_000), hold('H-1', 100, { invoiceId: 'INV-1' }))
      .when(capture('H-1'))
      .then({ balance: 0, receipt: { value: 10_000 } }));

  test('is worth what is left to pay by then, if that is less', async () => {
    const paid = (amount: number) => [
      adjust(100),
      anonymousSale('INV-1', 10_000),
      hold('H-1', 100, { invoiceId: 'INV-1' }),
      pay('INV-1', 'P-1', amount),
    ];
    await given(warung(), ...paid(5_000))
      .when(capture('H-1'))
      .then({ receipt: { value: 5_000 }, balance: 0 });
    await given(warung(), ...paid(10_000))
      .when(capture('H-1'))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'invoice-total', limit: 0 }, balance: { held: 100 } });
  });
});
