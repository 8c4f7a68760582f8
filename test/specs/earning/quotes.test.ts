import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  given,
  monday,
  redeem,
  sale,
  stageOf,
  valueOf,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

const ledgerOf = (program: ProgramDefinition) => createPointbook({ program, store: memoryStore() });

describe('A quote of earning', () => {
  const sold = { currency: 'IDR', total: 78_500, soldAt: monday } as const;

  test('is what the sale earns when it is saved', async () => {
    const program = warung({
      earn: {
        rules: [{ ...base, earn: { ...base.earn, steps: 'share' }, rounding: 'half-up' }],
        multipliers: [{ multiplierId: 'double', times: 2 }],
      },
    });
    const quoted = valueOf(ledgerOf(program).quoteEarning(sold));
    expect(quoted.points).toBe(157);
    await given(program)
      .when(sale('INV-1', 78_500))
      .then({ receipt: { earned: 157, explanation: quoted } });
  });

  test('uses the facts of the member that it is given', () => {
    const program = warung({
      earn: {
        rules: [
          { ruleId: 'first', earn: { per: 'visit', points: 1 }, when: { firstPurchase: true } },
          { ruleId: 'gold', earn: { per: 'visit', points: 10 }, when: { tiers: ['gold'] } },
          { ruleId: 'birthday', earn: { per: 'visit', points: 100 }, when: { birthday: 'day' } },
        ],
      },
    });
    const ask = (buyer: object) => valueOf(ledgerOf(program).quoteEarning({ ...sold, buyer })).points;
    expect(ask({})).toBe(0);
    expect(ask({ firstPurchase: true })).toBe(1);
    expect(ask({ tier: 'gold' })).toBe(10);
    expect(ask({ birthday: '1990-03-02' })).toBe(100);
    expect(ask({ firstPurchase: true, tier: 'gold', birthday: '03-02' })).toBe(111);
  });

  test('writes nothing, and answers at once', async () => {
    const { ledger } = await stageOf(warung(), sale('INV-1', 5_000));
    valueOf(ledger().quoteEarning(sold));
    expect(valueOf(await ledger().getBalance({ memberId: 'ayu' })).balance).toBe(5);
  });

  test('refuses an invalid sale', () => {
    const quote = ledgerOf(warung()).quoteEarning({ ...sold, total: -1 });
    expect(quote.isErr() && quote.error).toMatchObject({ kind: 'invalid-command', field: 'total' });
  });

  test('refuses another currency, as saving the sale would', () => {
    const quote = ledgerOf(warung()).quoteEarning({ ...sold, currency: 'USD' });
    expect(quote.isErr()).toBe(true);
  });
});

describe('A quote of redeeming', () => {
  const program = warung({
    redeem: {
      rate: { points: 1, money: 100 },
      minimum: 50,
      maximum: 1_000,
      step: 25,
      shareOfInvoicePercent: 50,
      rewards: [
        { rewardId: 'tea', name: 'A tea', points: 60 },
        { rewardId: 'cake', name: 'A cake', points: 200 },
      ],
    },
  });
  const ask = (query: object, rules = program) => valueOf(ledgerOf(rules).quoteRedemption({ available: 0, ...query }));

  test('has the least and the most points, their step and their value', () => {
    expect(ask({ available: 190 })).toMatchObject({
      minimum: 50,
      maximum: 175,
      step: 25,
      value: 17_500,
      reason: null,
      rewards: [{ rewardId: 'tea' }],
    });
  });

  test('keeps to the maximum', () => expect(ask({ available: 5_000 })).toMatchObject({ maximum: 1_000 }));

  test('keeps to the share of the invoice', () =>
    expect(ask({ available: 5_000, invoice: { total: 35_000 } })).toMatchObject({ maximum: 175, value: 17_500 }));

  test('keeps to what is left to pay', () =>
    expect(ask({ available: 5_000, invoice: { total: 90_000, leftToPay: 9_999 } })).toMatchObject({ maximum: 75 }));

  test('says why there is nothing to redeem', () => {
    expect(ask({ available: 0 })).toMatchObject({ maximum: 0, value: 0, reason: 'nothing-available' });
    expect(ask({ available: 49 })).toMatchObject({ maximum: 0, reason: 'below-minimum' });
    expect(ask({ available: 500, invoice: { total: 9_000 } })).toMatchObject({ maximum: 0, reason: 'invoice-share' });
    expect(ask({ available: 500, invoice: { total: 90_000, leftToPay: 0 } })).toMatchObject({
      maximum: 0,
      reason: 'invoice-total',
    });
    expect(ask({ available: 500 }, warung({ redeem: { rate: null } }))).toMatchObject({
      maximum: 0,
      reason: 'no-rate',
    });
  });

  test('offers to cover the exact total', () =>
    expect(
      ask(
        { available: 500, invoice: { total: 12_350 } },
        warung({ redeem: { rate: { points: 1, money: 100 }, step: 50, coverExactTotal: true } }),
      ),
    ).toMatchObject({ maximum: 100, exact: { points: 124, value: 12_350 } }));

  test('agrees with redeeming: its maximum succeeds, and a step more fails', async () => {
    const owing = [adjust(500), anonymousSale('INV-1', 35_000)];
    await given(program, ...owing)
      .when(redeem('RD-1', 175, { invoiceId: 'INV-1' }))
      .then({ balance: 325, receipt: { value: 17_500 } });
    await given(program, ...owing)
      .when(redeem('RD-1', 200, { invoiceId: 'INV-1' }))
      .then({ error: 'redemption-not-allowed' });
  });
});
