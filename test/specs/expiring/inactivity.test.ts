import { describe, test } from 'vitest';
import {
  adjust,
  capture,
  clockAt,
  given,
  hold,
  redeem,
  release,
  sale,
  sweep,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('Points that end by inactivity', () => {
  const program = warung({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 30 } } });
  const gone = clockAt('2026-04-02T00:00:00+07:00');

  test('end all together, a period after the last activity, at the end of a day', async () => {
    await given(program, sale('INV-1', 100_000), clockAt('2026-04-01T23:59:59.999+07:00'))
      .when(adjust(1))
      .then({ balance: 101 });
    await given(program, sale('INV-1', 100_000))
      .when(gone, adjust(1))
      .then({ entries: ['account-inactive −100', 'points-added +1'], balance: 1 });
  });

  test('live on with every earning', () =>
    given(program, sale('INV-1', 100_000), clockAt('2026-03-20T10:00:00+07:00'), sale('INV-2', 10_000), gone)
      .when(redeem('RD-1', 110))
      .then({ balance: 0 }));

  test('live on with every redemption', () =>
    given(program, sale('INV-1', 100_000), clockAt('2026-03-20T10:00:00+07:00'), redeem('RD-1', 10), gone)
      .when(redeem('RD-2', 90))
      .then({ balance: 0 }));

  test('are not prolonged by an adjustment', () =>
    given(program, sale('INV-1', 100_000), clockAt('2026-03-20T10:00:00+07:00'), adjust(10), gone)
      .when(redeem('RD-1', 1))
      .then({ error: 'insufficient-points', balance: 0 }));

  test('are not prolonged by a hold that is released or lapses', () =>
    given(program, sale('INV-1', 100_000), clockAt('2026-03-20T10:00:00+07:00'), hold('H-1', 10), release('H-1'), gone)
      .when(redeem('RD-1', 1))
      .then({ error: 'insufficient-points', balance: 0 }));

  test('are prolonged by a capture', () =>
    given(program, sale('INV-1', 100_000), clockAt('2026-03-20T10:00:00+07:00'), hold('H-1', 10), capture('H-1'), gone)
      .when(redeem('RD-2', 90))
      .then({ balance: 0 }));

  test('given by hand to a member who never earned end a period after that', async () => {
    await given(program, adjust(50), clockAt('2026-04-01T23:59:59+07:00'))
      .when(redeem('RD-1', 50))
      .then({ balance: 0 });
    await given(program, adjust(50), gone).when(redeem('RD-1', 1)).then({ error: 'insufficient-points', balance: 0 });
  });

  test('given by hand after the deadline begin a new period, whether points lapsed or were all spent', async () => {
    const gift = [clockAt('2026-06-01T10:00:00+07:00'), adjust(50), clockAt('2026-07-01T23:59:59+07:00')];
    await given(program, sale('INV-1', 100_000), ...gift)
      .when(redeem('RD-9', 50))
      .then({ balance: 0 });
    await given(program, sale('INV-1', 100_000), redeem('RD-1', 100), ...gift)
      .when(redeem('RD-9', 50))
      .then({ balance: 0 });
  });

  describe('while some are held across the deadline', () => {
    const held = [
      sale('INV-1', 100_000),
      clockAt('2026-04-01T23:55:00+07:00'),
      hold('H-1', 40),
      clockAt('2026-04-02T00:05:00+07:00'),
    ];

    test('leave the held ones alone', () =>
      given(program, ...held, sweep)
        .when(adjust(1))
        .then({ balance: { balance: 41, available: 1, held: 40 } }));

    test('a capture is good', () =>
      given(program, ...held)
        .when(capture('H-1'))
        .then({ entries: ['account-inactive −60', 'hold-captured −40'], balance: 0 }));

    test('a release lets them expire in the same commit', () =>
      given(program, ...held)
        .when(release('H-1'))
        .then({ entries: ['account-inactive −60', 'hold-released +0', 'lot-expired −40'], balance: 0 }));

    test('a sale does not bring them back: they had ended when they were held', () =>
      given(program, ...held, sale('INV-2', 5_000))
        .when(release('H-1'))
        .then({ entries: ['hold-released +0', 'lot-expired −40'], balance: 5 }));
  });
});
