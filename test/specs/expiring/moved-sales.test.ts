import { describe, test } from 'vitest';
import { adjust, clockAt, given, reassign, sale } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('A sale that goes to another member, where points end by inactivity,', () => {
  const ends = warung({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 30 } } });
  const before = [sale('INV-0', 10_000), clockAt('2026-03-20T10:00:00+07:00'), sale('INV-1', 100_000)];
  const gone = clockAt('2026-04-02T00:00:00+07:00');

  test('leaves the points of the member as though the sale had never been theirs: it prolongs none', () =>
    given(ends, ...before)
      .when(reassign('INV-1', 'budi'), gone, adjust(1))
      .then({
        entries: ['invoice-reassigned −100', 'invoice-reassigned +0', 'account-inactive −10', 'points-added +1'],
        balance: 1,
        balanceOf: { budi: 100 },
      }));

  test('takes nothing of what another purchase of that day prolongs', () =>
    given(ends, ...before, sale('INV-2', 20_000), reassign('INV-1', 'budi'), gone)
      .when(adjust(1))
      .then({ balance: 31 }));

  test('prolongs them again as the sale comes back', () =>
    given(ends, ...before, reassign('INV-1', 'budi'), reassign('INV-1', 'ayu'), gone)
      .when(adjust(1))
      .then({ balance: 111 }));

  test('lets a gift begin its own time, where the sale had begun the one before', () =>
    given(
      ends,
      sale('INV-1', 100_000),
      reassign('INV-1', 'budi'),
      clockAt('2026-03-20T10:00:00+07:00'),
      adjust(5),
      gone,
    )
      .when(adjust(1))
      .then({ balance: 6 }));

  test('of a sale that alone kept points from ending leaves them until the deadline of that sale', () =>
    given(
      ends,
      sale('INV-0', 10_000),
      clockAt('2026-03-30T10:00:00+07:00'),
      sale('INV-1', 100_000),
      clockAt('2026-04-10T10:00:00+07:00'),
    )
      .when(reassign('INV-1', 'budi'))
      .then({ balance: 10 }));
});
