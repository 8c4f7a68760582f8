import { describe, test } from 'vitest';
import {
  anonymousSale,
  adjust,
  capture,
  claim,
  daysPass,
  enrol,
  given,
  hold,
  pay,
  reassign,
  redeem,
  redeemReward,
  refund,
  refused,
  reverse,
  sale,
  update,
  voiding,
} from '../support/specification.ts';
import { base, warung } from '../support/warung.ts';

const inactivity = warung({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } } });
const capped = (ruleId: string) => warung({ earn: { rules: [{ ...base, ruleId, cap: { perDay: 100 } }] } });

describe('A cap per day', () => {
  test.each(['base', '__proto__', 'constructor', 'toString'])('holds for a rule named %s', (ruleId) =>
    given(capped(ruleId), sale('INV-1', 80_000))
      .when(sale('INV-2', 80_000))
      .then({ entries: ['invoice-saved +20'], balance: 100 }),
  );

  test('lets a sale that was moved away by mistake come back whole', () =>
    given(capped('base'), sale('INV-1', 100_000), reassign('INV-1', 'budi', { idempotencyKey: 'there' }))
      .when(reassign('INV-1', 'ayu', { idempotencyKey: 'back' }))
      .then({ balance: 100, balanceOf: { budi: 0 } }));
});

describe('A first purchase', () => {
  const first = warung({
    earn: { rules: [{ ruleId: 'first', earn: { per: 'visit', points: 50 }, when: { firstPurchase: true } }] },
  });

  test('is still the first when the sale comes back from another member', () =>
    given(first, sale('INV-1', 1000), reassign('INV-1', 'budi', { idempotencyKey: 'there' }))
      .when(reassign('INV-1', 'ayu', { idempotencyKey: 'back' }))
      .then({ balance: 50 }));
});

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

describe('A reversal', () => {
  test('restores nothing that ended by inactivity, also where the member is active again', () =>
    given(inactivity, sale('INV-1', 100_000), adjust(-50), daysPass(20), sale('INV-2', 1000))
      .when(reverse(2))
      .then({ entries: ['entry-reversed +50', 'lot-expired −50'], balance: 1 }));

  test('of nothing is refused', () =>
    given(warung(), sale('INV-1', 1000), adjust(5), adjust(-5), refused(reverse(9)))
      .when(reverse(9))
      .then({ error: 'unknown-entry' }));
});

describe('A hold', () => {
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

describe('A retry', () => {
  test('of a claim by phone answers the same, also when another member has the phone by now', () => {
    const byPhone = claim('INV-1', { phone: '+628111111111', idempotencyKey: 'claim-1' });
    return given(
      warung(),
      enrol('citra', { phone: '+628111111111' }),
      anonymousSale('INV-1', 100_000),
      byPhone,
      update({ phone: '+628222222222' }),
    )
      .when(byPhone)
      .then({ receipt: { memberId: 'citra', earned: 100 }, entriesOf: { citra: [] } });
  });

  test('of an update without a version changes nothing when it comes late', () =>
    given(warung(), update({ name: 'old' }), update({ name: 'new' }))
      .when(update({ name: 'old' }))
      .then({ receipt: { version: 2 } }));
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
