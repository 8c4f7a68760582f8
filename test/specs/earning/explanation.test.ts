import { describe, expect, test } from 'vitest';
import {
  adjust,
  given,
  redeem,
  refund,
  sale,
  stageOf,
  update,
  valueOf,
  anonymousSale,
  reinstate,
  voiding,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

const tea = { lineId: 'tea', sku: 'TEA', category: 'drinks', quantity: '2', net: 30_000, tax: 3_000 };
const cake = { lineId: 'cake', sku: 'CAKE', category: 'food', quantity: '1.5', net: 45_500, discount: 5_000 };

describe('The explanation of a sale', () => {
  test('tells for a rule its base, what was left out and why, the rounding and the points', () =>
    given(
      warung({
        earn: { rules: [{ ...base, label: 'A point a thousand', except: { discounted: true, skus: ['PIE'] } }] },
      }),
    )
      .when(sale('INV-1', 78_500, { lines: [tea, cake, { lineId: 'pie', sku: 'PIE', net: 0 }] }))
      .then({
        receipt: {
          explanation: {
            points: 33,
            cutByProgramCap: 0,
            rules: [
              {
                ruleId: 'base',
                label: 'A point a thousand',
                unmet: null,
                base: 33_000,
                excluded: [
                  { lineId: 'cake', why: 'discounted' },
                  { lineId: 'pie', why: 'sku' },
                ],
                paidWithPoints: 0,
                exact: '33/1',
                rounding: 'floor',
                multipliers: [],
                cutByCap: 0,
                points: 33,
              },
            ],
          },
        },
      }));

  test('tells which lines a rule does not list, or excludes by category', () =>
    given(
      warung({
        earn: {
          rules: [
            { ...base, ruleId: 'drinks', only: { categories: ['drinks'] } },
            { ...base, ruleId: 'not-drinks', except: { categories: ['drinks'] } },
          ],
        },
      }),
    )
      .when(sale('INV-1', 78_500, { lines: [tea, cake] }))
      .then({
        receipt: {
          explanation: {
            points: 33 + 45,
            rules: [
              { ruleId: 'drinks', excluded: [{ lineId: 'cake', why: 'not-listed' }], points: 33 },
              { ruleId: 'not-drinks', excluded: [{ lineId: 'tea', why: 'category' }], points: 45 },
            ],
          },
        },
      }));

  test('tells the multipliers that applied', () =>
    given(warung({ earn: { multipliers: [{ multiplierId: 'ramadan', label: 'Ramadan', times: 3, per: 2 }] } }))
      .when(sale('INV-1', 1_999))
      .then({
        receipt: {
          explanation: {
            points: 1,
            rules: [
              {
                // The one full thousand, times 3/2.
                exact: '3/2',
                multipliers: [{ multiplierId: 'ramadan', label: 'Ramadan', times: 3, per: 2 }],
                points: 1,
              },
            ],
          },
        },
      }));

  test('tells what the caps cut', () =>
    given(
      warung({
        earn: {
          rules: [
            { ...base, cap: { perInvoice: 40 } },
            { ruleId: 'visit', earn: { per: 'visit', points: 5 } },
          ],
          cap: { perInvoice: 42 },
        },
      }),
    )
      .when(sale('INV-1', 100_000))
      .then({
        receipt: {
          earned: 42,
          explanation: {
            points: 42,
            cutByProgramCap: 3,
            rules: [
              { ruleId: 'base', points: 40, cutByCap: 60 },
              { ruleId: 'visit', points: 5, cutByCap: 0, base: null },
            ],
          },
        },
      }));

  test('tells pieces as decimals', () =>
    given(warung({ earn: { rules: [{ ruleId: 'item', earn: { per: 'item', points: 3 } }] } }))
      .when(sale('INV-1', 78_500, { lines: [tea, cake] }))
      .then({ receipt: { explanation: { points: 10, rules: [{ base: '3.5', points: 10 }] } } }));

  test('tells the condition that did not hold', async () => {
    const whenever = (when: object) => warung({ earn: { rules: [{ ...base, when }] } });
    const unmet = (reason: string) => ({
      receipt: { earned: 0, explanation: { points: 0, rules: [{ unmet: reason, base: null, points: 0 }] } },
    });
    await given(whenever({ minimumSpend: 5_000 }))
      .when(sale('INV-1', 4_999))
      .then(unmet('minimum-spend'));
    await given(whenever({ weekdays: ['sun'] }))
      .when(sale('INV-1', 5_000))
      .then(unmet('weekday'));
    await given(whenever({ hours: { from: '22:00', until: '02:00' } }))
      .when(sale('INV-1', 5_000))
      .then(unmet('hours'));
    await given(whenever({ from: '2026-03-03' }))
      .when(sale('INV-1', 5_000))
      .then(unmet('not-started'));
    await given(whenever({ until: '2026-03-01' }))
      .when(sale('INV-1', 5_000))
      .then(unmet('ended'));
    await given(whenever({ birthday: 'day' }))
      .when(sale('INV-1', 5_000))
      .then(unmet('birthday'));
    await given(whenever({ tiers: ['gold'] }))
      .when(sale('INV-1', 5_000))
      .then(unmet('tier'));
    await given(whenever({ firstPurchase: true }), sale('INV-0', 1_000))
      .when(sale('INV-1', 5_000))
      .then(unmet('first-purchase'));
  });

  test('of an anonymous sale says what it would earn', () =>
    given(warung())
      .when(anonymousSale('INV-1', 5_000))
      .then({ receipt: { earned: 0, withheld: 'no-member', explanation: { points: 5 } } }));
});

describe('The explanation of an invoice', () => {
  async function explained(...steps: Parameters<typeof stageOf> extends [unknown, ...infer Steps] ? Steps : never) {
    const { ledger } = await stageOf(warung(), ...steps);
    return valueOf(await ledger().getInvoice({ invoiceId: 'INV-1' }));
  }

  test('is of what is kept after refunds', async () => {
    const invoice = await explained(sale('INV-1', 78_500, { lines: [tea, cake] }), refund('INV-1', 'R-1', cakeBack));
    expect(invoice).toMatchObject({ earned: 33, explanation: { points: 33, rules: [{ base: 33_000 }] } });
  });
  const cakeBack = { lines: [{ lineId: 'cake' }] };

  test('tells what was paid with points and so earned nothing', async () => {
    const invoice = await explained(adjust(200), sale('INV-1', 50_000), redeem('RD-1', 200, { invoiceId: 'INV-1' }));
    expect(invoice).toMatchObject({
      earned: 30,
      explanation: { points: 30, rules: [{ base: 30_000, paidWithPoints: 20_000 }] },
      redemptions: [{ redemptionId: 'RD-1', memberId: 'ayu', points: 200, value: 20_000, returned: 0 }],
    });
  });

  test('stays that of the rules and the tier of its first save', async () => {
    const invoice = await explained(sale('INV-1', 50_000), update({ tier: 'gold' }));
    expect(invoice).toMatchObject({ earned: 50, explanation: { points: 50 } });
  });
});

describe('A repetition explains what the command did', () => {
  const whole = sale('INV-1', 78_500, { lines: [tea, cake] });
  const cakeBack = refund('INV-1', 'R-1', { lines: [{ lineId: 'cake' }] });
  const asSold = { receipt: { replayed: true, explanation: { points: 78 } } };
  test('where goods came back since', () => given(warung(), whole, cakeBack).when(whole).then(asSold));

  test('where the rest was voided since', () =>
    given(warung(), whole, cakeBack, voiding('INV-1')).when(whole).then(asSold));

  test('where the void was a mistake', () =>
    given(warung(), whole, voiding('INV-1'), reinstate('INV-1'), cakeBack).when(whole).then(asSold));

  test('of an edit after a return, where another edit came since', () =>
    given(warung(), whole, refund('INV-1', 'R-1', 8500), second, refund('INV-1', 'R-2', 1000), third)
      .when(second)
      .then({ receipt: { replayed: true, explanation: { points: 41 } } }));
  const second = sale('INV-1', 50_000, { revision: 2 });
  const third = sale('INV-1', 20_000, { revision: 3 });
});
