import { describe, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  claim,
  given,
  refund,
  sale,
  type Step,
  voiding,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

describe('A refund', () => {
  test('by amount takes back what the refunded part earned', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(refund('INV-1', 'R-1', 30_000))
      .then({
        entries: ['invoice-refunded −30'],
        balance: 70,
        receipt: { value: 30_000, clawedBack: 30, taken: 30, lapsed: 0, debt: 0, forgiven: 0, earned: 0 },
      }));

  test('takes back what the sale earned less what the kept part earns: rounding is the shop’s', () =>
    given(warung(), sale('INV-1', 10_500))
      .when(refund('INV-1', 'R-1', 600)) // 9,900 kept earn 9 of 10
      .then({ balance: 9 }));

  test('ten small ones equal one large one', async () => {
    const small: Step[] = Array.from({ length: 10 }, (_, index) => refund('INV-1', `R-${index}`, 1_999));
    await given(warung(), sale('INV-1', 100_500), ...small)
      .when(adjust(1))
      .then({ balance: 81 }); // 100,500 − 19,990 kept earn 80
    await given(warung(), sale('INV-1', 100_500), refund('INV-1', 'R-1', 19_990))
      .when(adjust(1))
      .then({ balance: 81 });
  });

  test('of an unknown invoice is an error', () =>
    given(warung())
      .when(refund('INV-9', 'R-1', 1000))
      .then({ error: { kind: 'unknown-invoice', invoiceId: 'INV-9' } }));

  test('is known by its id: the same again changes nothing', () =>
    given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 30_000))
      .when(refund('INV-1', 'R-1', 30_000))
      .then({ entries: [], balance: 70, receipt: { value: 30_000, clawedBack: 30 } }));

  test('under a used id is refused, for a void too', async () => {
    const refunded = [sale('INV-1', 100_000), refund('INV-1', 'R-1', 30_000)];
    await given(warung(), ...refunded)
      .when(refund('INV-1', 'R-1', 40_000))
      .then({ error: 'idempotency-key-reused', balance: 70 });
    await given(warung(), ...refunded)
      .when(voiding('INV-1', 'R-1'))
      .then({ error: 'idempotency-key-reused', balance: 70 });
  });

  test('of more than is left is refused', () =>
    given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 30_000))
      .when(refund('INV-1', 'R-2', 70_001))
      .then({ error: { kind: 'refund-exceeds-invoice', field: 'value', left: 70_000 }, balance: 70 }));

  test('in another currency is refused', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(refund('INV-1', 'R-1', { value: 1000, currency: 'USD' }))
      .then({ error: 'currency-mismatch' }));

  test('of an anonymous sale is recorded: a claim earns what is kept', () =>
    given(warung(), anonymousSale('INV-1', 100_000), refund('INV-1', 'R-1', 30_000))
      .when(claim('INV-1'))
      .then({ entries: ['invoice-claimed +70'], balance: 70 }));
});

describe('A refund of lines', () => {
  const lines = [
    { lineId: 'tea', sku: 'TEA', category: 'drinks', quantity: '3', net: 30_000, tax: 3_000 },
    { lineId: 'cake', sku: 'CAKE', category: 'food', net: 60_000, tax: 6_000 },
    { lineId: 'promo', net: -10_000 },
  ];
  // Earns 89. The promotion is on the whole sale: of each line 89/99 are to be paid.
  const sold = sale('INV-1', 89_000, { lines });

  test('takes a whole line by its id alone', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'cake' }] }))
      .then({ balance: 29, receipt: { value: 59_333, clawedBack: 60 } })); // 66,000 × 89/99

  test('takes pieces, with their share of the money', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', quantity: '1' }] }))
      .then({ balance: 79, receipt: { value: 9_888, clawedBack: 10 } })); // 11,000 × 89/99

  test('takes parts of a piece', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', quantity: '0.5' }] }))
      .then({ receipt: { value: 4_944 } })); // 5,500 × 89/99

  test('for a stated amount takes that, with the tax on it: the goods are back, and the rest of their worth is a fee', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'cake', net: 30_000 }] }))
      .then({ balance: 29, receipt: { value: 33_000, clawedBack: 60 } }));

  test('takes the rest of a line after a part of it', () =>
    given(warung(), sold, refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', quantity: '1' }] }))
      .when(refund('INV-1', 'R-2', { lines: [{ lineId: 'tea' }] }))
      .then({ balance: 59, receipt: { value: 19_778 } })); // all the tea is worth 29,666, less 9,888

  test('in three pieces leaves nothing of a price that does not divide', () => {
    const piece = (refundId: string) => refund('INV-1', refundId, { lines: [{ lineId: '1', quantity: '1' }] });
    return given(
      warung(),
      sale('INV-1', 10_000, { lines: [{ quantity: '3', net: 10_000 }] }),
      piece('R-1'),
      piece('R-2'),
    )
      .when(piece('R-3'))
      .then({ balance: 0, receipt: { value: 3_334 } });
  });

  test('cannot name a discount: it comes back with the goods that share it', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'cake' }, { lineId: 'promo' }] }))
      .then({ error: { kind: 'refund-exceeds-invoice', field: 'lines[1]', left: 0 }, balance: 89 }));

  test('of a line that the invoice does not have is an error', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'pie' }] }))
      .then({ error: { kind: 'unknown-line', lineId: 'pie' } }));

  test('of more pieces or money than are left is refused', async () => {
    await given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', quantity: '3.5' }] }))
      .then({ error: { kind: 'refund-exceeds-invoice', field: 'lines[0].quantity', left: '3' } });
    await given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', net: 100_000 }] }))
      .then({ error: { kind: 'refund-exceeds-invoice', field: 'value', left: 89_000 } });
  });

  test('with a restocking fee gives less money than the goods cost, and still takes back all the goods', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'cake' }], value: 50_000 }))
      .then({ balance: 29, receipt: { value: 50_000, clawedBack: 60 } }));

  test('after a restocking fee a void leaves nothing', () =>
    given(warung(), sold, refund('INV-1', 'R-1', { lines: [{ lineId: 'cake' }], value: 50_000 }))
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { value: 39_000 } }));

  test('of goodwill first, and of pieces then, takes what is left', () =>
    given(
      warung(),
      sale('INV-1', 100_000, { lines: [{ lineId: 'tea', quantity: '2', net: 100_000 }] }),
      refund('INV-1', 'R-1', 80_000),
    )
      .when(refund('INV-1', 'R-2', { lines: [{ lineId: 'tea', quantity: '1' }] }))
      .then({ receipt: { value: 20_000 }, balance: 0 }));

  test('that the program’s rules exclude takes nothing back', () =>
    given(warung({ earn: { rules: [{ ...base, except: { categories: ['food'] } }] } }), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'cake' }] }))
      .then({ entries: [], balance: 29, receipt: { clawedBack: 0, value: 59_333 } })); // the tea: 33,000 × 89/99
});

describe('A refund where delivery is in the total', () => {
  const sold = sale('INV-1', 65_000, { lines: [{ lineId: 'tea', quantity: '5', net: 50_000 }] });

  test('takes nothing of kept lines when the delivery is not refunded', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', quantity: '2' }] }))
      .then({ balance: 30, receipt: { value: 20_000 } }));

  test('by value alone is goodwill, which comes off the goods before it comes off the delivery', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', 32_500)) // 17,500 of tea are left
      .then({ balance: 17 }));

  test('of the whole total takes everything', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', 65_000))
      .then({ balance: 0 }));

  test('of all lines with the delivery takes everything', () =>
    given(warung(), sold)
      .when(refund('INV-1', 'R-1', { lines: [{ lineId: 'tea' }], value: 65_000 }))
      .then({ balance: 0, receipt: { value: 65_000 } }));

  test('of lines and then by amount ends where the other order ends', async () => {
    const line = refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', quantity: '2' }] });
    const amount = refund('INV-1', 'R-2', 15_000);
    // 30,000 of tea and 15,000 of delivery are kept, and the goodwill takes 15,000 off the tea.
    await given(warung(), sold, line).when(amount).then({ balance: 15 });
    await given(warung(), sold, amount).when(line).then({ balance: 15 });
  });
});

describe('A void', () => {
  test('takes back all that is left', () =>
    given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 30_000))
      .when(voiding('INV-1'))
      .then({ entries: ['invoice-refunded −70'], balance: 0, receipt: { value: 70_000, clawedBack: 70 } }));

  test('of an unknown invoice is an error', () =>
    given(warung()).when(voiding('INV-9')).then({ error: 'unknown-invoice' }));

  test('after a void finds nothing left', () =>
    given(warung(), sale('INV-1', 100_000), voiding('INV-1'))
      .when(voiding('INV-1', 'VOID-2'))
      .then({ entries: [], balance: 0, receipt: { value: 0, clawedBack: 0 } }));
});
