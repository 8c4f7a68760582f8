import { describe, test } from 'vitest';
import {
  adjust,
  bringBack,
  capture,
  clockAt,
  given,
  hold,
  minutesPass,
  redeem,
  refund,
  release,
  sale,
  sweep,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

/** Held at 10:00 for 15 minutes. */
const held = [adjust(100), hold('H-1', 60)];

const atDeadline = clockAt('2026-03-02T10:15:00+07:00');

const justBefore = clockAt('2026-03-02T10:14:59.999+07:00');

describe('A release', () => {
  test('gives back what was held', () =>
    given(warung(), ...held)
      .when(release('H-1'))
      .then({
        entries: ['hold-released +0'],
        balance: { balance: 100, available: 100, held: 0 },
        receipt: { state: 'released', points: 60, value: 0 },
      }));

  test('repays debt first', () =>
    given(warung(), sale('INV-1', 100_000), hold('H-1', 80), refund('INV-1', 'R-1', 100_000)) // a debt of 80
      .when(release('H-1'))
      .then({ entries: ['hold-released +0'], balance: { balance: 0, available: 0, held: 0, debt: 0 } }));

  test('lets what has ended meanwhile expire in that commit', () =>
    given(
      warung({ expiry: { kind: 'on-date', date: '2026-03-02' } }),
      adjust(100),
      clockAt('2026-03-02T23:55:00+07:00'),
      hold('H-1', 60),
      clockAt('2026-03-03T00:05:00+07:00'),
    )
      .when(release('H-1'))
      .then({ entries: ['lot-expired −40', 'hold-released +0', 'lot-expired −60'], balance: 0 }));
});

describe('A hold’s deadline', () => {
  test('ends it, exactly then, without a command', async () => {
    await given(warung(), ...held, justBefore)
      .when(redeem('RD-1', 41))
      .then({ error: 'insufficient-points' });
    await given(warung(), ...held)
      .when(atDeadline, redeem('RD-1', 41))
      .then({ entries: ['hold-lapsed +0', 'points-redeemed −41'], balance: { balance: 59, available: 59, held: 0 } });
  });

  test('shows in the balance though nothing was written', () =>
    given(warung(), ...held, atDeadline)
      .when(redeem('RD-1', 101))
      .then({ error: 'insufficient-points', entries: [], balance: { available: 100, held: 0 } }));

  test('comes before a capture at the same moment', () =>
    given(warung(), ...held, atDeadline)
      .when(capture('H-1'))
      .then({ error: { kind: 'hold-closed', state: 'lapsed' }, balance: { balance: 100, held: 0 } }));

  test('lets points that have ended meanwhile expire', () =>
    given(
      warung({ expiry: { kind: 'on-date', date: '2026-03-02' } }),
      adjust(100),
      clockAt('2026-03-02T23:55:00+07:00'),
      hold('H-1', 60),
    )
      .when(clockAt('2026-03-03T00:10:00+07:00'), sweep, adjust(1))
      // An adjustment after a fixed date has ended already.
      .then({
        entries: ['lot-expired −40', 'hold-lapsed +0', 'lot-expired −60', 'points-added +1', 'lot-expired −1'],
        balance: 0,
      }));

  test('repays debt, as a release would', () =>
    given(warung(), sale('INV-1', 100_000), hold('H-1', 80), refund('INV-1', 'R-1', 100_000), atDeadline)
      .when(adjust(5))
      .then({ entries: ['hold-lapsed +0', 'points-added +5'], balance: { balance: 5, available: 5, debt: 0 } }));

  test('is not moved by a clock that is set back', () =>
    given(warung(), ...held, atDeadline, sweep, minutesPass(-10))
      .when(capture('H-1'))
      .then({ error: { kind: 'hold-closed', state: 'lapsed' } }));
});

describe('A hold that has ended', () => {
  test('names how it ended to who would end it in another way', async () => {
    await given(warung(), ...held, capture('H-1'))
      .when(release('H-1'))
      .then({ error: { kind: 'hold-closed', state: 'captured' } });
    await given(warung(), ...held, release('H-1'))
      .when(capture('H-1'))
      .then({ error: { kind: 'hold-closed', state: 'released' } });
    await given(warung(), ...held, atDeadline)
      .when(release('H-1'))
      .then({ error: { kind: 'hold-closed', state: 'lapsed' } });
  });

  test('answers the same capture or release with its receipt', async () => {
    await given(warung(), ...held, capture('H-1'), atDeadline)
      .when(capture('H-1'))
      .then({ entries: [], receipt: { state: 'redeemed', points: 60, balance: { balance: 40 } } });
    await given(warung(), ...held, release('H-1'), atDeadline)
      .when(release('H-1'))
      .then({ entries: [], receipt: { state: 'released', points: 60 } });
  });

  test('is not captured again with other points', () =>
    given(warung(), ...held, capture('H-1', { points: 20 }))
      .when(capture('H-1', { points: 30 }))
      .then({ error: 'idempotency-key-reused', balance: 80 }));

  test('leaves its id used', async () => {
    await given(warung(), ...held, release('H-1'))
      .when(hold('H-1', 50))
      .then({ error: 'idempotency-key-reused' });
    await given(warung(), ...held, release('H-1'))
      .when(redeem('H-1', 60))
      .then({ error: 'idempotency-key-reused' });
  });
});

test('A redemption without a hold is unknown', async () => {
  await given(warung(), adjust(100))
    .when(capture('H-9'))
    .then({ error: { kind: 'unknown-redemption', redemptionId: 'H-9' } });
  await given(warung(), adjust(100)).when(release('H-9')).then({ error: 'unknown-redemption' });
});

describe('Points that have ended while they were held', () => {
  const ends = warung({ expiry: { kind: 'on-date', date: '2026-03-02' } });
  const before = [adjust(100), clockAt('2026-03-02T23:55:00+07:00'), hold('H-1', 60)];
  const after = clockAt('2026-03-03T00:05:00+07:00');
  const goods = (returnId: string, points: number) => bringBack(returnId, { points });

  test('repay no debt that was made since: without the hold they would be gone', () =>
    given(ends, ...before, after, goods('RET-1', 30))
      .when(release('H-1'))
      .then({ entries: ['hold-released +0', 'lot-expired −60'], balance: { balance: -30, debt: 30 } }));

  test('repay what was owed before they ended', () =>
    given(ends, ...before, goods('RET-1', 70), after)
      .when(release('H-1'))
      .then({ entries: ['hold-released +0', 'lot-expired −30'], balance: { balance: 0, debt: 0 } }));

  test('repay that, and no more', () =>
    given(ends, ...before, goods('RET-1', 70), after, goods('RET-2', 20))
      .when(release('H-1'))
      .then({ entries: ['hold-released +0', 'lot-expired −30'], balance: { balance: -20, debt: 20 } }));

  test('and nothing, where points by hand have repaid it first', () =>
    given(ends, ...before, goods('RET-1', 70), after, goods('RET-2', 20), adjust(30))
      .when(release('H-1'))
      .then({ entries: ['hold-released +0', 'lot-expired −60'], balance: { balance: -20, debt: 20 } }));

  test('also where the hold lapses', () =>
    given(ends, ...before, after, goods('RET-1', 30), minutesPass(15))
      .when(sweep, adjust(5))
      .then({
        entries: ['hold-lapsed +0', 'lot-expired −60', 'points-added +5'],
        balance: { balance: -25, debt: 25 },
      }));
});
