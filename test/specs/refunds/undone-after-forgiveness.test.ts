import { describe, test } from 'vitest';
import {
  adjust,
  bringBack,
  capture,
  daysPass,
  given,
  hold,
  reassign,
  redeem,
  reinstate,
  release,
  reverse,
  unspend,
  voiding,
} from '../../support/specification/specification.ts';
import { euroShop, goodwill, sold } from '../../support/shops/euro-shop.ts';

const lenient = euroShop({ refund: { clawback: 'within-balance' } });

describe('What took points was a mistake, and a sale forgave them meanwhile', () => {
  test('a return without a sale, undone after the void of the sale, leaves nothing', () =>
    given(lenient, sold(5000), bringBack('RET-1', { points: 50 }), voiding('INV-1'))
      .when(reverse(2))
      .then({ balance: 0, entries: ['entry-reversed +50', 'invoice-refunded −50'], receipt: { delta: 50 } }));

  test('in whatever parts it is undone', () =>
    given(lenient, sold(5000), bringBack('RET-1', { points: 50 }), voiding('INV-1'), reverse(2, 20))
      .when(reverse(2, 30, { idempotencyKey: 'the rest' }))
      .then({ balance: 0 }));

  test('also where only a part of the sale came back', () =>
    given(lenient, sold(5000), bringBack('RET-1', { points: 50 }), goodwill('R-1', 2000))
      .when(reverse(2))
      .then({ balance: 30 }));

  test('and a reinstatement gives it all again', () =>
    given(lenient, sold(5000), bringBack('RET-1', { points: 50 }), voiding('INV-1'), reverse(2))
      .when(reinstate('INV-1'))
      .then({ balance: 50, receipt: { earned: 50, earnedInAll: 50 } }));

  test('a deduction by hand', () =>
    given(lenient, sold(5000), adjust(50, { direction: 'deduct' }), voiding('INV-1'))
      .when(reverse(2))
      .then({ balance: 0 }));

  test('a redemption', () =>
    given(lenient, sold(5000), redeem('RD-1', 50), voiding('INV-1')).when(unspend('RD-1')).then({ balance: 0 }));

  test('a redemption on another sale', () =>
    given(lenient, sold(5000), sold(9000, {}, 'INV-2'), redeem('RD-1', 50, { invoiceId: 'INV-2' }), redeem('RD-2', 40))
      .when(voiding('INV-1'), unspend('RD-1'))
      .then({ balance: 50 }));

  test('a capture', () =>
    given(lenient, sold(5000), hold('HD-1', 50), voiding('INV-1'), capture('HD-1'))
      .when(unspend('HD-1'))
      .then({ balance: 0 }));

  test('but what was forgiven before that stays forgiven', () =>
    given(
      lenient,
      sold(5000),
      redeem('RD-1', 50),
      voiding('INV-1'),
      sold(3000, {}, 'INV-2'),
      bringBack('RET-1', { points: 30 }),
    )
      .when(reverse(4))
      .then({ balance: 30 }));
});

describe('What took points was a mistake, and a return without a sale forgave them meanwhile', () => {
  test('a redemption, undone after it, leaves what the return would have left', () =>
    given(lenient, sold(5000), redeem('RD-1', 50), bringBack('RET-1', { points: 30 }))
      .when(unspend('RD-1'))
      .then({ balance: 20, entries: ['redemption-undone +50', 'goods-returned −30'], receipt: { points: 50 } }));

  test('in whatever parts it is undone', () =>
    given(lenient, sold(5000), redeem('RD-1', 50), bringBack('RET-1', { points: 30 }), unspend('RD-1', 'a part', 20))
      .when(unspend('RD-1', 'the rest'))
      .then({ balance: 20, entries: ['redemption-undone +30', 'goods-returned −10'] }));

  test('a deduction by hand', () =>
    given(lenient, sold(5000), adjust(50, { direction: 'deduct' }), bringBack('RET-1', { points: 30 }))
      .when(reverse(2))
      .then({ balance: 20 }));

  test('and the return gives it all back when it is undone itself', () =>
    given(lenient, sold(5000), redeem('RD-1', 50), bringBack('RET-1', { points: 30 }), unspend('RD-1'))
      .when(reverse(3))
      .then({ balance: 50, receipt: { delta: 30 } }));

  test('unless the return was undone before: then it asks for nothing', () =>
    given(lenient, sold(5000), redeem('RD-1', 20), bringBack('RET-1', { points: 50 }), reverse(3))
      .when(unspend('RD-1'))
      .then({ balance: 50, entries: ['redemption-undone +20'] }));

  test('also where it had forgiven all of its points: it is undone by an entry of 0, once', async () => {
    const undone = [sold(5000), redeem('RD-1', 50), bringBack('RET-1', { points: 30 }), reverse(3)];
    await given(lenient, ...undone.slice(0, -1))
      .when(reverse(3))
      .then({ entries: ['entry-reversed +0'], balance: 0, receipt: { delta: 0 } });
    await given(lenient, ...undone)
      .when(unspend('RD-1'))
      .then({ entries: ['redemption-undone +50'], balance: 50 });
    await given(lenient, ...undone)
      .when(reverse(3, undefined, { idempotencyKey: 'once more' }))
      .then({ error: { kind: 'reversal-exceeds-entry' } });
    await given(lenient, ...undone.slice(0, -1))
      .when(reverse(3, 1))
      .then({ error: { kind: 'reversal-exceeds-entry' } });
  });

  test('where a part of it was undone, it asks for the rest', () =>
    given(lenient, sold(5000), redeem('RD-1', 30), bringBack('RET-1', { points: 50 }), reverse(3, 10))
      .when(unspend('RD-1'))
      .then({ balance: 10 }));

  test('the last that forgave is made good first', () =>
    given(lenient, sold(5000), redeem('RD-1', 50), voiding('INV-1'), bringBack('RET-1', { points: 30 }))
      .when(unspend('RD-1'))
      .then({ balance: 0, entries: ['redemption-undone +50', 'goods-returned −30', 'invoice-refunded −20'] }));

  const holding = [sold(5000), redeem('RD-1', 20), hold('HD-1', 20)];

  test('and what holds owe for it is owed as far as nothing else was found', () =>
    given(lenient, ...holding, bringBack('RET-1', { points: 50 }), unspend('RD-1'))
      .when(release('HD-1'))
      .then({ balance: 0, entries: ['hold-released +0', 'goods-returned −20'] }));

  test('so a hold owes nothing once the points are there', () =>
    given(lenient, ...holding, bringBack('RET-1', { points: 25 }), unspend('RD-1'))
      .when(release('HD-1'))
      .then({ balance: 25, entries: ['hold-released +0'] }));
});

describe('Two sales forgave points', () => {
  const both = [
    sold(5000),
    sold(3000, {}, 'INV-2'),
    bringBack('RET-1', { points: 80 }),
    voiding('INV-1'),
    voiding('INV-2'),
  ];

  test('and the last that did is made good first', () =>
    given(lenient, ...both)
      .when(reverse(3, 40))
      .then({ balance: 0, entries: ['entry-reversed +40', 'invoice-refunded −30', 'invoice-refunded −10'] }));

  test('so a reinstatement of it gives again what it gave, and one of the other what was made good of it', () =>
    given(lenient, ...both, reverse(3, 40), reinstate('INV-2'))
      .when(reinstate('INV-1'))
      .then({ balance: 40, receipt: { earned: 10 } }));

  test('and both are made good in the end', () =>
    given(lenient, ...both, reverse(3, 40))
      .when(reverse(3, 40, { idempotencyKey: 'the rest' }))
      .then({ balance: 0, entries: ['entry-reversed +40', 'invoice-refunded −40'] }));
});

describe('A sale that forgave points has gone to another member', () => {
  const moved = [
    sold(5000),
    bringBack('RET-1', { points: 50 }),
    goodwill('R-1', 2000),
    reassign('INV-1', 'budi', { idempotencyKey: 'to budi' }),
  ];

  test('and the one whom it left makes good what it forgave there', () =>
    given(lenient, ...moved)
      .when(reverse(2))
      .then({
        entries: ['entry-reversed +50', 'invoice-refunded −30', 'invoice-refunded −20'],
        balance: 0,
        balanceOf: { budi: 30 },
      }));

  test('so when it comes back, it brings what it has', () =>
    given(lenient, ...moved, reverse(2))
      .when(reassign('INV-1', 'ayu', { idempotencyKey: 'back' }))
      .then({ balance: 30, balanceOf: { budi: 0 } }));

  test('as one who had it by mistake does, who spent its points and did not mean to', () =>
    given(lenient, sold(5000), redeem('RD-1', 20), reassign('INV-1', 'budi', { idempotencyKey: 'to budi' }))
      .when(unspend('RD-1'))
      .then({ balance: 0, balanceOf: { budi: 50 } }));
});

describe('What was forgiven is not made good', () => {
  test('with points that had ended', () =>
    given(
      euroShop({
        refund: { clawback: 'within-balance' },
        expiry: { kind: 'after', period: { unit: 'days', count: 10 } },
      }),
      sold(5000),
      bringBack('RET-1', { points: 50 }),
      voiding('INV-1'),
      daysPass(20),
    )
      .when(reverse(2))
      .then({ balance: 0, entries: ['entry-reversed +50', 'lot-expired −50'] }));
});
