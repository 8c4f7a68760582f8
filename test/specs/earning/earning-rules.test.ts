import { describe, test } from 'vitest';
import { given, sale, refund, update } from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

describe('Rules', () => {
  const tea = { lineId: 'tea', sku: 'TEA', category: 'drinks', quantity: '2', net: 30_000 };
  const cake = { lineId: 'cake', sku: 'CAKE', category: 'food', quantity: '1.5', net: 45_000, discount: 5_000 };
  const lines = [tea, cake];

  test('a visit earns its points once an invoice', () =>
    given(warung({ earn: { rules: [{ ruleId: 'visit', earn: { per: 'visit', points: 7 } }] } }))
      .when(sale('INV-1', 75_000, { lines }))
      .then({ balance: 7 }));

  test('items earn by the piece, parts of a piece too', () =>
    given(warung({ earn: { rules: [{ ruleId: 'item', earn: { per: 'item', points: 2 } }] } }))
      .when(sale('INV-1', 75_000, { lines })) // 3.5 pieces
      .then({ balance: 7 }));

  test('only lines of a category or SKU count where a rule names them', () =>
    given(warung({ earn: { rules: [{ ...base, only: { categories: ['drinks'] } }] } }))
      .when(sale('INV-1', 75_000, { lines }))
      .then({ balance: 30 }));

  test('excluded SKUs, categories and discounted lines do not count', async () => {
    const without = (except: object) => warung({ earn: { rules: [{ ...base, except }] } });
    await given(without({ skus: ['TEA'] }))
      .when(sale('INV-1', 75_000, { lines }))
      .then({ balance: 45 });
    await given(without({ categories: ['food'] }))
      .when(sale('INV-1', 75_000, { lines }))
      .then({ balance: 30 });
    await given(without({ discounted: true }))
      .when(sale('INV-1', 75_000, { lines }))
      .then({ balance: 30 });
  });

  test('of several rules the points add up', () =>
    given(warung({ earn: { rules: [base, { ruleId: 'visit', earn: { per: 'visit', points: 5 } }] } }))
      .when(sale('INV-1', 10_000))
      .then({ balance: 15 }));

  test('minimum spend', async () => {
    const program = warung({ earn: { rules: [{ ...base, when: { minimumSpend: 50_000 } }] } });
    await given(program).when(sale('INV-1', 49_999)).then({ balance: 0 });
    await given(program).when(sale('INV-1', 50_000)).then({ balance: 50 });
  });

  test('a refund that leaves less than the minimum spend takes all points back', () =>
    given(warung({ earn: { rules: [{ ...base, when: { minimumSpend: 50_000 } }] } }), sale('INV-1', 60_000))
      .when(refund('INV-1', 'R-1', 20_000))
      .then({ entries: ['invoice-refunded −60'], balance: 0 }));

  test('a weekday is that of the shop, not that of UTC', async () => {
    const mondays = warung({ earn: { rules: [{ ...base, when: { weekdays: ['mon'] } }] } });
    // 00:30 on Monday in Jakarta is Sunday 17:30 in UTC.
    await given(mondays)
      .when(sale('INV-1', 9_000, { soldAt: new Date('2026-03-01T17:30:00Z') }))
      .then({ balance: 9 });
    await given(mondays)
      .when(sale('INV-1', 9_000, { soldAt: new Date('2026-03-02T17:30:00Z') }))
      .then({ balance: 0 });
  });

  test('an hour window begins with its first minute and ends before its last', async () => {
    const lunch = warung({ earn: { rules: [{ ...base, when: { hours: { from: '11:00', until: '14:00' } } }] } });
    const at = (time: string) => sale('INV-1', 9_000, { soldAt: new Date(`2026-03-02T${time}+07:00`) });
    await given(lunch).when(at('10:59:59')).then({ balance: 0 });
    await given(lunch).when(at('11:00:00')).then({ balance: 9 });
    await given(lunch).when(at('13:59:59')).then({ balance: 9 });
    await given(lunch).when(at('14:00:00')).then({ balance: 0 });
  });

  test('a date range includes both its days', async () => {
    const range = warung({ earn: { rules: [{ ...base, when: { from: '2026-03-01', until: '2026-03-02' } }] } });
    const at = (moment: string) => sale('INV-1', 9_000, { soldAt: new Date(moment) });
    await given(range).when(at('2026-02-28T23:59:59+07:00')).then({ balance: 0 });
    await given(range).when(at('2026-03-01T00:00:00+07:00')).then({ balance: 9 });
    await given(range).when(at('2026-03-02T23:59:59+07:00')).then({ balance: 9 });
    await given(range).when(at('2026-03-03T00:00:00+07:00')).then({ balance: 0 });
  });

  test('a first purchase is the first sale that earns', async () => {
    const welcome = warung({ earn: { rules: [{ ...base, when: { firstPurchase: true } }] } });
    await given(welcome).when(sale('INV-1', 9_000)).then({ balance: 9 });
    await given(welcome, sale('INV-1', 9_000)).when(sale('INV-2', 9_000)).then({ balance: 9 });
  });

  test('a first purchase stays one when it is edited after the second', () =>
    given(
      warung({ earn: { rules: [{ ...base, when: { firstPurchase: true } }] } }),
      sale('INV-1', 9_000),
      sale('INV-2', 5_000),
    )
      .when(sale('INV-1', 12_000))
      .then({ balance: 12 }));

  test('a refund of the first purchase does not make the second one the first', () =>
    given(
      warung({ earn: { rules: [{ ...base, when: { firstPurchase: true } }] } }),
      sale('INV-1', 9_000),
      refund('INV-1', 'R-1', 9_000),
    )
      .when(sale('INV-2', 5_000))
      .then({ balance: 0 }));

  test('a birthday applies on the day or in its month', async () => {
    const birthday = (span: 'day' | 'month') => warung({ earn: { rules: [{ ...base, when: { birthday: span } }] } });
    await given(birthday('day'), update({ birthday: '1990-03-02' }))
      .when(sale('INV-1', 9_000))
      .then({ balance: 9 });
    await given(birthday('day'), update({ birthday: '03-03' }))
      .when(sale('INV-1', 9_000))
      .then({ balance: 0 });
    await given(birthday('month'), update({ birthday: '03-31' }))
      .when(sale('INV-1', 9_000))
      .then({ balance: 9 });
    await given(birthday('month')).when(sale('INV-1', 9_000)).then({ balance: 0 });
  });

  test('a birthday on 29 February is kept on the 28th in common years', () =>
    given(warung({ earn: { rules: [{ ...base, when: { birthday: 'day' } }] } }), update({ birthday: '02-29' }))
      .when(sale('INV-1', 9_000, { soldAt: new Date('2026-02-28T12:00:00+07:00') }))
      .then({ balance: 9 }));

  test('a tier applies to its members', async () => {
    const gold = warung({ earn: { rules: [{ ...base, when: { tiers: ['gold'] } }] } });
    await given(gold, update({ tier: 'gold' }))
      .when(sale('INV-1', 9_000))
      .then({ balance: 9 });
    await given(gold, update({ tier: 'silver' }))
      .when(sale('INV-1', 9_000))
      .then({ balance: 0 });
  });

  test('the tier at the first save counts, also when it changes later', () =>
    given(
      warung({ earn: { rules: [{ ...base, when: { tiers: ['gold'] } }] } }),
      update({ tier: 'gold' }),
      sale('INV-1', 9_000),
      update({ tier: 'silver' }),
    )
      .when(sale('INV-1', 12_000))
      .then({ balance: 12 }));

  test('of several multipliers the highest counts, unless the program multiplies all', async () => {
    const multipliers = [
      { multiplierId: 'double', times: 2 },
      { multiplierId: 'triple', times: 3 },
    ];
    await given(warung({ earn: { multipliers } }))
      .when(sale('INV-1', 10_000))
      .then({ balance: 30 });
    await given(warung({ earn: { multipliers, combineMultipliers: 'all' } }))
      .when(sale('INV-1', 10_000))
      .then({ balance: 60 });
  });
});
