import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxSafePoints } from '../../values/points.ts';
import type { RedemptionPolicy } from '../../program/redemption-policy.ts';
import { checkRedemption } from './check-redemption.ts';
import { redemptionQuote } from '../quote-redemption.ts';
import type { RedeemableInvoice } from './redemption-limits.ts';
import { valueOfPoints } from './value-of-points.ts';
import { errorOf, valueOf } from '../../value-of-testing.ts';

const plain: RedemptionPolicy = {
  otp: 'off',
  rate: { points: 1, money: 10 },
  minimum: 1,
  maximum: null,
  step: 1,
  shareOfInvoicePercent: 100,
  coverExactTotal: false,
  rewards: [],
  holdMinutes: 15,
};
const mug = { rewardId: 'mug', plu: null, name: 'A mug', points: 500, value: 25_000 };
const policy = (more: Partial<RedemptionPolicy>): RedemptionPolicy => ({ ...plain, ...more });
const bill = (total: number, leftToPay = total): RedeemableInvoice => ({ total, leftToPay });

describe('points are worth', () => {
  test('what the rate says, rounded down, exact to the last unit', () => {
    expect(valueOfPoints({ points: 3, money: 10 }, 2)).toBe(6);
    expect(valueOfPoints({ points: maxSafePoints, money: maxSafePoints }, maxSafePoints)).toBe(maxSafePoints);
    expect(() => valueOfPoints({ points: 1, money: 2 }, maxSafePoints)).toThrow('2^53');
  });
});

describe('a quote', () => {
  const quote = (rules: Partial<RedemptionPolicy>, available: number, invoice: RedeemableInvoice | null = null) =>
    redemptionQuote(policy(rules), { available, invoice });

  test('says what can be redeemed, in which portions, and its worth', () => {
    expect(quote({ minimum: 120, step: 50, maximum: 1000, rewards: [mug, { ...mug, points: 778 }] }, 777)).toEqual({
      minimum: 150,
      maximum: 750,
      step: 50,
      value: 7500,
      reason: null,
      exact: null,
      rewards: [mug],
      codeAbovePoints: null,
    });
  });

  test('says above how many points a code is asked for', () => {
    expect(quote({ otp: 'off' }, 1).codeAbovePoints).toBeNull();
    expect(quote({ otp: 'always' }, 1).codeAbovePoints).toBe(0);
    expect(quote({ otp: { abovePoints: 30 } }, 1).codeAbovePoints).toBe(30);
  });

  test('offers to pay all that is left where there are points enough', () => {
    expect(quote({ coverExactTotal: true }, 10, bill(95)).exact).toEqual({ points: 10, value: 95 });
    expect(quote({ coverExactTotal: true }, 9, bill(95)).exact).toBeNull();
    expect(quote({ coverExactTotal: true, maximum: 10 }, 10, bill(95)).exact).toEqual({ points: 10, value: 95 });
    expect(quote({ coverExactTotal: true, maximum: 9 }, 10, bill(95)).exact).toBeNull();
    expect(quote({ coverExactTotal: true }, 10, bill(95, 0)).exact).toBeNull();
  });

  test.each([
    ['no-rate', { rate: null }, 500, null],
    ['nothing-available', {}, 0, null],
    ['below-minimum', { minimum: 100 }, 99, null],
    ['below-minimum', { step: 100 }, 99, null],
    ['invoice-total', {}, 500, bill(1000, 9)],
    ['invoice-share', { shareOfInvoicePercent: 10 }, 500, bill(99)],
    ['invoice-share', { minimum: 10, shareOfInvoicePercent: 50 }, 500, bill(199)],
  ] as const)('says why nothing can be: %s %j', (reason, rules, available, invoice) => {
    expect(quote(rules, available, invoice)).toMatchObject({ maximum: 0, value: 0, reason });
  });

  test('still names rewards where points are not redeemed to money', () => {
    expect(quote({ rate: null, rewards: [mug] }, 500).rewards).toEqual([mug]);
  });

  test('stops at what is left to pay and at the share of the invoice', () => {
    expect(quote({}, 5000, bill(10_000, 7_505))).toMatchObject({ maximum: 750, value: 7500 });
    expect(quote({ shareOfInvoicePercent: 50 }, 5000, bill(10_000))).toMatchObject({ maximum: 500 });
  });

  test('counts earlier redemptions towards the share', () => {
    const invoice = { ...bill(10_000, 7_000), paidWithPoints: 3000 };
    expect(quote({ shareOfInvoicePercent: 50 }, 5000, invoice)).toMatchObject({ maximum: 200, value: 2000 });
  });

  test('asks for no points that would buy nothing', () => {
    expect(quote({ rate: { points: 10, money: 1 } }, 1000, bill(5))).toMatchObject({
      minimum: 10,
      maximum: 50,
      value: 5,
    });
    expect(quote({ rate: { points: 10, money: 1 } }, 9)).toMatchObject({ maximum: 0, reason: 'below-minimum' });
  });

  test('covers exactly what is left, where the program allows it', () => {
    const covering = { coverExactTotal: true, step: 100, minimum: 10 };
    // 751 points are worth 7,510; the last one is used up for 5.
    expect(quote(covering, 5000, bill(7_505))).toMatchObject({ maximum: 700, exact: { points: 751, value: 7_505 } });
    expect(quote(covering, 750, bill(7_505)).exact).toBeNull();
    expect(quote(covering, 5000, bill(95)).exact).toEqual({ points: 10, value: 95 });
    expect(quote(covering, 5000, bill(85)).exact).toBeNull();
    expect(quote({ ...covering, maximum: 700 }, 5000, bill(7_505)).exact).toBeNull();
    expect(quote({ ...covering, shareOfInvoicePercent: 50 }, 5000, bill(7_505)).exact).toBeNull();
    expect(quote({ ...covering, shareOfInvoicePercent: 50 }, 5000, bill(15_010, 7_505)).exact).toEqual({
      points: 751,
      value: 7_505,
    });
    expect(quote({ ...plain, step: 100 }, 5000, bill(7_505)).exact).toBeNull();
  });
});

describe('a redemption', () => {
  test.each([
    ['no-rate', { rate: null }, null, 5, 0, 'no rate'],
    ['minimum', { minimum: 120, step: 50 }, null, 149, 150, 'at least 150'],
    ['minimum', { rate: { points: 10, money: 1 } }, null, 9, 10, 'at least 10'],
    ['maximum', { maximum: 1000, step: 300 }, null, 1200, 900, 'at most 900'],
    ['step', { step: 50 }, null, 75, 50, 'multiples of 50'],
    ['invoice-share', { shareOfInvoicePercent: 50 }, bill(10_000), 501, 500, '50 percent'],
    ['invoice-total', {}, bill(10_000, 5_005), 501, 500, '5005 minor units left'],
  ] as const)('is refused by name: %s %j', (rule, rules, invoice, points, limit, words) => {
    const error = errorOf(checkRedemption(policy(rules), { invoice }, points));
    expect(error).toMatchObject({ kind: 'redemption-not-allowed', rule, limit });
    expect(error.message).toContain(words);
  });

  test('is worth what it covers', () => {
    expect(valueOf(checkRedemption(plain, { invoice: null }, 7))).toEqual({ value: 70 });
    expect(valueOf(checkRedemption(policy({ coverExactTotal: true }), { invoice: bill(65) }, 7))).toEqual({
      value: 65,
    });
  });

  const figure = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2000 }));
  const policies = fc
    .record({
      rate: fc.option(fc.record({ points: figure, money: figure }), { freq: 20 }),
      minimum: figure,
      maximum: fc.option(figure),
      step: fc.integer({ min: 1, max: 30 }),
      shareOfInvoicePercent: fc.integer({ min: 1, max: 100 }),
      coverExactTotal: fc.boolean(),
    })
    .map(policy);
  const invoices = fc.option(
    fc
      .tuple(fc.nat(5000), fc.nat(5000), fc.nat(200))
      .map(([total, left, paidWithPoints]) => ({ total, leftToPay: Math.min(total, left), paidWithPoints })),
    { freq: 6 },
  );

  test('is admitted exactly where the quote admits it, and within the limits in words', () => {
    fc.assert(
      fc.property(policies, invoices, figure, (rules, invoice, points) => {
        const { minimum, maximum, step, exact } = redemptionQuote(rules, { available: maxSafePoints, invoice });
        const isQuoted = (points >= minimum && points <= maximum && points % step === 0) || points === exact?.points;
        const checked = checkRedemption(rules, { invoice }, points);
        expect(checked.isOk()).toBe(isQuoted);
        const value = checked.map((admitted) => admitted.value).unwrapOr(1);
        const worth = invoice === null || checked.isErr() ? 0 : value;
        expect(value).toBeGreaterThan(0);
        expect(checked.isErr() || (points >= rules.minimum && points <= (rules.maximum ?? maxSafePoints))).toBe(true);
        expect(worth).toBeLessThanOrEqual(invoice?.leftToPay ?? 0);
        const share = ((invoice?.total ?? 0) * rules.shareOfInvoicePercent) / 100;
        expect(worth === 0 || worth + (invoice?.paidWithPoints ?? 0) <= share).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('within what the member has is what the quote offers', () => {
    fc.assert(
      fc.property(policies, invoices, fc.nat(2500), (rules, invoice, available) => {
        const { maximum, value, reason, exact } = redemptionQuote(rules, { available, invoice });
        expect(maximum).toBeLessThanOrEqual(available);
        expect(reason === null).toBe(maximum > 0);
        const worth = checkRedemption(rules, { invoice }, maximum).map((admitted) => admitted.value);
        expect(worth.unwrapOr(0)).toBe(value);
        expect(exact?.points ?? 0).toBeLessThanOrEqual(available);
        // More points than the maximum are admitted only where they are the exact cover.
        const beyond = [1, 2, 3].map((steps) => maximum + steps * rules.step).filter((points) => points <= available);
        expect(
          beyond.filter((points) => points !== exact?.points && checkRedemption(rules, { invoice }, points).isOk()),
        ).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
