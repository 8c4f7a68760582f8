import { describe, test } from 'vitest';
import {
  given,
  sale,
  anonymousSale,
  refund,
  voiding,
  redeem,
  publish,
  adjust,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

describe('Saving a sale again', () => {
  test('an edit (a higher revision) restates the sale and posts the difference', () =>
    given(warung(), sale('INV-1', 100_000, { revision: 1 }))
      .when(sale('INV-1', 130_000, { revision: 2 }))
      .then({ entries: ['invoice-edited +30'], balance: 130, receipt: { revision: 2, earned: 30, earnedInAll: 130 } }));

  test('an edit down takes the difference back', () =>
    given(warung(), sale('INV-1', 100_000, { revision: 1 }))
      .when(sale('INV-1', 60_000, { revision: 2 }))
      .then({ entries: ['invoice-edited −40'], balance: 60, receipt: { earned: -40, earnedInAll: 60 } }));

  test('an edit that changes no points writes no entry', () =>
    given(warung(), sale('INV-1', 100_000, { revision: 1 }))
      .when(sale('INV-1', 100_999, { revision: 2 }))
      .then({ entries: [], balance: 100, receipt: { revision: 2, earned: 0, earnedInAll: 100 } }));

  test('a lower revision is a no-op that says it is stale', () =>
    given(warung(), sale('INV-1', 100_000, { revision: 3 }))
      .when(sale('INV-1', 50_000, { revision: 2 }))
      .then({ entries: [], balance: 100, receipt: { outcome: 'stale', earned: 0, revision: 3 } }));

  test('revisions may leave gaps', () =>
    given(warung(), sale('INV-1', 100_000, { revision: 3 }))
      .when(sale('INV-1', 50_000, { revision: 9 }))
      .then({ entries: ['invoice-edited −50'], receipt: { revision: 9 } }));

  test('the same revision with other figures is another command under a used id', () =>
    given(warung(), sale('INV-1', 100_000, { revision: 1 }))
      .when(sale('INV-1', 50_000, { revision: 1 }))
      .then({ error: 'idempotency-key-reused', balance: 100 }));

  test('a late copy of an earlier revision answers what that save did, and that another took its place', () =>
    given(warung(), sale('INV-1', 100_000, { revision: 1 }), sale('INV-1', 50_000, { revision: 2 }))
      .when(sale('INV-1', 100_000, { revision: 1 }))
      .then({
        entries: [],
        balance: 50,
        receipt: { earned: 100, outcome: 'recorded', state: 'superseded', revision: 2, balance: { balance: 50 } },
      }));

  test('without revisions, a save that differs is the next one', () =>
    given(warung(), sale('INV-1', 100_000), sale('INV-1', 70_000))
      .when(sale('INV-1', 90_000))
      .then({ entries: ['invoice-edited +20'], balance: 90, receipt: { revision: 3 } }));

  test('without revisions, the same save is a retry', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(sale('INV-1', 100_000))
      .then({ entries: [], balance: 100, receipt: { revision: 1, earned: 100 } }));

  test('without revisions, a save that was seen before is a late copy: to go back, name a revision', async () => {
    const thereAndBack = [sale('INV-1', 100_000), sale('INV-1', 70_000)];
    await given(warung(), ...thereAndBack)
      .when(sale('INV-1', 100_000))
      .then({ entries: [], balance: 70, receipt: { earned: 100, revision: 2, state: 'superseded', replayed: true } });
    await given(warung(), ...thereAndBack)
      .when(sale('INV-1', 100_000, { revision: 3 }))
      .then({ entries: ['invoice-edited +30'], balance: 100, receipt: { revision: 3 } });
  });

  test('an edit within the balance forgives what was spent, and what is sold again makes that good first', () =>
    given(
      warung({ refund: { clawback: 'within-balance' } }),
      sale('INV-1', 100_000),
      redeem('RD-1', 90),
      sale('INV-1', 50_000), // 10 are taken, 40 forgiven
    )
      .when(sale('INV-1', 100_001))
      .then({ entries: ['invoice-edited +10'], balance: 10, receipt: { earnedInAll: 100 } }));

  test('another customer is not an edit', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(sale('INV-1', 100_000, { memberId: 'budi' }))
      .then({ error: 'invoice-has-member', balance: 100, balanceOf: { budi: 0 } }));

  test('an edit that leaves the customer out keeps the one it has', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(anonymousSale('INV-1', 120_000))
      .then({ entries: ['invoice-edited +20'], receipt: { memberId: 'ayu' } }));

  test('an edit may name the customer of an anonymous sale', () =>
    given(warung(), anonymousSale('INV-1', 100_000))
      .when(sale('INV-1', 100_000))
      .then({ entries: ['invoice-edited +100'], receipt: { memberId: 'ayu', revision: 2 } }));

  test('another currency is refused', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(sale('INV-1', 100_000, { currency: 'USD' }))
      .then({ error: { kind: 'currency-mismatch', expected: 'IDR', actual: 'USD' } }));

  test('the rules of the first save hold for its edits', () => {
    const generous = warung({ earn: { rules: [{ ...base, earn: { per: 'amount', points: 5, of: 1000 } }] } });
    return given(warung(), sale('INV-1', 100_000), publish(generous))
      .when(sale('INV-1', 120_000))
      .then({ entries: ['invoice-edited +20'], balance: 120 });
  });

  test('an edit of a sale that was earned and spent leaves a debt, as a refund would', () =>
    given(warung(), sale('INV-1', 100_000), redeem('R-1', 90))
      .when(sale('INV-1', 60_000))
      .then({ entries: ['invoice-edited −40'], balance: { balance: -30, available: 0, debt: 30 } }));
});

describe('An edit after a refund', () => {
  test('restates what was sold; what was refunded stays refunded', () =>
    given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 40_000))
      .when(sale('INV-1', 120_000))
      // 120,000 − 40,000 kept earns 80; 60 are there.
      .then({ entries: ['invoice-edited +20'], balance: 80, receipt: { earnedInAll: 80 } }));

  test('may lower the sale to what was refunded', () =>
    given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 40_000))
      .when(sale('INV-1', 40_000))
      .then({ entries: ['invoice-edited −60'], balance: 0 }));

  test('may not lower the sale below what was refunded', () =>
    given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 40_000))
      .when(sale('INV-1', 39_999))
      .then({ error: { kind: 'invoice-below-refunded', field: 'total' }, balance: 60 }));

  test('may not take away a line of which something was refunded', () =>
    given(
      warung(),
      sale('INV-1', 100_000, {
        lines: [
          { lineId: 'tea', net: 60_000 },
          { lineId: 'cake', net: 40_000 },
        ],
      }),
      refund('INV-1', 'R-1', { lines: [{ lineId: 'cake' }] }),
    )
      .when(sale('INV-1', 100_000, { lines: [{ lineId: 'tea', net: 100_000 }] }))
      .then({ error: { kind: 'invoice-below-refunded', field: 'line cake' }, balance: 60 }));

  test('may not lower a line below what was refunded of it', () =>
    given(
      warung(),
      sale('INV-1', 100_000, { lines: [{ lineId: 'tea', quantity: '4', net: 100_000 }] }),
      refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', quantity: '2' }] }),
    )
      .when(sale('INV-1', 100_000, { lines: [{ lineId: 'tea', quantity: '1', net: 100_000 }] }))
      .then({ error: { kind: 'invoice-below-refunded', field: 'lines[0].quantity' } }));

  test('after a void, a higher price of what came back is a surplus, which earns nothing', () =>
    given(warung(), sale('INV-1', 100_000), voiding('INV-1'))
      .when(sale('INV-1', 130_000))
      .then({ entries: [], balance: 0 }));

  test('below what points paid gives back the points that no longer pay', () =>
    given(warung(), adjust(500), sale('INV-1', 100_000), redeem('R-1', 500, { invoiceId: 'INV-1' }))
      .when(sale('INV-1', 49_900)) // one of 500 points is too much, and all that is kept is paid with points
      .then({
        entries: ['points-returned +1', 'invoice-edited −50'],
        balance: 1,
        receipt: { pointsReturned: 1, earnedInAll: 0 },
      }));

  test('raising a sale after a part of its points came back takes none of them, and returns no more than were spent', () =>
    given(
      warung({ earn: { rules: [] } }),
      adjust(400),
      sale('INV-1', 100_000),
      redeem('R-1', 400, { invoiceId: 'INV-1' }),
      refund('INV-1', 'R-1', 50_000), // returns 200 of 400
      sale('INV-1', 400_000),
      refund('INV-1', 'R-2', 50_000), // of the share of 1/2 that pays 1/7 goes: 3/7 of 400 still pay, 228 are back
    )
      .when(voiding('INV-1'))
      .then({ entries: ['points-returned +172'], balance: 400, receipt: { pointsReturned: 172 } }));
});
