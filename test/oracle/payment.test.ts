import { describe, expect, test } from 'vitest';
import { perAmount, ruleOf, shopRules } from './rules.ts';
import { monday, story } from './story.ts';

const fine = ruleOf(perAmount(1, 1));
const days = (count: number) => ({ kind: 'after', period: { unit: 'days', count }, roundTo: 'day' }) as const;

describe('Points as payment', () => {
  test('redeem after refund, refund after that, edit after that', () => {
    const shop = story(shopRules({ earn: { rules: [fine] } }));
    shop.gives(100);
    shop.sells(100);
    shop.refunds('R1', { value: 60 });
    expect(shop.redeems('P', 40, { invoiceId: 'S' })).toMatchObject({ value: 40 });
    expect(shop.earnedInAll()).toBe(0);
  });

  test('36.09, of which 176 points paid 0.88: all back returns the points, and 35.21 in money', () => {
    const shop = story(shopRules({ redeem: { rate: { points: 2, money: 1 } } }));
    shop.gives(176);
    shop.sells(3609);
    shop.pays('cash', 3521);
    shop.redeems('P', 176, { invoiceId: 'S' });
    expect(shop.refunds('R', { value: 3609 })).toMatchObject({
      value: 3609,
      money: 3521,
      due: 3521,
      pointsReturned: 176,
    });
  });

  test('goods by name for nothing return no points', () => {
    const shop = story(shopRules({ earn: { rules: [fine] } }));
    shop.gives(10);
    shop.sells(100, { lines: [{ net: 100 }] });
    shop.redeems('P', 10, { invoiceId: 'S' });
    expect(shop.refunds('R', { value: 0, lines: [{ lineId: '1' }] })).toMatchObject({ value: 0, pointsReturned: 0 });
  });

  test('an edit below what points pay gives points back for good', () => {
    const shop = story(shopRules({ earn: { rules: [] } }));
    shop.gives(80);
    shop.sells(100);
    shop.redeems('P', 80, { invoiceId: 'S' });
    shop.edits(40, 2);
    expect(shop.balance()).toBe(40);
    shop.edits(100, 3);
    expect(shop.balance()).toBe(40);
    expect(shop.does('voidInvoice', { invoiceId: 'S', refundId: 'V' })).toMatchObject({
      pointsReturned: 40,
      money: 60,
    });
  });
});

describe('A capture', () => {
  test('of a part is worth what these points are worth', () => {
    const three = story(shopRules({ redeem: { rate: { points: 3, money: 10 } } }));
    three.gives(43);
    three.does('holdPoints', { memberId: 'ayu', redemptionId: 'H', points: 43 });
    expect(three.does('captureHold', { memberId: 'ayu', redemptionId: 'H', points: 21 })).toMatchObject({ value: 70 });

    const hundred = story(shopRules({ redeem: { rate: { points: 100, money: 1 } } }));
    hundred.gives(199);
    hundred.does('holdPoints', { memberId: 'ayu', redemptionId: 'H', points: 199 });
    expect(hundred.does('captureHold', { memberId: 'ayu', redemptionId: 'H', points: 100 })).toMatchObject({
      value: 1,
    });
  });

  test('of an exact cover is worth the rate after an edit, and what is left where that is less', () => {
    const rules = shopRules({ redeem: { rate: { points: 1, money: 100 }, step: 50, coverExactTotal: true } });
    const held = () => {
      const shop = story(rules);
      shop.gives(200);
      shop.sells(10_625);
      shop.does('holdPoints', { memberId: 'ayu', redemptionId: 'H', points: 107, invoiceId: 'S' });
      return shop;
    };
    const capture = { memberId: 'ayu', redemptionId: 'H' };
    expect(held().does('captureHold', capture)).toMatchObject({ value: 10_625 });
    expect(held().does('captureHold', { ...capture, points: 106 })).toMatchObject({ value: 10_600 });
    const edited = held();
    edited.edits(20_000, 2);
    expect(edited.does('captureHold', capture)).toMatchObject({ value: 10_700 });
  });

  test('may name the sale that was saved after the hold, and a void lets a hold go', () => {
    const shop = story(shopRules());
    shop.gives(100);
    shop.does('holdPoints', { memberId: 'ayu', redemptionId: 'H', points: 60 });
    shop.sells(100);
    shop.does('captureHold', { memberId: 'ayu', redemptionId: 'H', invoiceId: 'S' });
    shop.does('holdPoints', { memberId: 'ayu', redemptionId: 'H2', points: 40, invoiceId: 'S' });
    shop.does('voidInvoice', { invoiceId: 'S', refundId: 'V' });
    expect(shop.refuses('captureHold', { memberId: 'ayu', redemptionId: 'H2' })).toBe('hold-closed');
    expect(shop.balance()).toBe(100);
  });
});

describe('When points come', () => {
  test('by a later payment they are dated by it', () => {
    const shop = story(shopRules({ earn: { trigger: 'on-full-payment', rules: [fine] }, expiry: days(10) }));
    shop.sells(50);
    shop.pays('P1', 50);
    shop.edits(150, 2);
    shop.at('2026-03-22T10:00:00+07:00').pays('P2', 100);
    expect(shop.balance()).toBe(100);
  });

  test('a small first payment does not spare the others their pending period', () => {
    const shop = story(shopRules({ earn: { trigger: 'on-full-payment', pendingDays: 14, rules: [fine] } }));
    shop.sells(1);
    shop.pays('P1', 1);
    shop.edits(1001, 2);
    shop.at('2026-03-20T10:00:00+07:00');
    expect(shop.pays('P2', 1000)['balance']).toMatchObject({ available: 1, pending: 1000 });
  });

  test('of a till a year behind, the right date brings them back', () => {
    const shop = story(shopRules({ earn: { rules: [fine] }, expiry: days(30) }));
    shop.sells(100, { revision: 1, soldAt: new Date(monday - 365 * 86_400_000) });
    expect(shop.balance()).toBe(0);
    expect(shop.edits(100, 2, { soldAt: new Date(monday) })).toMatchObject({ earned: 100 });
    expect(shop.balance()).toBe(100);
  });

  test('the void of an unpaid sale does not count as paid', () => {
    const shop = story(
      shopRules({ earn: { trigger: 'on-full-payment', rules: [ruleOf({ per: 'visit', points: 5 })] } }),
    );
    shop.sells(100);
    shop.does('voidInvoice', { invoiceId: 'S', refundId: 'V' });
    expect(shop.balance()).toBe(0);
  });
});

describe('What was forgiven and what lapsed', () => {
  test('forth and back nets zero, however often', () => {
    const shop = story(shopRules({ earn: { rules: [fine] }, refund: { clawback: 'within-balance' } }));
    shop.sells(100);
    shop.redeems('A', 100);
    for (const round of [1, 2, 3]) {
      shop.edits(1, 2 * round);
      shop.edits(100, 2 * round + 1);
      expect(shop.balance()).toBe(0);
    }
  });

  test('points that lapsed unspent make no debt, within the window and after it', () => {
    for (const now of ['2026-03-20T10:00:00+07:00', '2027-03-20T10:00:00+07:00']) {
      const shop = story(shopRules({ earn: { rules: [fine] }, expiry: days(10) }));
      shop.sells(100);
      shop.at(now).refunds('R', { value: 100 });
      expect(shop.balance()).toBe(0);
    }
  });

  test('points that were spent make debt within the window', () => {
    const shop = story(shopRules({ earn: { rules: [fine] }, expiry: days(10) }));
    shop.sells(100);
    shop.redeems('A', 80);
    shop.at('2026-03-20T10:00:00+07:00');
    expect(shop.refunds('R', { value: 100 })).toMatchObject({ lapsed: 20, debt: 80 });
  });
});
