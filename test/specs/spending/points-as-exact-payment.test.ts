import { describe, expect, test } from 'vitest';
import { adjust, given, redeem, refund, stageOf, valueOf, voiding } from '../../support/specification/specification.ts';
import { back, centShop, euroShop, goodwill, paid, sold, soldToNobody } from '../../support/shops/euro-shop.ts';

const spent = (points: number, redemptionId = 'RD-1') => redeem(redemptionId, points, { invoiceId: 'INV-1' });

/** What the sale has earned, in a shop where points that were given before pay, so that all of it can be taken back. */
async function earned(...history: Parameters<typeof stageOf>[1][]): Promise<number> {
  const { ledger } = await stageOf(centShop(), adjust(1000), ...history);
  return valueOf(await ledger().getInvoice({ invoiceId: 'INV-1' })).earned;
}

describe('Points that pay after a refund', () => {
  test('pay a part of what is kept, not of what was sold', async () => {
    expect(await earned(sold(100), goodwill('R-1', 60), spent(40))).toBe(0);
    expect(await earned(sold(100), goodwill('R-1', 60), spent(20))).toBe(20);
  });

  test('do not come back for a cent', () =>
    given(centShop(), adjust(1000), sold(100), goodwill('R-1', 60), spent(20))
      .when(goodwill('R-2', 1))
      .then({ receipt: { pointsReturned: 0, value: 1, money: 1 } }));
});

test('Points that paid, a refund and an edit: what is kept and not paid with points earns', async () => {
  expect(await earned(sold(100), spent(50), goodwill('R-1', 50), sold(300))).toBe(225);
});

describe('What a refund says of money', () => {
  // 36.09, of which 176 points paid 0.88.
  const shop = euroShop({ redeem: { rate: { points: 2, money: 1 } } });
  const bought = [adjust(176), soldToNobody(3609), spent(176)];

  test('is the value less what points had paid', () =>
    given(shop, ...bought)
      .when(goodwill('R-1', 3609))
      .then({ balance: 176, receipt: { value: 3609, money: 3521, due: null, pointsReturned: 176 } }));

  test('of a part is its share, to the cent', () =>
    given(shop, ...bought)
      .when(goodwill('R-1', 1000)) // 88 × 2609/3609 are 63.6 cents, so that points still pay 64
      .then({ receipt: { value: 1000, money: 976, pointsReturned: 48 } }));

  test('is due as far as it was paid, where payments are recorded', async () => {
    await given(shop, ...bought, paid(3521))
      .when(goodwill('R-1', 1000))
      .then({ receipt: { money: 976, due: 976 } });
    await given(shop, ...bought, paid(3000))
      .when(goodwill('R-1', 1000)) // 5.21 were open still
      .then({ receipt: { money: 976, due: 455 } });
    await given(shop, ...bought, paid(3000), goodwill('R-1', 1000))
      .when(voiding('INV-1'))
      .then({ receipt: { value: 2609, money: 2545, due: 2545 } });
  });

  test('adds up, whatever the parts', async () => {
    const parts = [17, 300, 1, 1500, 1791];
    const { ledger } = await stageOf(shop, ...bought, ...parts.map((value, index) => goodwill(`R-${index}`, value)));
    const { refunds } = valueOf(await ledger().getInvoice({ invoiceId: 'INV-1' }));
    const sum = (of: (did: (typeof refunds)[number]['did']) => number) =>
      refunds.reduce((all, { did }) => all + of(did), 0);
    expect([sum((r) => r.value), sum((r) => r.money), sum((r) => r.pointsReturned)]).toEqual([3609, 3521, 176]);
  });
});

describe('Points that paid everything', () => {
  test('leave nothing that earns, by no rule', () =>
    given(
      centShop({ earn: { rules: [{ ruleId: 'visit', earn: { per: 'visit', points: 5 } }] } }),
      adjust(100),
      sold(100),
    )
      .when(spent(100))
      .then({ balance: 0, entries: ['points-redeemed −100', 'invoice-paid-with-points −5'] }));

  test('but a cent leave a visit', () =>
    given(
      centShop({ earn: { rules: [{ ruleId: 'visit', earn: { per: 'visit', points: 5 } }] } }),
      adjust(100),
      sold(100),
    )
      .when(spent(99))
      .then({ balance: 6 }));

  test('earn where the program says so', () =>
    given(centShop({ earn: { earnOnPointsPaid: true } }), adjust(100), sold(100))
      .when(spent(100))
      .then({ balance: 100 }));
});

describe('An edit below what points pay', () => {
  test('gives back the points that no longer pay, for good', async () => {
    const history = [adjust(80), soldToNobody(100), spent(80)];
    await given(centShop(), ...history)
      .when(soldToNobody(60))
      .then({ balance: 20, receipt: { pointsReturned: 20 } });
    await given(centShop(), ...history, soldToNobody(60))
      .when(soldToNobody(100))
      .then({ balance: 20, entries: [] });
    await given(centShop(), ...history, soldToNobody(60), soldToNobody(101))
      .when(voiding('INV-1'))
      .then({ balance: 80, receipt: { pointsReturned: 60, value: 101, money: 41 } });
  });

  test('to nothing gives back all', () =>
    given(centShop(), adjust(80), soldToNobody(100), spent(80))
      .when(soldToNobody(0))
      .then({ balance: 80, receipt: { pointsReturned: 80 } }));

  test('leaves two redemptions in their proportion', () =>
    given(centShop(), adjust(90), soldToNobody(90), spent(30), spent(60, 'RD-2'))
      .when(soldToNobody(45))
      .then({ balance: 45, receipt: { pointsReturned: 45 } }));
});

test('Goods that come back by name take back the points that paid for them', () =>
  given(
    centShop(),
    adjust(50),
    soldToNobody(100, { lines: [{ net: 60 }, { net: 40 }] }),
    redeem('RD-1', 50, { invoiceId: 'INV-1' }),
  )
    .when(back('R-1', '1'))
    .then({ balance: 30, receipt: { value: 60, money: 30, pointsReturned: 30 } }));

test('A refund that names goods for nothing returns no points: their price is a fee', () =>
  given(centShop(), adjust(50), soldToNobody(100, { lines: [{ net: 100 }] }), spent(50))
    .when(refund('INV-1', 'R-1', { value: 0, lines: [{ lineId: '1' }] }))
    .then({ balance: 0, receipt: { value: 0, money: 0, pointsReturned: 0 } }));
