import { describe, expect, test } from 'vitest';
import { ayu, given, refund, stageOf, valueOf } from '../../support/specification/specification.ts';
import { back, centShop, euroShop, paid, perEuro, sold } from '../../support/shops/euro-shop.ts';

const tenPerEuro = { ruleId: 'ten', earn: { per: 'amount', points: 10, of: 100 } } as const;

async function explanationOf(program: Parameters<typeof stageOf>[0], ...history: Parameters<typeof stageOf>[1][]) {
  const { ledger } = await stageOf(program, ...history);
  return valueOf(await ledger().getInvoice({ invoiceId: 'INV-1' })).explanation;
}

describe('A discount on the whole sale', () => {
  test('that the till took off the total lowers what the goods earn', () =>
    given(euroShop({ earn: { rules: [tenPerEuro] } }))
      .when(sold(6300, { lines: [{ net: 7000 }] }))
      .then({ balance: 630 }));

  test('that stands as a line without SKU lowers a rule for the first line, too', () =>
    given(euroShop({ earn: { rules: [{ ...tenPerEuro, only: { categories: ['shoes'] } }] } }))
      .when(sold(6300, { lines: [{ category: 'shoes', net: 7000 }, { net: -700 }] }))
      .then({ balance: 630 }));

  test('that the till enters as an article is one where the program lists its SKU', async () => {
    const lines = [
      { sku: 'SHOE', net: 7000 },
      { sku: 'VOUCHER', net: -700 },
    ];
    const rules = [{ ...tenPerEuro, only: { skus: ['SHOE'] } }];
    await given(euroShop({ earn: { rules, discountSkus: ['VOUCHER'] } }))
      .when(sold(6300, { lines }))
      .then({ balance: 630 });
    // Unlisted it is goods below 0, such as the piece that comes back in an exchange.
    await given(euroShop({ earn: { rules } }))
      .when(sold(6300, { lines }))
      .then({ balance: 700 });
  });

  test('is shared by the lines: the first that comes back is worth its part', () =>
    given(euroShop(), sold(18_000, { lines: [{ net: 10_000 }, { net: 10_000 }, { net: -2000 }] }))
      .when(back('R-1', '1'))
      .then({ balance: 90, receipt: { value: 9000, clawedBack: 90 } }));

  test('of a cent in three lines is found once, whatever comes back first', () => {
    const three = sold(2, { lines: [{ net: 1 }, { net: 1 }, { net: 1 }] });
    return Promise.all([
      given(centShop(), three)
        .when(back('R-1', '1'))
        .then({ receipt: { value: 0 } }),
      given(centShop(), three, back('R-1', '1'))
        .when(back('R-2', '2'))
        .then({ receipt: { value: 1 } }),
      given(centShop(), three, back('R-1', '1'), back('R-2', '2'))
        .when(back('R-3', '3'))
        .then({ receipt: { value: 1 }, balance: 0 }),
    ]);
  });

  test('beyond the goods lowers the delivery', () =>
    given(euroShop({ earn: { rules: [{ ...perEuro, earn: { ...perEuro.earn, base: 'total' } }] } }))
      .when(sold(300, { lines: [{ net: 1000 }, { net: -1200 }] })) // 5.00 of delivery, of which 2.00 are taken off
      .then({ balance: 3 }));

  test('on no goods is refused, with what to do', () =>
    given(euroShop())
      .when(sold(500, { lines: [{ net: -1200 }] }))
      .then({ error: { kind: 'invalid-command', field: 'lines[0].net' } }));

  test('cannot come back by name', () =>
    given(euroShop(), sold(6300, { lines: [{ net: 7000 }, { net: -700 }] }))
      .when(back('R-1', '2'))
      .then({ error: { kind: 'refund-exceeds-invoice', field: 'lines[0]', left: 0 } }));

  test('is told in figures', async () => {
    const { total } = await explanationOf(euroShop(), sold(6300, { lines: [{ net: 7000 }, { net: -700 }] }));
    expect(total).toMatchObject({ goods: 7000, orderDiscount: 700, charges: 0, rounding: 0, kept: 6300 });
  });
});

describe('The returned piece of an exchange', () => {
  const exchange = [
    { sku: 'NEW', net: 10_000 },
    { sku: 'OLD', net: -6000 },
  ];

  test('counts as itself', () =>
    given(euroShop())
      .when(sold(4000, { lines: exchange }))
      .then({ balance: 40 }));

  test('cannot come back by name', () =>
    given(euroShop(), sold(4000, { lines: exchange }))
      .when(back('R-1', '2'))
      .then({ error: { kind: 'refund-exceeds-invoice', left: 0 } }));

  test('leaves what was paid to be taken back with the new piece', () =>
    given(euroShop(), sold(4000, { lines: exchange }))
      .when(back('R-1', '1'))
      .then({ balance: 0, receipt: { value: 4000 } }));
});

describe('Charges', () => {
  const delivered = sold(6500, { lines: [{ net: 5000 }] });

  test('earn under base total only', async () => {
    const total = { rules: [{ ...perEuro, earn: { ...perEuro.earn, base: 'total' as const } }] };
    await given(euroShop()).when(delivered).then({ balance: 50 });
    await given(euroShop({ earn: total }))
      .when(delivered)
      .then({ balance: 65 });
  });

  test('stay when all goods come back by name', () =>
    given(euroShop(), delivered)
      .when(back('R-1', '1'))
      .then({ balance: 0, receipt: { value: 5000 } }));

  test('are told in figures', async () => {
    expect((await explanationOf(euroShop(), delivered)).total).toMatchObject({
      goods: 5000,
      charges: 1500,
      kept: 6500,
    });
  });

  test('of a plain sale are nothing to tell', async () => {
    expect(await explanationOf(euroShop(), sold(5000, { lines: [{ net: 5000 }] }))).not.toHaveProperty('total');
  });
});

describe('Cash rounding', () => {
  const rounded = sold(13_500, { rounding: -300, lines: [{ net: 6900 }, { net: 6900 }] });

  test('costs no points, whatever the base', async () => {
    const total = { rules: [{ ...perEuro, earn: { ...perEuro.earn, base: 'total' as const } }] };
    await given(euroShop()).when(rounded).then({ balance: 138 });
    await given(euroShop({ earn: total }))
      .when(rounded)
      .then({ balance: 138 });
  });

  test('up earns nothing', async () => {
    const total = { rules: [{ ...perEuro, earn: { per: 'amount', points: 1, of: 1, base: 'total' } as const }] };
    await given(euroShop({ earn: total }))
      .when(sold(200, { rounding: 2, lines: [{ net: 198 }] }))
      .then({ balance: 198 });
  });

  test('goes with the last goods: each line comes back by name, and nothing is kept', async () => {
    await given(euroShop(), rounded)
      .when(back('R-1', '1'))
      .then({ receipt: { value: 6900 }, balance: 69 });
    await given(euroShop(), rounded, back('R-1', '1'))
      .when(back('R-2', '2'))
      .then({ receipt: { value: 6600 }, balance: 0 });
  });

  test('up, with the last goods, leaves no visit', () =>
    given(
      euroShop({ earn: { rules: [{ ruleId: 'visit', earn: { per: 'visit', points: 5 } }] } }),
      sold(200, { rounding: 2, lines: [{ net: 198 }] }),
    )
      .when(back('R-1', '1'))
      .then({ balance: 0, receipt: { value: 200 } }));

  test('is no debt of the customer: what is owed is the total', () =>
    given(euroShop({ earn: { trigger: 'on-full-payment' } }), rounded)
      .when(paid(13_500))
      .then({ balance: 138, receipt: { withheld: null } }));

  test('beyond the total is refused', () =>
    given(euroShop())
      .when(sold(100, { rounding: 101 }))
      .then({ error: { kind: 'invalid-command', field: 'rounding' } }));

  test('below 0 that lifts the goods past 2^53 − 1 is refused, as are lines that add up to more', async () => {
    const maxSafe = Number.MAX_SAFE_INTEGER;
    await given(euroShop())
      .when(sold(maxSafe - 1, { rounding: -3 }))
      .then({ error: { kind: 'invalid-command', field: 'rounding' } });
    await given(euroShop())
      .when(sold(100, { lines: [{ net: maxSafe }, { net: 1 }, { net: -maxSafe }] }))
      .then({ error: { kind: 'invalid-command', field: 'lines' } });
    await given(euroShop())
      .when(sold(100, { lines: [{ net: 100 }, { net: -maxSafe }, { net: -1 }] }))
      .then({ error: { kind: 'invalid-command', field: 'lines' } });
  });

  test('below 0 costs nothing where almost all of the total is charges', () => {
    const rules = [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 100, base: 'total' } }] as const;
    const tip = sold(1200, { rounding: -300, lines: [{ net: 0 }] });
    return given(euroShop({ earn: { rules } }), tip)
      .when(refund('INV-1', 'R-1', 600))
      .then({ balance: 9, receipt: { clawedBack: 6 } });
  });

  test('of a sale without lines is not counted', () =>
    given(euroShop())
      .when(sold(13_500, { rounding: -300 }))
      .then({ balance: 138 }));

  test('is told in figures', async () => {
    expect((await explanationOf(euroShop(), rounded)).total).toMatchObject({
      goods: 13_800,
      rounding: -300,
      kept: 13_500,
    });
  });

  test('is read back with the sale', async () => {
    const { ledger } = await stageOf(euroShop(), rounded);
    expect(valueOf(await ledger().getInvoice({ invoiceId: 'INV-1' }))).toMatchObject({ memberId: ayu, rounding: -300 });
  });
});

test('A quote earns what the sale would, discount and rounding too', async () => {
  const { ledger } = await stageOf(euroShop());
  const asked = {
    currency: 'EUR',
    total: 13_000,
    rounding: -300,
    lines: [{ net: 6900 }, { net: 6900 }, { net: -500 }],
  };
  const quote = valueOf(ledger().quoteEarning({ ...asked, soldAt: new Date('2026-03-02T10:00:00Z') }));
  expect(quote.points).toBe(133);
  const wrong = ledger().quoteEarning({ ...asked, rounding: 13_001, soldAt: new Date('2026-03-02T10:00:00Z') });
  expect(wrong.isErr() && wrong.error).toMatchObject({ kind: 'invalid-command', field: 'rounding' });
});

test('A refund of a sale that has a discount says nothing of lines that it does not name', () =>
  given(euroShop(), sold(18_000, { lines: [{ net: 10_000 }, { net: 10_000 }, { net: -2000 }] }))
    .when(refund('INV-1', 'R-1', 1800)) // a tenth of what the goods cost
    .then({ balance: 162 }));
