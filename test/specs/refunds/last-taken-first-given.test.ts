import { describe, test } from 'vitest';
import {
  adjust,
  bounce,
  capture,
  given,
  hold,
  reassign,
  redeem,
  reinstate,
  release,
  unspend,
  voiding,
} from '../../support/specification/specification.ts';
import { euroShop, goodwill, paid, sold } from '../../support/shops/euro-shop.ts';

const lenient = euroShop({ refund: { clawback: 'within-balance' } });
const all = sold(10_000);
const at = (total: number, revision: number) => sold(total, { revision });
const other = (total: number) => sold(total, {}, 'INV-2');
/** All 100 points are spent, and the sale is corrected to 1 point: 99 are forgiven. */
const forgiven = [all, redeem('RD-1', 100), at(100, 2)];

describe('What was taken last comes again first', () => {
  test('by a reinstatement: the point that the void took, not those that an edit forgave before', () =>
    given(lenient, ...forgiven, other(100), voiding('INV-1'))
      .when(reinstate('INV-1'))
      .then({ balance: 1, receipt: { earned: 1, earnedInAll: 1 } }));

  test('by an edit back', () =>
    given(lenient, all, redeem('RD-1', 100), at(5000, 2), other(3000), at(2000, 3))
      .when(at(5000, 4))
      .then({ balance: 30, receipt: { earned: 30 } }));

  test('by an edit, of what a refund took after another one had forgiven', () =>
    given(lenient, all, redeem('RD-1', 100), goodwill('R-1', 5000), other(3000), goodwill('R-2', 2000))
      .when(at(12_000, 2))
      .then({ balance: 30, receipt: { earned: 20 } }));

  test('by a payment, where another one bounced', () =>
    given(
      { ...lenient, earn: { ...lenient.earn, trigger: 'on-full-payment' } },
      all,
      paid(10_000),
      redeem('RD-1', 100),
      at(100, 2),
      adjust(1),
      bounce('INV-1', 'P-1'),
    )
      .when(paid(100, 'P-2'))
      .then({ balance: 1, receipt: { earned: 1 } }));

  test('by a move back to the member whose sale it was', () =>
    given(lenient, ...forgiven, other(100), reassign('INV-1', 'budi'))
      .when(reassign('INV-1', 'ayu'))
      .then({ balance: 1, balanceOf: { budi: 0 } }));

  test('debt that was made comes again the same way', () =>
    given(euroShop(), all, redeem('RD-1', 100), at(5000, 2), adjust(80), at(2000, 3))
      .when(at(5000, 4))
      .then({ balance: 30 }));
});

describe('Of what one command took, what was forgiven comes first', () => {
  const taken = [all, redeem('RD-1', 90), at(5000, 2)]; // 10 are taken, 40 forgiven

  test('so that a smaller increase gives nothing', () =>
    given(lenient, ...taken)
      .when(at(6000, 3))
      .then({ balance: 0, receipt: { earned: 0 } }));

  test('and all of it gives what was taken', () =>
    given(lenient, ...taken, at(6000, 3))
      .when(at(10_000, 4))
      .then({ balance: 10, receipt: { earned: 10 } }));

  test('also where the redemption is undone in part meanwhile', () =>
    given(lenient, ...taken, unspend('RD-1', 'UNDO-1', 15))
      .when(at(7500, 3))
      .then({ balance: 0, receipt: { earned: 0 } }));
});

describe('No points come out of nothing', () => {
  test('by edits in part, however often', () =>
    given(lenient, ...forgiven, at(5000, 3), at(100, 4), at(3000, 5), at(2000, 6), at(9000, 7), at(100, 8))
      .when(at(10_000, 9))
      .then({ balance: 0, receipt: { earned: 0, earnedInAll: 100 } }));

  test('nor with points of another sale between them', () =>
    given(lenient, ...forgiven, other(5000), at(6000, 3), at(1000, 4), at(10_000, 5), redeem('RD-2', 50))
      .when(at(100, 6), at(10_000, 7))
      .then({ balance: 0 }));
});

describe('Points are held as a sale takes more than was forgiven before', () => {
  const held = [all, redeem('RD-1', 100), at(5000, 2), other(3000), hold('HD-1', 30), at(2000, 3)];

  test('the sale forgives them, and an increase leaves the hold nothing to give up', () =>
    given(lenient, ...held, at(5000, 4))
      .when(release('HD-1'))
      .then({ entries: ['hold-released +0'], balance: 30 }));

  test('after the release, an increase gives them again', () =>
    given(lenient, ...held, release('HD-1'))
      .when(at(5000, 4))
      .then({ balance: 30, receipt: { earned: 30 } }));

  test('after a capture, it gives nothing', () =>
    given(lenient, ...held, capture('HD-1'))
      .when(at(5000, 4))
      .then({ balance: 0, receipt: { earned: 0 } }));
});
