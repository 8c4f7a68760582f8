import { describe, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  capture,
  claim,
  given,
  hold,
  pay,
  reassign,
  redeem,
  redeemReward,
  refund,
  sale,
  type Step,
  voiding,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

/** 400 points, worth 40,000, pay a part of 100,000. */
const partlyPaid = [adjust(500), sale('INV-1', 100_000), redeem('RD-1', 400, { invoiceId: 'INV-1' })];

describe('Points that pay for a sale', () => {
  test('earn nothing for the part that they pay', () =>
    given(warung(), adjust(500), sale('INV-1', 100_000))
      .when(redeem('RD-1', 400, { invoiceId: 'INV-1' }))
      .then({
        entries: ['points-redeemed −400', 'invoice-paid-with-points −40'],
        balance: 160,
        receipt: { state: 'redeemed', points: 400, value: 40_000 },
      }));

  test('earn for it where the program says so', () =>
    given(warung({ earn: { earnOnPointsPaid: true } }), adjust(500), sale('INV-1', 100_000))
      .when(redeem('RD-1', 400, { invoiceId: 'INV-1' }))
      .then({ entries: ['points-redeemed −400'], balance: 200 }));

  test('leave nothing that earns where they pay all of it, not even a visit', () =>
    given(
      warung({ earn: { rules: [{ ruleId: 'visit', earn: { per: 'visit', points: 5 } }] } }),
      adjust(1000),
      sale('INV-1', 100_000),
    )
      .when(redeem('RD-1', 1000, { invoiceId: 'INV-1' }))
      .then({ entries: ['points-redeemed −1000', 'invoice-paid-with-points −5'], balance: 0 }));

  test('make no debt where the points of the sale are spent on itself: only refunds do', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(redeem('RD-1', 100, { invoiceId: 'INV-1' }))
      .then({ entries: ['points-redeemed −100'], balance: { balance: 0, debt: 0 } }));

  test('make no points out of nothing: what was not there to take back is taken when the sale is voided', () =>
    given(warung(), sale('INV-1', 100_000), redeem('RD-1', 100, { invoiceId: 'INV-1' }))
      .when(voiding('INV-1', 'V-1'))
      .then({ entries: ['points-returned +100', 'invoice-refunded −100'], balance: { balance: 0, debt: 0 } }));

  test('make no debt with a payment that comes after them', () =>
    given(warung(), sale('INV-1', 100_000), redeem('RD-1', 100, { invoiceId: 'INV-1' }))
      .when(pay('INV-1', 'P-1', 90_000))
      .then({ entries: [], balance: { balance: 0, debt: 0 } }));

  test('are not made up for by other points when money is paid later', () =>
    given(warung(), sale('INV-1', 100_000), redeem('RD-1', 100, { invoiceId: 'INV-1' }), adjust(50))
      .when(pay('INV-1', 'P-1', 90_000))
      .then({ entries: [], balance: 50, receipt: { earned: 0 } }));

  test('cannot pay more than is left to pay', () =>
    given(warung(), adjust(2000), sale('INV-1', 100_000), pay('INV-1', 'P-1', 70_000))
      .when(redeem('RD-1', 301, { invoiceId: 'INV-1' }))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'invoice-total', limit: 300 } }));

  test('pay for a saved sale only', () =>
    given(warung(), adjust(500))
      .when(redeem('RD-1', 400, { invoiceId: 'INV-9' }))
      .then({ error: { kind: 'unknown-invoice', invoiceId: 'INV-9' } }));

  test('pay for no other member’s sale', () =>
    given(warung(), adjust(500), sale('INV-1', 100_000, { memberId: 'budi' }))
      .when(redeem('RD-1', 400, { invoiceId: 'INV-1' }))
      .then({ error: 'invoice-has-member' }));

  test('may be a reward, which pays its value', () =>
    given(
      warung({ redeem: { rewards: [{ rewardId: 'tea', name: 'A tea', points: 50, value: 10_000 }] } }),
      adjust(50),
      sale('INV-1', 30_000),
    )
      .when(redeemReward('RD-1', 'tea', { invoiceId: 'INV-1' }))
      .then({ entries: ['points-redeemed −50', 'invoice-paid-with-points −10'], balance: 20 }));

  test('may be captured from a hold', () =>
    given(warung(), adjust(500), sale('INV-1', 100_000), hold('RD-1', 400, { invoiceId: 'INV-1' }))
      .when(capture('RD-1'))
      .then({ entries: ['hold-captured −400', 'invoice-paid-with-points −40'], balance: 160 }));

  test('keep paying their money when the sale is edited', () =>
    given(warung(), ...partlyPaid)
      .when(sale('INV-1', 200_000))
      .then({ entries: ['invoice-edited +100'], balance: 260 }));
});

describe('A refund of a sale that points paid for', () => {
  test('returns their share, and takes back what the refunded money earned', () =>
    given(warung(), ...partlyPaid)
      .when(refund('INV-1', 'R-1', 50_000))
      .then({
        entries: ['points-returned +200', 'invoice-refunded −30'],
        balance: 330,
        receipt: { pointsReturned: 200, pointsReturnedExpired: 0, clawedBack: 30 },
      }));

  test('returns whole points, rounded down, and the rest in the end', async () => {
    const odd = [adjust(7), anonymousSale('INV-1', 1000), redeem('RD-1', 7, { invoiceId: 'INV-1' })];
    await given(warung(), ...odd)
      .when(refund('INV-1', 'R-1', 500))
      .then({ balance: 3, receipt: { pointsReturned: 3 } });
    await given(warung(), ...odd, refund('INV-1', 'R-1', 500))
      .when(refund('INV-1', 'R-2', 500))
      .then({ balance: 7, receipt: { pointsReturned: 4 } });
  });

  test('in ten parts returns what one returns', () => {
    const parts: Step[] = Array.from({ length: 10 }, (_, index) => refund('INV-1', `R-${index}`, 9_999));
    return given(warung(), ...partlyPaid, ...parts) // 99,990 of 100,000: 399 of 400 points, and all that was earned
      .when(adjust(1))
      .then({ balance: 500 });
  });

  test('in full returns all of them', () =>
    given(warung(), ...partlyPaid)
      .when(voiding('INV-1'))
      .then({ balance: 500, receipt: { pointsReturned: 400, clawedBack: 60 } }));

  test('returns points before it takes points back, so that they cover the clawback', () =>
    given(warung({ refund: { clawback: 'refuse' } }), ...partlyPaid, redeem('RD-2', 160))
      .when(voiding('INV-1'))
      .then({ balance: 340, receipt: { pointsReturned: 400, clawedBack: 60, debt: 0 } }));

  test('returns them to the member who paid, though another one bought', () =>
    given(
      warung(),
      adjust(500, { memberId: 'budi' }),
      anonymousSale('INV-1', 100_000),
      redeem('RD-1', 400, { memberId: 'budi', invoiceId: 'INV-1' }),
      claim('INV-1'),
    )
      .when(voiding('INV-1'))
      .then({
        entries: ['invoice-refunded −60'],
        entriesOf: { budi: ['points-returned +400'] },
        balance: 0,
        balanceOf: { budi: 500 },
      }));

  test('returns them to the member who paid after the sale went to another', () =>
    given(warung(), ...partlyPaid, reassign('INV-1', 'budi'))
      .when(refund('INV-1', 'R-1', 50_000))
      .then({
        entries: ['points-returned +200'],
        entriesOf: { budi: ['invoice-refunded −30'] },
        balance: 300,
        balanceOf: { budi: 30 },
      }));

  test('leaves to be paid what the returned points had paid', async () => {
    const onPayment = warung({ earn: { trigger: 'on-full-payment' } });
    // 70,000 are kept: 30,000 were paid in money, and of the points 280 are left, worth 28,000.
    const owing = [
      adjust(1000),
      sale('INV-1', 100_000),
      pay('INV-1', 'P-1', 30_000),
      redeem('RD-1', 400, { invoiceId: 'INV-1' }),
    ];
    await given(onPayment, ...owing)
      .when(refund('INV-1', 'R-1', 30_000))
      .then({ entries: ['points-returned +120'], receipt: { earned: 0, pointsReturned: 120 } });
    await given(onPayment, ...owing, refund('INV-1', 'R-1', 30_000))
      .when(pay('INV-1', 'P-2', 11_999))
      .then({ entries: [], receipt: { withheld: 'awaiting-payment' } });
    await given(onPayment, ...owing, refund('INV-1', 'R-1', 30_000))
      .when(pay('INV-1', 'P-2', 12_000))
      .then({ entries: ['invoice-paid +42'] }); // 60 percent of 70,000
    await given(onPayment, ...owing, refund('INV-1', 'R-1', 30_000))
      .when(redeem('RD-2', 121, { invoiceId: 'INV-1' }))
      .then({ error: { rule: 'invoice-total', limit: 120 } });
  });
});
