import { describe, expect, test } from 'vitest';
import {
  adjust,
  clockAt,
  given,
  hold,
  redeem,
  refund,
  sale,
  setBalance,
  stageOf,
  valueOf,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('An adjustment', () => {
  test('adds points', () =>
    given(warung())
      .when(adjust(50))
      .then({
        entries: ['points-added +50'],
        balance: 50,
        receipt: { delta: 50, balance: { balance: 50 }, sequence: 1 },
      }));

  test('deducts points', () =>
    given(warung(), adjust(50))
      .when(adjust(-20))
      .then({ entries: ['points-deducted −20'], balance: 30, receipt: { delta: -20, balance: { balance: 30 } } }));

  test('deducts available points first, then pending ones', () =>
    given(warung({ earn: { pendingDays: 3 } }), sale('INV-1', 40_000), adjust(50))
      .when(adjust(-60))
      .then({ balance: { balance: 30, available: 0, pending: 30 } }));

  test('never deducts held ones', () =>
    given(warung(), adjust(50), hold('H-1', 30))
      .when(adjust(-21))
      .then({ error: { kind: 'insufficient-points', requested: 21, available: 20 }, balance: 50 }));

  test('that deducts more than there is fails, and makes no debt', () =>
    given(warung(), adjust(50))
      .when(adjust(-51))
      .then({ error: { kind: 'insufficient-points', requested: 51, available: 50 }, balance: 50 }));

  test('deducts those that end earliest first', () =>
    given(
      warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } }),
      sale('INV-1', 50_000, { soldAt: new Date('2026-03-01T10:00:00+07:00') }), // ends with 11 March
      adjust(60), // ends with 12 March
      adjust(-50),
      clockAt('2026-03-12T10:00:00+07:00'),
    )
      .when(redeem('RD-1', 60))
      .then({ balance: 0 }));

  test('repays debt first', () =>
    given(warung(), sale('INV-1', 40_000), redeem('RD-1', 40), refund('INV-1', 'R-1', 40_000))
      .when(adjust(50))
      .then({ balance: { balance: 10, available: 10, debt: 0 } }));

  test('takes whole, positive points only', async () => {
    await given(warung())
      .when(adjust(0))
      .then({ error: { kind: 'invalid-command', field: 'points' } });
    await given(warung())
      .when(adjust(1.5))
      .then({ error: { kind: 'invalid-command', field: 'points' } });
  });

  test('needs a reason and an actor', async () => {
    await given(warung())
      .when(adjust(5, { reason: ' ' }))
      .then({ error: { kind: 'invalid-command', field: 'reason' } });
    await given(warung())
      .when(adjust(5, { actor: '' }))
      .then({ error: { kind: 'invalid-command', field: 'actor' } });
  });

  test('of an unknown member is an error', () =>
    given(warung())
      .when(adjust(5, { memberId: 'nobody' }))
      .then({ error: { kind: 'unknown-member', memberId: 'nobody' } }));

  test('past 2^53 − 1 is refused', () =>
    given(warung(), adjust(Number.MAX_SAFE_INTEGER))
      .when(adjust(1))
      .then({ error: 'points-overflow', balance: Number.MAX_SAFE_INTEGER }));

  test('past 2^53 − 1 is refused though some of the points are held', () =>
    given(warung(), adjust(Number.MAX_SAFE_INTEGER), hold('H-1', 10))
      .when(adjust(5))
      .then({ error: 'points-overflow' }));
});

describe('Setting a balance', () => {
  test('posts the difference', async () => {
    await given(warung(), adjust(50))
      .when(setBalance(80))
      .then({ entries: ['balance-set +30'], balance: 80, receipt: { delta: 30, balance: { balance: 80 } } });
    await given(warung(), adjust(50))
      .when(setBalance(20))
      .then({ entries: ['balance-set −30'], balance: 20 });
  });

  test('to the same balance leaves an entry of 0 points, so that a late retry stays a retry', async () => {
    await given(warung(), adjust(50))
      .when(setBalance(50))
      .then({ entries: ['balance-set +0'], balance: 50 });
    await given(warung(), adjust(50), setBalance(50), adjust(7))
      .when(setBalance(50))
      .then({ entries: [], balance: 57, receipt: { delta: 0, balance: { balance: 57 } } });
  });

  test('needs the balance that the caller expects', () =>
    given(warung(), adjust(50))
      .when(setBalance(80, { expectedBalance: 50 }))
      .then({ balance: 80 }));

  test('with another expected balance is a conflict that names both balances', () =>
    given(warung(), adjust(50))
      .when(setBalance(80, { expectedBalance: 40 }))
      .then({ error: { kind: 'balance-mismatch', expected: 40, actual: 50 }, balance: 50 }));

  test('compares with the balance after expiry, although no sweep has run', () =>
    given(
      warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } }),
      adjust(50),
      clockAt('2026-03-13T00:00:00+07:00'),
    )
      .when(setBalance(20, { expectedBalance: 0 }))
      .then({ entries: ['lot-expired −50', 'balance-set +20'], balance: 20 }));

  test('below what is held fails', () =>
    given(warung(), adjust(50), hold('H-1', 30))
      .when(setBalance(29))
      .then({ error: { kind: 'insufficient-points', requested: 21, available: 20 } }));

  test('takes pending points too', () =>
    given(warung({ earn: { pendingDays: 3 } }), sale('INV-1', 40_000))
      .when(setBalance(10))
      .then({ balance: { balance: 10, pending: 10 } }));

  test('to 0 forgives a debt', () =>
    given(warung(), sale('INV-1', 40_000), redeem('RD-1', 40), refund('INV-1', 'R-1', 40_000))
      .when(setBalance(0, { expectedBalance: -40 }))
      .then({ entries: ['balance-set +40'], balance: { balance: 0, debt: 0 } }));

  test('below 0 is an invalid command', () =>
    given(warung())
      .when(setBalance(-1))
      .then({ error: { kind: 'invalid-command', field: 'balance' } }));
});

describe('The record of an adjustment', () => {
  async function records(query: object): Promise<readonly number[]> {
    const { ledger } = await stageOf(
      warung(),
      adjust(10, { reason: 'Missed sale of 3 March', comment: 'A gift from us', reference: 'TICKET-7' }),
      adjust(20, { memberId: 'budi', actor: 'staff-9', reason: 'broken cup' }),
      sale('INV-1', 5_000),
      clockAt('2026-03-05T10:00:00+07:00'),
      adjust(-4),
    );
    const page = valueOf(await ledger().findEntries(query));
    return page.items.map(({ delta }) => delta);
  }

  test('is found by member', async () => expect(await records({ memberId: 'ayu' })).toEqual([-4, 5, 10]));
  test('is found by actor', async () => expect(await records({ actor: 'staff-9' })).toEqual([20]));
  test('is found by reference', async () =>
    expect(await records({ reference: { type: 'external', id: 'TICKET-7' } })).toEqual([10]));
  test('is found by date', async () => {
    expect(await records({ from: new Date('2026-03-05T10:00:00+07:00') })).toEqual([-4]);
    expect(await records({ until: new Date('2026-03-05T10:00:00+07:00') })).toHaveLength(3);
  });
  test('is found by kind', async () => expect(await records({ kinds: ['earn'] })).toEqual([5]));
  test('is found by text of the reason, in upper or lower case', async () => {
    expect(await records({ reason: 'missed sale' })).toEqual([10]);
    expect(await records({ reason: 'cup' })).toEqual([20]);
    expect(await records({ reason: 'gift' })).toEqual([]);
  });
  test('is found by all of these together', async () =>
    expect(await records({ memberId: 'ayu', kinds: ['adjustment'], reason: 'till' })).toEqual([-4]));
});
