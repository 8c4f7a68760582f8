import { describe, test } from 'vitest';
import {
  adjust,
  daysPass,
  given,
  pay,
  redeem,
  redeemReward,
  refund,
  sale,
  voiding,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const inactivity = warung({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } } });

describe('Points that were given back', () => {
  test('no longer pay, also where the sale is raised afterwards', () =>
    given(
      warung({ earn: { trigger: 'on-full-payment' } }),
      adjust(100),
      sale('INV-1', 20_000),
      redeem('RD-1', 100, { invoiceId: 'INV-1' }),
      refund('INV-1', 'R-1', 10_000),
      sale('INV-1', 40_000),
    )
      .when(pay('INV-1', 'P-1', 20_000))
      .then({ entries: [], receipt: { withheld: 'awaiting-payment' } }));

  test('come back whole from a sale that cost nothing', () =>
    given(
      warung({ redeem: { rewards: [{ rewardId: 'mug', name: 'Mug', points: 100, value: 0 }] } }),
      adjust(100),
      sale('INV-1', 0),
      redeemReward('RD-1', 'mug', { invoiceId: 'INV-1' }),
    )
      .when(voiding('INV-1'))
      .then({ entries: ['points-returned +100'], balance: 100 }));

  test('stay ended where the member was inactive meanwhile and is active again', () =>
    given(
      inactivity,
      adjust(100),
      sale('INV-1', 100_000),
      redeem('RD-1', 100, { invoiceId: 'INV-1' }),
      daysPass(20),
      sale('INV-2', 1000),
    )
      .when(voiding('INV-1'))
      .then({ receipt: { pointsReturned: 100, pointsReturnedExpired: 100 } }));
});

describe('A refund', () => {
  test('from the future earns no points that never expire', () =>
    given(
      warung({ earn: { trigger: 'on-full-payment' }, expiry: { kind: 'after', period: { unit: 'days', count: 30 } } }),
      sale('INV-1', 100_000),
      pay('INV-1', 'P-1', 50_000),
      refund('INV-1', 'R-1', { value: 50_000, refundedAt: new Date('2090-01-01T00:00:00Z') }),
      daysPass(40),
    )
      .when(sale('INV-2', 0))
      .then({ balance: 0 }));
});
