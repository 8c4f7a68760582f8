import { describe, expect, test } from 'vitest';
import {
  adjust,
  bringBack,
  capture,
  given,
  hold,
  minutesPass,
  redeem,
  reinstate,
  release,
  reverse,
  setBalance,
  sweep,
  unspend,
  voiding,
} from '../../support/specification/specification.ts';
import { euroShop, goodwill, sold } from '../../support/shops/euro-shop.ts';

const lenient = euroShop({ refund: { clawback: 'within-balance' } });

describe('All points are held as the goods come back, and the shop forgives', () => {
  const returned = [sold(10_000), hold('HD-1', 100), voiding('INV-1')];

  test('a release takes them back', () =>
    given(lenient, ...returned)
      .when(release('HD-1'))
      .then({
        entries: ['hold-released +0', 'invoice-refunded −100'],
        balance: { balance: 0, held: 0, debt: 0 },
        receipt: { state: 'released', points: 100 },
      }));

  test('a sweep after the deadline does', () =>
    given(lenient, ...returned, minutesPass(15))
      .when(sweep, adjust(5))
      .then({ entries: ['hold-lapsed +0', 'invoice-refunded −100', 'points-added +5'], balance: 5 }));

  test('and the balance tells it from the deadline on, without a sweep', () =>
    given(lenient, ...returned, minutesPass(15))
      .when(redeem('RD-1', 1))
      .then({ error: 'insufficient-points', entries: [], balance: { balance: 0, available: 0, held: 0 } }));

  test('a capture keeps what was promised to the customer', () =>
    given(lenient, ...returned)
      .when(capture('HD-1'))
      .then({ entries: ['hold-captured −100'], balance: 0 }));

  test('a capture of a part gives the rest up', () =>
    given(lenient, ...returned)
      .when(capture('HD-1', { points: 70 }))
      .then({ entries: ['hold-captured −70', 'invoice-refunded −30'], balance: 0 }));

  test('after a release, a reinstatement gives all of them again', () =>
    given(lenient, ...returned, release('HD-1'))
      .when(reinstate('INV-1'))
      .then({ balance: 100, receipt: { earned: 100 } }));

  test('after a capture it gives nothing, for they were forgiven', () =>
    given(lenient, ...returned, capture('HD-1'))
      .when(reinstate('INV-1'))
      .then({ balance: 0, receipt: { earned: 0 } }));

  test('while they are held, a reinstatement leaves the hold nothing to give up', () =>
    given(lenient, ...returned, reinstate('INV-1'))
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0'], balance: 100 }));

  test('what was earned since is not taken', () =>
    given(lenient, ...returned, sold(3000, {}, 'INV-2'))
      .when(release('HD-1'))
      .then({ balance: { balance: 30, available: 30 } }));

  test('nor is it by a hold that was opened since', () =>
    given(lenient, ...returned, sold(3000, {}, 'INV-2'), hold('HD-2', 30))
      .when(release('HD-2'))
      .then({ entries: ['hold-released +0'], balance: { available: 30, held: 100 } }));

  test('a balance that is set is right, whatever a release gives back', () =>
    given(lenient, ...returned, setBalance(150))
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0'], balance: 150 }));
});

describe('A part of the points is held', () => {
  test('goods in part: the release leaves what the kept goods earned', () =>
    given(lenient, sold(10_000), hold('HD-1', 80), goodwill('R-1', 6000))
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0', 'invoice-refunded −40'], balance: { balance: 40, available: 40 } }));

  test('an edit down alike', () =>
    given(lenient, sold(10_000), hold('HD-1', 80), sold(4000))
      .when(release('HD-1'))
      .then({ balance: { balance: 40, available: 40 } }));

  test('two holds: whichever gives its points back gives up what is owed', async () => {
    const two = [sold(10_000), hold('HD-1', 50), hold('HD-2', 50), goodwill('R-1', 6000)];
    await given(lenient, ...two, capture('HD-1'))
      .when(release('HD-2'))
      .then({ entries: ['hold-released +0', 'invoice-refunded −50'], balance: 0 });
    await given(lenient, ...two, release('HD-2'))
      .when(capture('HD-1'))
      .then({ entries: ['hold-captured −50'], balance: 0 });
    await given(lenient, ...two, release('HD-2'))
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0', 'invoice-refunded −10'], balance: 40 });
  });

  test('two sales: each has its own again', () =>
    given(
      lenient,
      sold(5000),
      sold(3000, {}, 'INV-2'),
      hold('HD-1', 80),
      voiding('INV-1'),
      voiding('INV-2'),
      release('HD-1'),
      reinstate('INV-2'),
    )
      .when(reinstate('INV-1'))
      .then({ balance: 80, receipt: { earned: 50 } }));
});

describe('What took points was a mistake, and points are held besides', () => {
  test('they make good what was forgiven, and the hold gives its own back', () =>
    given(lenient, sold(10_000), redeem('RD-1', 60), hold('HD-1', 40), voiding('INV-1'), unspend('RD-1'))
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0', 'invoice-refunded −40'], balance: 0 }));

  test('after the release too', () =>
    given(lenient, sold(10_000), redeem('RD-1', 60), hold('HD-1', 40), voiding('INV-1'), release('HD-1'))
      .when(unspend('RD-1'))
      .then({ entries: ['redemption-undone +60', 'invoice-refunded −60'], balance: 0 }));
});

describe('Goods come back without a sale while the points are held', () => {
  const returned = [sold(5000), hold('HD-1', 40), bringBack('RET-1', { points: 50 })];

  test('a release takes the rest', () =>
    given(lenient, ...returned)
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0', 'goods-returned −40'], balance: 0 }));

  test('unless the return was undone before', () =>
    given(lenient, ...returned, reverse(3))
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0'], balance: 50 }));

  test('or while they are held, in parts, too', () =>
    given(lenient, ...returned, reverse(3, 25, { idempotencyKey: 'a part' }))
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0', 'goods-returned −25'], balance: 25 }));

  test('a return of which nothing was there can be undone while all is held', () =>
    given(lenient, sold(4000), hold('HD-1', 40), bringBack('RET-1', { points: 40 }), reverse(3))
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0'], balance: 40 }));

  test('the return is one thing: its undoing gives both back', () =>
    given(lenient, ...returned, release('HD-1'))
      .when(reverse(3))
      .then({ entries: ['entry-reversed +50'], receipt: { delta: 50 }, balance: 50 }));

  test('also where the hold has just lapsed, and nobody wrote that yet', () =>
    given(lenient, ...returned, minutesPass(15))
      .when(reverse(3))
      .then({ entries: ['hold-lapsed +0', 'goods-returned −40', 'entry-reversed +50'], balance: 50 }));

  test('in parts, and no more than all of it', async () => {
    const undone = [...returned, release('HD-1'), reverse(3, 30, { idempotencyKey: 'a part' })];
    await given(lenient, ...undone)
      .when(reverse(3, 21))
      .then({ error: { kind: 'reversal-exceeds-entry', left: 20 }, balance: 30 });
    await given(lenient, ...undone)
      .when(reverse(3))
      .then({ entries: ['entry-reversed +20'], balance: 50 });
  });

  test('what the hold paid is not undone apart from it', () =>
    given(lenient, ...returned, release('HD-1'))
      .when(reverse(5))
      .then({ error: { kind: 'not-reversible', message: expect.stringContaining('RET-1') }, balance: 0 }));

  test('two holds pay one after the other, and both come back', () =>
    given(
      lenient,
      sold(5000),
      hold('HD-1', 20),
      hold('HD-2', 20),
      bringBack('RET-1', { points: 50 }),
      release('HD-1'),
      release('HD-2'),
    )
      .when(reverse(4))
      .then({ entries: ['entry-reversed +50'], balance: 50 }));

  test('what was captured meanwhile stays spent, and only the rest comes back', () =>
    given(lenient, ...returned, capture('HD-1', { points: 25 }))
      .when(reverse(3))
      .then({ entries: ['entry-reversed +25'], balance: 25 }));
});

describe('Points paid for the sale that had given some of those that are held', () => {
  test('a release takes what the sale earned on what points paid', () =>
    given(lenient, sold(10_000), hold('HD-1', 50), redeem('RD-1', 50, { invoiceId: 'INV-1' }))
      .when(release('HD-1'))
      .then({ balance: 0 }));
});
