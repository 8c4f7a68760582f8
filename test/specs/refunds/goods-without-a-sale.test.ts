import { describe, expect, test } from 'vitest';
import {
  adjust,
  bringBack,
  daysPass,
  given,
  hold,
  redeem,
  reverse,
  sale,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

const nineDays = warung({ expiry: { kind: 'after', period: { unit: 'days', count: 9 } } });
const goods = { sale: { currency: 'IDR', total: 30_000 } };

describe('Goods that come back without their sale', () => {
  test('take what they would earn by the rules of now', () =>
    given(warung(), adjust(50))
      .when(bringBack('RET-1', goods))
      .then({
        entries: ['goods-returned −30'],
        balance: 20,
        receipt: { clawedBack: 30, taken: 30, debt: 0, forgiven: 0, returnId: 'RET-1' },
      }));

  test('take as many points as are said', () =>
    given(warung(), adjust(50))
      .when(bringBack('RET-1', { points: 7 }))
      .then({ balance: 43 }));

  test('take by the policy of refunds what was spent', async () => {
    await given(warung(), adjust(20))
      .when(bringBack('RET-1', goods))
      .then({ receipt: { taken: 20, debt: 10 }, balance: { balance: -10, debt: 10 } });
    await given(warung({ refund: { clawback: 'within-balance' } }), adjust(20))
      .when(bringBack('RET-1', goods))
      .then({ receipt: { clawedBack: 30, taken: 20, forgiven: 10 }, balance: 0 });
    await given(warung({ refund: { clawback: 'refuse' } }), adjust(20))
      .when(bringBack('RET-1', goods))
      .then({ error: { kind: 'clawback-refused', clawback: 30, available: 20 }, balance: 20 });
  });

  test('take no held points, and use no first purchase', async () => {
    await given(warung(), adjust(50), hold('RD-1', 40))
      .when(bringBack('RET-1', goods))
      .then({ balance: { held: 40, debt: 20 } });
    const welcome = warung({ earn: { rules: [{ ...base, when: { firstPurchase: true } }] } });
    await given(welcome, bringBack('RET-1', goods)).when(sale('INV-1', 9_000)).then({ balance: 9 });
  });

  test('are undone when the sale is found, in parts too, and the debt with them', async () => {
    await given(warung(), adjust(20), bringBack('RET-1', goods))
      .when(reverse(2))
      .then({ entries: ['entry-reversed +30'], balance: { balance: 20, debt: 0 } });
    await given(warung(), adjust(20), bringBack('RET-1', goods), reverse(2, 15))
      .when(reverse(2))
      .then({ entries: ['entry-reversed +15'], balance: { balance: 20, debt: 0 } });
    await given(warung(), adjust(20), bringBack('RET-1', goods), sale('INV-1', 15_000))
      .when(reverse(2))
      .then({ balance: { balance: 35, debt: 0 } });
  });

  test('come undone as if they had not come: the points end when they would have ended', () =>
    given(nineDays, adjust(20), daysPass(4), bringBack('RET-1', goods), reverse(2), daysPass(6))
      .when(adjust(5))
      .then({ balance: 5 }));

  test('are named among what can be undone, where something else is to be', () =>
    given(warung(), adjust(10), bringBack('RET-1', { points: 4 }), reverse(2))
      .when(reverse(3))
      .then({ error: { kind: 'not-reversible', message: expect.stringContaining('returns without a sale can') } }));

  test('are told in one way, of a member who is known, in the money of the program', async () => {
    await given(warung())
      .when(bringBack('RET-1', { ...goods, points: 3 }))
      .then({ error: 'invalid-command' });
    await given(warung()).when(bringBack('RET-1', {})).then({ error: 'invalid-command' });
    await given(warung())
      .when(bringBack('RET-1', { ...goods, memberId: 'nobody' }))
      .then({ error: 'unknown-member' });
    await given(warung())
      .when(bringBack('RET-1', { sale: { currency: 'EUR', total: 30 } }))
      .then({ error: 'currency-mismatch' });
  });

  test('are known by their id: another return under it is refused', () =>
    given(warung(), adjust(50), redeem('RET-1', 5), bringBack('RET-1', { points: 7 }))
      .when(bringBack('RET-1', { points: 8 }))
      .then({ error: { kind: 'idempotency-key-reused', field: 'returnId' }, balance: 38 }));
});
