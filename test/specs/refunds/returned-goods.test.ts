import { describe, expect, test } from 'vitest';
import { adjust, given, refund, stageOf, valueOf, voiding } from '../../support/specification/specification.ts';
import { back, centShop, euroShop, goodwill, perEuro, sold } from '../../support/shops/euro-shop.ts';

const fifties = sold(10_000, { lines: [{ net: 5000 }, { net: 5000 }] });
const total = { rules: [{ ...perEuro, earn: { ...perEuro.earn, base: 'total' } as const }] };
const three = sold(300, { lines: [{ quantity: '3', net: 300 }] });

/** A piece of the first line comes back, for a stated amount if one is named. */
function piece(refundId: string, net?: number) {
  return refund('INV-1', refundId, { lines: [{ lineId: '1', quantity: '1', ...(net === undefined ? {} : { net }) }] });
}

/** The first line comes back for so much, as the till says of the refund or of the line. */
const forThirty = [
  refund('INV-1', 'R-1', { value: 3000, lines: [{ lineId: '1' }] }),
  refund('INV-1', 'R-1', { lines: [{ lineId: '1', net: 3000 }] }),
];

describe('A restocking fee', () => {
  test('earns nothing, whichever way the till says it, and the next line takes its own worth', async () => {
    for (const first of forThirty) {
      for (const earn of [{}, total]) {
        await given(euroShop({ earn }), fifties)
          .when(first)
          .then({ balance: 50, receipt: { value: 3000, money: 3000 } });
        await given(euroShop({ earn }), fifties, first)
          .when(back('R-2', '2'))
          .then({ balance: 0, receipt: { value: 5000 } });
      }
    }
  });

  test('on all goods leaves no points, under base total too', () =>
    given(euroShop({ earn: total }), sold(10_000, { lines: [{ net: 10_000 }] }))
      .when(refund('INV-1', 'R-1', { value: 8000, lines: [{ lineId: '1' }] }))
      .then({ balance: 0 }));

  test('and goodwill on what is kept do not mix', () =>
    given(euroShop(), fifties, forThirty[0]!).when(goodwill('R-2', 1000)).then({ balance: 40 }));

  test('of one piece does not raise the price of the next', async () => {
    await given(centShop(), three)
      .when(piece('R-1', 50))
      .then({ receipt: { value: 50 }, balance: 200 });
    await given(centShop(), three, piece('R-1', 50))
      .when(piece('R-2'))
      .then({ receipt: { value: 100 }, balance: 100 });
    await given(centShop(), three, piece('R-1'))
      .when(piece('R-2', 50))
      .then({ receipt: { value: 50 }, balance: 100 });
  });

  test('goes back with a void', () =>
    given(euroShop(), fifties, forThirty[0]!)
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { value: 7000 } }));

  test('may be the whole price: the goods are back, and nothing of the sale is taken back', () =>
    given(euroShop({ earn: total }), fifties)
      .when(refund('INV-1', 'R-1', { value: 0, lines: [{ lineId: '1' }] }))
      .then({ balance: 50, receipt: { value: 0, money: 0, clawedBack: 50 } }));

  test('is told in figures', async () => {
    const { ledger } = await stageOf(euroShop(), fifties, forThirty[0]!, goodwill('R-2', 1000));
    const { explanation } = valueOf(await ledger().getInvoice({ invoiceId: 'INV-1' }));
    expect(explanation.total).toEqual({
      goods: 10_000,
      orderDiscount: 0,
      charges: 0,
      rounding: 0,
      goodsBack: 5000,
      fees: 2000,
      goodwill: 1000,
      kept: 6000,
      paidWithPoints: 0,
    });
  });
});

describe('Goodwill', () => {
  test('and goods come to the same in both orders', async () => {
    const [gift, line] = [goodwill('R-1', 2000), back('R-2', '1')];
    await given(euroShop(), fifties, gift)
      .when(line)
      .then({ balance: 30, receipt: { value: 5000 } });
    await given(euroShop(), fifties, line).when(gift).then({ balance: 30 });
  });

  test('beyond the worth of goods that come back is goodwill too', () =>
    given(euroShop(), fifties)
      .when(refund('INV-1', 'R-1', { value: 6000, lines: [{ lineId: '1' }] }))
      .then({ balance: 40 }));

  test('lowers the lines in proportion, also where a rule names one of them', () =>
    given(
      euroShop({ earn: { rules: [{ ...perEuro, only: { skus: ['TEA'] } }] } }),
      sold(10_000, {
        lines: [
          { sku: 'TEA', net: 2500 },
          { sku: 'CUP', net: 7500 },
        ],
      }),
    )
      .when(goodwill('R-1', 4000))
      .then({ balance: 15 }));

  test('comes off the goods, then off the charges', async () => {
    const delivered = sold(6500, { lines: [{ net: 5000 }] });
    await given(euroShop({ earn: total }), delivered)
      .when(goodwill('R-1', 5500))
      .then({ balance: 10 });
    await given(euroShop(), delivered).when(goodwill('R-1', 5500)).then({ balance: 0 });
  });

  test('for all that was owed leaves nothing', () =>
    given(euroShop({ earn: { rules: [perEuro, { ruleId: 'visit', earn: { per: 'visit', points: 5 } }] } }), fifties)
      .when(goodwill('R-1', 10_000))
      .then({ balance: 0 }));
});

describe('A refund', () => {
  test('in parts ends as one does, where a rule names lines and a discount stands beside them', async () => {
    const shop = euroShop({ earn: { rules: [{ ...perEuro, only: { categories: ['tea'] } }] } });
    const mixed = sold(8000, {
      lines: [{ category: 'tea', quantity: '3', net: 5000 }, { category: 'cup', net: 5000 }, { net: -2000 }],
    });
    const pieces = ['R-1', 'R-2'].map((id) => piece(id));
    await given(shop, mixed, ...pieces)
      .when(back('R-3', '2'))
      .then({ balance: 13 }); // 5,000 × 1/3 × 8/10
    await given(shop, mixed)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: '1', quantity: '2' }, { lineId: '2' }] }))
      .then({ balance: 13 });
  });

  test('in parts ends as one does, where more is earned for less', async () => {
    // From 100.00 on half the points: what is kept decides, up or down.
    const half = { multiplierId: 'half', times: 1, per: 2, when: { minimumSpend: 10_000 } };
    const shop = euroShop({ earn: { multipliers: [half] } });
    await given(shop, sold(10_000))
      .when(goodwill('R-1', 1000))
      .then({ balance: 90, receipt: { earned: 40, clawedBack: 0 } });
    await given(shop, sold(10_000), goodwill('R-1', 1000)).when(goodwill('R-2', 1000)).then({ balance: 80 });
    await given(shop, sold(10_000)).when(goodwill('R-1', 2000)).then({ balance: 80 });
  });

  test('says the same value in two places, or in one', async () => {
    await given(euroShop(), fifties)
      .when(refund('INV-1', 'R-1', { value: 3000, lines: [{ lineId: '1', net: 3000 }] }))
      .then({ balance: 50 });
    await given(euroShop(), fifties)
      .when(refund('INV-1', 'R-1', { value: 3001, lines: [{ lineId: '1', net: 3000 }] }))
      .then({ error: { kind: 'invalid-command', field: 'value' } });
  });

  test('takes the worth of lines whose amount is not stated beside those that state one', () =>
    given(euroShop(), fifties)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: '1', net: 3000 }, { lineId: '2' }] }))
      .then({ balance: 0, receipt: { value: 8000 } }));

  test('of goods follows the price that an edit gave them', async () => {
    const raised = sold(13_000, { lines: [{ net: 8000 }, { net: 5000 }] });
    const lowered = sold(9000, { lines: [{ net: 4000 }, { net: 5000 }] });
    await given(euroShop(), fifties, back('R-1', '1')).when(raised).then({ balance: 50 }); // 30.00 of surplus
    await given(euroShop(), fifties, back('R-1', '1')).when(lowered).then({ balance: 40 }); // 10.00 of goodwill
  });

  test('of a line that has a tax takes the tax with it', () =>
    given(euroShop(), sold(11_900, { lines: [{ quantity: '2', net: 10_000, tax: 1900 }] }))
      .when(piece('R-1'))
      .then({ receipt: { value: 5950 }, balance: 59 }));

  test('earns without tax what is kept of the net amounts', () =>
    given(
      euroShop({ earn: { rules: [{ ...perEuro, earn: { ...perEuro.earn, base: 'without-tax' } }] } }),
      sold(11_900, { lines: [{ quantity: '2', net: 10_000, tax: 1900 }] }),
    )
      .when(piece('R-1'))
      .then({ balance: 50 }));
});

test('Points that were given for items go with the pieces, whatever was paid for them', () =>
  given(
    euroShop({ earn: { rules: [{ ruleId: 'cups', earn: { per: 'item', points: 10 } }] } }),
    sold(300, { lines: [{ quantity: '3', net: 400 }, { net: -100 }] }),
    adjust(1),
  )
    .when(piece('R-1'))
    .then({ balance: 21 }));

describe('Base total', () => {
  test('reckons with the exact worth of what is kept, as the other bases do', async () => {
    const rules = [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1, base: 'total' } } as const];
    const half = refund('INV-1', 'R-1', { lines: [{ lineId: '1', quantity: '0.5' }] });
    const hundred = sold(100, { lines: [{ quantity: '3', net: 100 }] });
    for (const shop of [centShop({ earn: { rules } }), centShop()]) {
      await given(shop, hundred)
        .when(half)
        .then({ balance: 83, receipt: { value: 16 } });
    }
  });
});

describe('Pieces of an exchange', () => {
  const items = { rules: [{ ruleId: 'items', earn: { per: 'item', points: 10 } } as const] };
  const swap = sold(4000, {
    lines: [
      { sku: 'NEW', net: 10_000 },
      { sku: 'OLD', net: -6000 },
    ],
  });

  test('give no points for the one that is brought back', () =>
    given(euroShop({ earn: items }))
      .when(swap)
      .then({ balance: 0 }));

  test('give them for those that are more', () =>
    given(euroShop({ earn: items }))
      .when(
        sold(14_000, {
          lines: [
            { sku: 'NEW', quantity: '2', net: 20_000 },
            { sku: 'OLD', net: -6000 },
          ],
        }),
      )
      .then({ balance: 10 }));
});

describe('After a void', () => {
  const visit = { rules: [perEuro, { ruleId: 'visit', earn: { per: 'visit', points: 5 } } as const] };

  test('nothing of the sale earns, whatever is saved under its number', async () => {
    for (const more of [{}, { lines: [{ net: 10_000 }, { net: 10_000 }] }]) {
      await given(euroShop({ earn: visit }), sold(12_000), voiding('INV-1'))
        .when(sold(20_000, more))
        .then({ balance: 0, entries: [] });
    }
  });
});

test('A line that came back cannot become a discount', () =>
  given(euroShop(), fifties, back('R-1', '1'))
    .when(sold(10_000, { lines: [{ net: -2000, category: 'gift' }, { net: 12_000 }] }))
    .then({ error: { kind: 'invoice-below-refunded', field: 'lines[0].net' } }));
