import { describe, test } from 'vitest';
import { given, sale, refund } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('Steps', () => {
  const per250 = (steps?: 'whole' | 'share', more: object = {}) =>
    warung({ earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 5, of: 250, steps }, ...more }] } });

  test('5 points for every full 2.50, unless the rule counts the share of a step', async () => {
    await given(per250()).when(sale('INV-1', 300)).then({ balance: 5 });
    await given(per250('whole')).when(sale('INV-1', 499)).then({ balance: 5 });
    await given(per250('whole')).when(sale('INV-1', 500)).then({ balance: 10 });
    await given(per250('share')).when(sale('INV-1', 300)).then({ balance: 6 });
  });

  test('are those of all lines together, and of each rule for itself', async () => {
    const lines = [
      { lineId: 'a', category: 'food', net: 200 },
      { lineId: 'b', net: 200 },
    ];
    await given(per250())
      .when(sale('INV-1', 400, { lines }))
      .then({ balance: 5 });
    await given(per250('whole', { only: { categories: ['food'] } }))
      .when(sale('INV-1', 400, { lines }))
      .then({ balance: 0 });
  });

  test('a double day doubles the points of full steps', async () => {
    const double = (steps: 'whole' | 'share', times = 2, per = 1) => {
      const { earn, ...others } = per250(steps);
      return { ...others, earn: { ...earn, multipliers: [{ multiplierId: 'double', times, per }] } };
    };
    await given(double('whole')).when(sale('INV-1', 400)).then({ balance: 10 });
    await given(double('share')).when(sale('INV-1', 400)).then({ balance: 16 });
    await given(double('whole', 1, 2))
      .when(sale('INV-1', 300))
      .then({ balance: 2 });
  });

  test('rounding is of points: there is nothing to round but by a multiplier', async () => {
    await given(per250('whole', { rounding: 'ceil' }))
      .when(sale('INV-1', 300))
      .then({ balance: 5 });
    const half = per250('whole', { rounding: 'ceil' });
    await given({ ...half, earn: { ...half.earn, multipliers: [{ multiplierId: 'half', times: 1, per: 2 }] } })
      .when(sale('INV-1', 300))
      .then({ balance: 3 });
  });

  test('a refund leaves the full steps of what is kept, in whatever parts it comes', async () => {
    await given(per250(), sale('INV-1', 600))
      .when(refund('INV-1', 'R-1', 100))
      .then({ entries: [], balance: 10 });
    await given(per250(), sale('INV-1', 600), refund('INV-1', 'R-1', 100))
      .when(refund('INV-1', 'R-2', 1))
      .then({ entries: ['invoice-refunded −5'], balance: 5 });
    await given(per250(), sale('INV-1', 600))
      .when(refund('INV-1', 'R-1', 101))
      .then({ entries: ['invoice-refunded −5'], balance: 5 });
  });
});
