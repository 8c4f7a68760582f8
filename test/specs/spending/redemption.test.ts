import { describe, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  clockAt,
  given,
  hold,
  pay,
  redeem,
  redeemReward,
  refund,
  sale,
  type Step,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('Redeeming points', () => {
  test('spends them at the program’s rate', () =>
    given(warung(), adjust(500))
      .when(redeem('RD-1', 120))
      .then({
        entries: ['points-redeemed −120'],
        balance: 380,
        receipt: {
          state: 'redeemed',
          points: 120,
          value: 12_000,
          balance: { balance: 380 },
          rewardId: null,
          deadline: null,
        },
      }));

  test('rounds their value down', () =>
    given(warung({ redeem: { rate: { points: 3, money: 100 } } }), adjust(10))
      .when(redeem('RD-1', 10))
      .then({ receipt: { value: 333 } }));

  test('succeeds exactly where the points are available', async () => {
    await given(warung(), adjust(100)).when(redeem('RD-1', 100)).then({ balance: 0 });
    await given(warung(), adjust(100))
      .when(redeem('RD-1', 101))
      .then({ error: { kind: 'insufficient-points', requested: 101, available: 100 }, balance: 100 });
  });

  test('takes those that end earliest first', async () => {
    const tenDays = warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } });
    const spent: Step[] = [
      clockAt('2026-03-04T10:00:00+07:00'),
      adjust(60), // ends with 14 March
      sale('INV-1', 50_000, { soldAt: new Date('2026-03-01T10:00:00+07:00') }), // ends with 11 March
      redeem('RD-1', 70), // 50 of the sale, 20 of the adjustment
    ];
    await given(tenDays, ...spent, clockAt('2026-03-12T00:00:00+07:00'))
      .when(adjust(1))
      .then({ entries: ['points-added +1'], balance: 41 });
    await given(tenDays, ...spent, clockAt('2026-03-15T00:00:00+07:00'))
      .when(adjust(1))
      .then({ entries: ['lot-expired −40', 'points-added +1'], balance: 1 });
  });

  test('never takes what is pending', () =>
    given(warung({ earn: { pendingDays: 1 } }), sale('INV-1', 100_000), adjust(10))
      .when(redeem('RD-1', 11))
      .then({ error: { kind: 'insufficient-points', available: 10 } }));

  test('never takes what is held', () =>
    given(warung(), adjust(100), hold('H-1', 60))
      .when(redeem('RD-1', 41))
      .then({ error: { kind: 'insufficient-points', available: 40 } }));

  test('never makes debt', () =>
    given(warung(), sale('INV-1', 10_000), redeem('RD-1', 10), refund('INV-1', 'R-1', 10_000))
      .when(redeem('RD-2', 1))
      .then({ error: { kind: 'insufficient-points', available: 0 }, balance: -10 }));

  test('needs a member', () =>
    given(warung())
      .when(redeem('RD-1', 1, { memberId: 'nobody' }))
      .then({ error: 'unknown-member' }));

  test('needs a rate, where points buy rewards only', () =>
    given(warung({ redeem: { rate: null } }), adjust(100))
      .when(redeem('RD-1', 10))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'no-rate' } }));
});

describe('A program may ask for', () => {
  const policy = (redeemRules: object) => warung({ redeem: { rate: { points: 1, money: 100 }, ...redeemRules } });

  test('a minimum', async () => {
    await given(policy({ minimum: 50 }), adjust(500))
      .when(redeem('RD-1', 49))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'minimum', limit: 50 }, balance: 500 });
    await given(policy({ minimum: 50 }), adjust(500))
      .when(redeem('RD-1', 50))
      .then({ balance: 450 });
  });

  test('a maximum', async () => {
    await given(policy({ maximum: 200 }), adjust(500))
      .when(redeem('RD-1', 201))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'maximum', limit: 200 } });
    await given(policy({ maximum: 200 }), adjust(500))
      .when(redeem('RD-1', 200))
      .then({ balance: 300 });
  });

  test('a step', () =>
    given(policy({ step: 25 }), adjust(500))
      .when(redeem('RD-1', 60))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'step', limit: 25 } }));

  test('at most a share of the invoice', async () => {
    const half = policy({ shareOfInvoicePercent: 50 });
    await given(half, adjust(500), sale('INV-1', 60_000))
      .when(redeem('RD-1', 301, { invoiceId: 'INV-1' }))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'invoice-share', limit: 300 } });
    await given(half, adjust(500), anonymousSale('INV-1', 60_000))
      .when(redeem('RD-1', 300, { invoiceId: 'INV-1' }))
      .then({ balance: 200 });
  });

  test('at most a share of the invoice, over several redemptions', () =>
    given(
      policy({ shareOfInvoicePercent: 50 }),
      adjust(500),
      anonymousSale('INV-1', 60_000),
      redeem('RD-1', 200, { invoiceId: 'INV-1' }),
    )
      .when(redeem('RD-2', 101, { invoiceId: 'INV-1' }))
      .then({ error: { rule: 'invoice-share', limit: 100 } }));

  test('at most a share of a sale that is not saved yet', () =>
    given(policy({ shareOfInvoicePercent: 50 }), adjust(500))
      .when(redeem('RD-1', 301, { saleTotal: 60_000 }))
      .then({ error: { rule: 'invoice-share', limit: 300 } }));

  test('the step, unless the points cover exactly what is left to pay', async () => {
    const exact = policy({ step: 50, coverExactTotal: true });
    const owing = [adjust(500), anonymousSale('INV-1', 20_000), pay('INV-1', 'P-1', 7_650)]; // 12,350 are left
    await given(exact, ...owing)
      .when(redeem('RD-1', 124, { invoiceId: 'INV-1' }))
      .then({ balance: 376, receipt: { points: 124, value: 12_350 } });
    await given(exact, ...owing)
      .when(redeem('RD-1', 123, { invoiceId: 'INV-1' }))
      .then({ error: { rule: 'step' } });
  });
});

describe('A reward', () => {
  const catalog = warung({
    redeem: {
      rate: { points: 1, money: 100 },
      minimum: 100,
      rewards: [{ rewardId: 'tea', name: 'A tea', points: 50, value: 8_000 }],
    },
  });

  test('costs its points, whatever the limits for money are', () =>
    given(catalog, adjust(60))
      .when(redeemReward('RD-1', 'tea'))
      .then({
        entries: ['points-redeemed −50'],
        balance: 10,
        receipt: { rewardId: 'tea', points: 50, value: 8_000, state: 'redeemed' },
      }));

  test('needs its points', () =>
    given(catalog, adjust(49))
      .when(redeemReward('RD-1', 'tea'))
      .then({ error: { kind: 'insufficient-points', requested: 50, available: 49 } }));

  test('is in the catalog', () =>
    given(catalog, adjust(60))
      .when(redeemReward('RD-1', 'cake'))
      .then({ error: { kind: 'unknown-reward', rewardId: 'cake' } }));

  test('and points in one command are an invalid command', () =>
    given(catalog, adjust(60))
      .when(redeemReward('RD-1', 'tea', { points: 50 }))
      .then({ error: 'invalid-command' }));
});
