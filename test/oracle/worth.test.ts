import { describe, expect, test } from 'vitest';
import { ruleOf, perAmount, shopRules } from './rules.ts';
import { story } from './story.ts';

const amounts = (...nets: readonly number[]) => nets.map((net) => ({ net }));
const back = (...lineIds: readonly string[]) => ({ lines: lineIds.map((lineId) => ({ lineId })) });
/** A point for each minor unit. */
const fine = (base: 'with-tax' | 'total' = 'with-tax') =>
  shopRules({ earn: { rules: [ruleOf(perAmount(1, 1, { base }))] } });

describe('The table of what a sale is worth', () => {
  const ten = shopRules({ earn: { rules: [ruleOf(perAmount(10, 100))] } });

  test('63.00 for goods of 70.00 earns 630', () => {
    expect(story(ten).sells(6300, { lines: amounts(7000) })).toMatchObject({ earned: 630 });
  });

  test('a discount line without SKU is of the whole order, for a rule of one category too', () => {
    const only = { skus: [], categories: ['food'] };
    const rules = shopRules({ earn: { rules: [ruleOf(perAmount(10, 100), { only })] } });
    const lines = [{ net: 7000, category: 'food' }, { net: -700 }];
    expect(story(rules).sells(6300, { lines })).toMatchObject({ earned: 630 });
  });

  test('a discount line whose SKU the program lists is one, and another is a piece that came back', () => {
    const rules = (discountSkus: string[]) =>
      shopRules({
        earn: { discountSkus, rules: [ruleOf(perAmount(1, 1), { only: { skus: ['TEA'], categories: [] } })] },
      });
    const lines = [{ net: 80, sku: 'TEA' }, { net: 20 }, { net: -10, sku: 'PROMO' }];
    expect(story(rules(['PROMO'])).sells(90, { lines })).toMatchObject({ earned: 72 });
    expect(story(rules([])).sells(90, { lines })).toMatchObject({ earned: 80 });
  });

  test('a discount of 20.00 on 100.00 and 100.00: the first comes back for 90.00', () => {
    const shop = story(shopRules());
    shop.sells(18_000, { lines: amounts(10_000, 10_000, -2000) });
    expect(shop.earnedInAll()).toBe(180);
    expect(shop.refunds('R1', back('1'))).toMatchObject({ value: 9000 });
    expect(shop.earnedInAll()).toBe(90);
  });

  test('1, 1 and 1 for a total of 2 come back for 0, 1 and 1', () => {
    const shop = story(shopRules());
    shop.sells(2, { lines: amounts(1, 1, 1) });
    expect(['1', '2', '3'].map((each) => shop.refunds(each, back(each))['value'])).toEqual([0, 1, 1]);
  });

  test('135.00 with a rounding of −3.00: both lines of 69.00 come back by name, and nothing is kept', () => {
    const shop = story(fine('total'));
    shop.sells(13_500, { rounding: -300, lines: amounts(6900, 6900) });
    expect(shop.earnedInAll()).toBe(13_800);
    expect(shop.refunds('R1', back('1'))).toMatchObject({ value: 6900 });
    expect(shop.refunds('R2', back('2'))).toMatchObject({ value: 6600 });
    expect(shop.earnedInAll()).toBe(0);
  });

  test('2.00 with a rounding of 0.02: when its line comes back no points of the visit stay', () => {
    const shop = story(shopRules({ earn: { rules: [ruleOf({ per: 'visit', points: 5 })] } }));
    shop.sells(200, { rounding: 2, lines: amounts(198) });
    expect(shop.earnedInAll()).toBe(5);
    expect(shop.refunds('R1', back('1'))).toMatchObject({ value: 200 });
    expect(shop.earnedInAll()).toBe(0);
  });

  test('50 and 50, line 1 back for 30, then line 2: a fee of 20 earns nothing, under base total too', () => {
    for (const base of ['with-tax', 'total'] as const) {
      const shop = story(fine(base));
      shop.sells(100, { lines: amounts(50, 50) });
      expect(shop.refunds('R1', { lines: [{ lineId: '1', net: 30 }] })).toMatchObject({ value: 30 });
      expect(shop.earnedInAll()).toBe(50);
      expect(shop.refunds('R2', back('2'))).toMatchObject({ value: 50 });
      expect(shop.earnedInAll()).toBe(0);
    }
  });

  test('50 and 50, goodwill of 20 and line 1, in either order: 30 earn', () => {
    for (const parts of [
      [{ value: 20 }, back('1')],
      [back('1'), { value: 20 }],
    ]) {
      const shop = story(fine());
      shop.sells(100, { lines: amounts(50, 50) });
      for (const [index, part] of parts.entries()) shop.refunds(`R${index}`, part);
      expect(shop.earnedInAll()).toBe(30);
    }
  });

  test('100, 60 refunded: 40 paid with points earns 0; 20 earns 20, and a refund of 1 then returns no point', () => {
    const all = story(fine());
    all.gives(100);
    all.sells(100);
    all.refunds('R1', { value: 60 });
    all.redeems('P', 40, { invoiceId: 'S' });
    expect(all.earnedInAll()).toBe(0);

    const half = story(fine());
    half.sells(100);
    half.refunds('R1', { value: 60 });
    half.redeems('P', 20, { invoiceId: 'S' });
    expect(half.earnedInAll()).toBe(20);
    expect(half.refunds('R2', { value: 1 })).toMatchObject({ pointsReturned: 0 });
  });

  test('100, 50 paid with points, 50 refunded, edited to 300 earns 225', () => {
    const shop = story(fine());
    shop.sells(100);
    shop.redeems('P', 50, { invoiceId: 'S' });
    shop.refunds('R1', { value: 50 });
    shop.edits(300, 2);
    expect(shop.earnedInAll()).toBe(225);
  });
});

describe('Order discounts, charges and rounding', () => {
  test('without goods a discount makes no sense, and neither does a rounding above the total', () => {
    const shop = story(shopRules());
    const sale = { invoiceId: 'S', currency: 'EUR' };
    expect(shop.refuses('saveInvoice', { ...sale, total: 0, lines: amounts(-5) })).toBe('invalid-command');
    expect(shop.refuses('saveInvoice', { ...sale, total: 1, rounding: 2 })).toBe('invalid-command');
  });

  test('a discount above the goods lowers the charges', () => {
    const shop = story(fine('total'));
    shop.sells(30, { lines: amounts(100, -120) });
    expect(shop.earnedInAll()).toBe(30);
  });

  test('a charge earns under base total alone', () => {
    expect(story(fine('total')).sells(115, { lines: amounts(100) })).toMatchObject({ earned: 115 });
    expect(story(fine()).sells(115, { lines: amounts(100) })).toMatchObject({ earned: 100 });
  });

  test('the last goods by name leave the charges, and a void takes all', () => {
    const shop = story(fine('total'));
    shop.sells(115, { lines: amounts(100) });
    expect(shop.refunds('R1', back('1'))).toMatchObject({ value: 100 });
    expect(shop.earnedInAll()).toBe(15);
    expect(shop.does('voidInvoice', { invoiceId: 'S', refundId: 'V' })).toMatchObject({ value: 15 });
    expect(shop.earnedInAll()).toBe(0);
  });
});

describe('Restocking fees and goodwill', () => {
  test('all goods back for 80 of 100 under base total leave no points', () => {
    const shop = story(fine('total'));
    shop.sells(100, { lines: amounts(100) });
    shop.refunds('R1', { ...back('1'), value: 80 });
    expect(shop.earnedInAll()).toBe(0);
  });

  test('line 1 back for 30, and goodwill of 10, leave 40', () => {
    const shop = story(fine());
    shop.sells(100, { lines: amounts(50, 50) });
    shop.refunds('R1', { ...back('1'), value: 30 });
    shop.refunds('R2', { value: 10 });
    expect(shop.earnedInAll()).toBe(40);
  });

  test('goodwill comes off goods, then charges, then fees', () => {
    const shop = story(fine('total'));
    shop.sells(120, { lines: amounts(50, 50) });
    shop.refunds('R1', { ...back('1'), value: 30 }); // a fee of 20
    shop.refunds('R2', { value: 60 }); // 50 of goods, 10 of charges
    expect(shop.earnedInAll()).toBe(10);
    shop.refunds('R3', { value: 10 });
    expect(shop.earnedInAll()).toBe(0);
    expect(shop.refunds('R4', { value: 20 })).toMatchObject({ value: 20 });
  });

  test('a value and the lines’ own amounts agree, or are refused', () => {
    const shop = story(fine());
    shop.sells(100, { lines: amounts(50, 50) });
    const lines = [{ lineId: '1', net: 30 }];
    expect(shop.refuses('refundInvoice', { invoiceId: 'S', refundId: 'R', value: 31, lines })).toBe('invalid-command');
    expect(shop.refunds('R', { value: 30, lines })).toMatchObject({ value: 30 });
  });
});

describe('Pieces', () => {
  const lines = [{ lineId: 'tea', quantity: '3', net: 300 }];

  test('of 300 for three: one for 50, then one by name takes 100, and the other way round', () => {
    const first = story(fine());
    first.sells(300, { lines });
    first.refunds('R1', { lines: [{ lineId: 'tea', quantity: '1', net: 50 }] });
    expect(first.refunds('R2', { lines: [{ lineId: 'tea', quantity: '1' }] })).toMatchObject({ value: 100 });

    const second = story(fine());
    second.sells(300, { lines });
    expect(second.refunds('R1', { lines: [{ lineId: 'tea', quantity: '1' }] })).toMatchObject({ value: 100 });
    second.refunds('R2', { lines: [{ lineId: 'tea', quantity: '1', net: 50 }] });
    expect(second.earnedInAll()).toBe(100);
  });

  test('more than are left are refused', () => {
    const shop = story(fine());
    shop.sells(300, { lines });
    shop.refunds('R1', { lines: [{ lineId: 'tea', quantity: '2.5' }] });
    const more = { invoiceId: 'S', refundId: 'R2', lines: [{ lineId: 'tea', quantity: '1' }] };
    expect(shop.refuses('refundInvoice', more)).toBe('refund-exceeds-invoice');
  });
});

describe('A rule with a filter, in parts and at once', () => {
  test('settles to what the facts say: a multiplier of 1/2 with a minimum goes up when the minimum is missed', () => {
    const when = { ...ruleOf(perAmount(1, 1)).when, minimumSpend: 80 };
    const rules = shopRules({
      earn: {
        rules: [ruleOf(perAmount(1, 1))],
        multipliers: [{ multiplierId: 'half', times: 1, per: 2, rules: null, when }],
      },
    });
    for (const parts of [[30], [10, 20]]) {
      const shop = story(rules);
      shop.sells(100);
      expect(shop.earnedInAll()).toBe(50);
      for (const [index, value] of parts.entries()) shop.refunds(`R${index}`, { value });
      expect(shop.earnedInAll()).toBe(70);
    }
  });
});
