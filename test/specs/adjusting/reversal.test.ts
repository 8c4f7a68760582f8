import { describe, test } from 'vitest';
import {
  adjust,
  bringBack,
  clockAt,
  given,
  hold,
  redeem,
  refund,
  reverse,
  sale,
  setBalance,
  sweep,
  refused,
  daysPass,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const inactivity = warung({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } } });
const tenDays = warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } });
const expired = clockAt('2026-03-13T10:00:00+07:00');

describe('A reversal', () => {
  test('undoes an addition', () =>
    given(warung(), adjust(50))
      .when(reverse(1))
      .then({
        entries: ['entry-reversed −50'],
        balance: 0,
        receipt: { delta: -50, balance: { balance: 0 }, sequence: 2 },
      }));

  test('undoes a deduction', () =>
    given(warung(), adjust(50), adjust(-20))
      .when(reverse(2))
      .then({ entries: ['entry-reversed +20'], balance: 50 }));

  test('repays no debt with points that have ended since', () =>
    given(tenDays, adjust(50), adjust(-20), expired, bringBack('RET-1', { points: 10 }))
      .when(reverse(2))
      .then({ entries: ['entry-reversed +20', 'lot-expired −20'], balance: { balance: -10, debt: 10 } }));

  test('undoes a balance that was set', () =>
    given(warung(), adjust(50), setBalance(80))
      .when(reverse(2))
      .then({ entries: ['entry-reversed −30'], balance: 50 }));

  test('undoes a part, and then the rest', async () => {
    await given(warung(), adjust(50))
      .when(reverse(1, 20))
      .then({ entries: ['entry-reversed −20'], balance: 30 });
    await given(warung(), adjust(50), reverse(1, 20))
      .when(reverse(1))
      .then({ entries: ['entry-reversed −30'], balance: 0 });
  });

  test('undoes no more than there is', async () => {
    await given(warung(), adjust(50))
      .when(reverse(1, 51))
      .then({ error: { kind: 'reversal-exceeds-entry', left: 50 } });
    await given(warung(), adjust(50), reverse(1, 20))
      .when(reverse(1, 31))
      .then({ error: { kind: 'reversal-exceeds-entry', left: 30 } });
  });

  test('undoes an entry once', () =>
    given(warung(), adjust(50), adjust(60, { idempotencyKey: 'more' }), reverse(1))
      .when(reverse(1, undefined, { idempotencyKey: 'again' }))
      .then({ error: { kind: 'reversal-exceeds-entry', left: 0 }, balance: 60 }));

  test('never makes debt', () =>
    given(warung(), adjust(50), redeem('RD-1', 30))
      .when(reverse(1))
      .then({ error: { kind: 'insufficient-points', requested: 50, available: 20 }, balance: 20 }));

  test('takes what was given from other points, where those were spent', () =>
    given(warung(), adjust(50), redeem('RD-1', 30), sale('INV-1', 100_000)).when(reverse(1)).then({ balance: 70 }));

  test('never takes held points', () =>
    given(warung(), adjust(50), hold('H-1', 30))
      .when(reverse(1))
      .then({ error: { kind: 'insufficient-points', requested: 50, available: 20 } }));

  test('takes the points that were given, not others that end earlier', () =>
    given(
      tenDays,
      sale('INV-1', 50_000, { soldAt: new Date('2026-03-01T10:00:00+07:00') }), // ends with 11 March
      adjust(60), // ends with 12 March
      reverse(2),
      clockAt('2026-03-12T00:00:00+07:00'),
    )
      .when(adjust(1))
      .then({ entries: ['lot-expired −50', 'points-added +1'], balance: 1 }));

  test('of a deduction restores the lots with their expiry', () =>
    given(tenDays, adjust(50), clockAt('2026-03-10T10:00:00+07:00'), adjust(-50), reverse(2), expired)
      .when(adjust(1))
      .then({ entries: ['lot-expired −50', 'points-added +1'], balance: 1 }));

  test('of a deduction from a lot that has lapsed meanwhile restores nothing that could be spent', () =>
    given(tenDays, adjust(50), adjust(-20), expired, sweep)
      .when(reverse(2))
      .then({ entries: ['entry-reversed +20', 'lot-expired −20'], balance: 0 }));

  test('of an addition that has lapsed finds nothing to take', () =>
    given(tenDays, adjust(50), expired)
      .when(reverse(1))
      .then({ error: { kind: 'insufficient-points', available: 0 }, balance: 0 }));

  test('of a deduction after the account’s inactivity restores nothing that could be spent', () =>
    given(
      warung({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } } }),
      sale('INV-1', 100_000),
      adjust(-40),
      adjust(-60),
      expired,
    )
      .when(reverse(3))
      .then({ entries: ['entry-reversed +60', 'lot-expired −60'], balance: 0 }));

  test('of a deduction repays debt first', () =>
    given(warung(), sale('INV-1', 100_000), adjust(-60), refund('INV-1', 'R-1', 100_000)) // a debt of 60
      .when(reverse(2))
      .then({ balance: { balance: 0, available: 0, debt: 0 } }));

  test('of an addition that repaid debt takes what is left of it, and no more', async () => {
    const repaid = [sale('INV-1', 40_000), redeem('RD-1', 40), refund('INV-1', 'R-1', 40_000), adjust(50)];
    await given(warung(), ...repaid)
      .when(reverse(4))
      .then({ error: { kind: 'insufficient-points', requested: 50, available: 10 } });
    await given(warung(), ...repaid)
      .when(reverse(4, 10))
      .then({ balance: { balance: 0, debt: 0 } });
  });

  test('of an entry that is not there is an error', () =>
    given(warung(), adjust(50))
      .when(reverse(2))
      .then({ error: { kind: 'unknown-entry', memberId: 'ayu', sequence: 2 } }));

  test('restores nothing that ended by inactivity, also where the member is active again', () =>
    given(inactivity, sale('INV-1', 100_000), adjust(-50), daysPass(20), sale('INV-2', 1000))
      .when(reverse(2))
      .then({ entries: ['entry-reversed +50', 'lot-expired −50'], balance: 1 }));

  test('of nothing is refused', () =>
    given(warung(), sale('INV-1', 1000), adjust(5), adjust(-5), refused(reverse(9)))
      .when(reverse(9))
      .then({ error: 'unknown-entry' }));
});

describe('What an invoice or a redemption wrote', () => {
  test('is undone by refund, void or edit', async () => {
    await given(warung(), sale('INV-1', 100_000))
      .when(reverse(1))
      .then({ error: { kind: 'use-refund', reference: 'INV-1' } });
    await given(warung(), sale('INV-1', 100_000), redeem('RD-1', 10))
      .when(reverse(2))
      .then({ error: { kind: 'use-refund', reference: 'RD-1' } });
    await given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 10_000))
      .when(reverse(2))
      .then({ error: { kind: 'use-refund', reference: 'INV-1' } });
  });

  test('as an expiry or a reversal did cannot be undone', async () => {
    await given(tenDays, adjust(50), expired, sweep)
      .when(reverse(2))
      .then({ error: { kind: 'not-reversible', entryKind: 'expiry' } });
    await given(warung(), adjust(50), reverse(1))
      .when(reverse(2))
      .then({ error: { kind: 'not-reversible', entryKind: 'reversal' } });
  });
});
