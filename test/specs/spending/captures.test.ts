import { describe, expect, test } from 'vitest';
import { openDesk } from '../../support/shops/code-desk.ts';
import {
  adjust,
  anonymousSale,
  ayu,
  capture,
  claim,
  given,
  hold,
  publish,
  reassign,
  redeem,
  release,
  stageOf,
  valueOf,
  voiding,
} from '../../support/specification/specification.ts';
import { euroShop, paid, sold, soldToNobody } from '../../support/shops/euro-shop.ts';

const atRate = (points: number, money: number, more: object = {}) =>
  euroShop({ redeem: { rate: { points, money }, ...more }, earn: { rules: [] } });
const forIt = { invoiceId: 'INV-1' };

describe('A capture of a part', () => {
  test('is worth what the same points are worth at once', async () => {
    await given(atRate(3, 10), adjust(43), hold('H-1', 43))
      .when(capture('H-1', { points: 21 }))
      .then({ receipt: { value: 70 } });
    await given(atRate(3, 10), adjust(43))
      .when(redeem('H-1', 21))
      .then({ receipt: { value: 70 } });
    await given(atRate(100, 1), adjust(199), hold('H-1', 199))
      .when(capture('H-1', { points: 100 }))
      .then({ receipt: { value: 1 } });
  });

  test('of a hold that covered a sale exactly is worth its rate', async () => {
    const history = [adjust(107), soldToNobody(10_625), hold('H-1', 107, forIt)];
    const shop = atRate(1, 100, { coverExactTotal: true });
    await given(shop, ...history)
      .when(capture('H-1', { points: 50 }))
      .then({ receipt: { value: 5000 } });
    await given(shop, ...history)
      .when(capture('H-1'))
      .then({ receipt: { value: 10_625 } });
    await given(shop, ...history, soldToNobody(20_000))
      .when(capture('H-1'))
      .then({ receipt: { value: 10_700 } });
    await given(shop, ...history, soldToNobody(10_000))
      .when(capture('H-1'))
      .then({ receipt: { value: 10_000 } });
  });

  test('keeps the rate of the day on which the points were held', () =>
    given(atRate(1, 100), adjust(50), hold('H-1', 50), publish(atRate(1, 10)))
      .when(capture('H-1', { points: 30 }))
      .then({ receipt: { value: 3000 } }));
});

describe('A capture that names the sale', () => {
  const held = [adjust(50), hold('H-1', 50, { saleTotal: 10_000 })];

  test('that was saved after the hold pays it', async () => {
    await given(euroShop(), ...held, sold(10_000))
      .when(capture('H-1', forIt))
      .then({ receipt: { value: 5000 }, entries: ['hold-captured −50', 'invoice-paid-with-points −50'], balance: 50 });
    const { ledger } = await stageOf(euroShop(), ...held, sold(10_000), capture('H-1', forIt));
    expect(valueOf(await ledger().getInvoice(forIt))).toMatchObject({
      earned: 50,
      redemptions: [{ redemptionId: 'H-1', points: 50, value: 5000 }],
    });
  });

  test('must name the sale that the points are held for', () =>
    given(euroShop(), adjust(50), sold(10_000), sold(10_000, {}, 'INV-2'), hold('H-1', 50, forIt))
      .when(capture('H-1', { invoiceId: 'INV-2' }))
      .then({ error: { kind: 'invalid-command', field: 'invoiceId' }, balance: { held: 50 } }));

  test('that is unknown is refused', () =>
    given(euroShop(), ...held)
      .when(capture('H-1', forIt))
      .then({ error: 'unknown-invoice' }));
});

describe('A void', () => {
  test('lets go what is held for the sale', () =>
    given(euroShop(), adjust(50), sold(10_000), hold('H-1', 40, forIt), hold('H-2', 5))
      .when(voiding('INV-1'))
      .then({
        entries: ['hold-released +0', 'invoice-refunded −100'],
        balance: { balance: 50, available: 45, held: 5 },
      }));

  test('leaves no hold to capture, and a release of it finds it released', async () => {
    const history = [adjust(50), sold(10_000), hold('H-1', 40, forIt), voiding('INV-1')];
    await given(euroShop(), ...history)
      .when(capture('H-1'))
      .then({ error: { kind: 'hold-closed', state: 'released' } });
    await given(euroShop(), ...history)
      .when(release('H-1'))
      .then({ error: { kind: 'hold-closed', state: 'released' } });
  });

  test('finds who held points while the sale was nobody’s, and who held them before it moved', async () => {
    await given(euroShop(), adjust(50), soldToNobody(10_000), hold('H-1', 40, forIt))
      .when(voiding('INV-1'))
      .then({ balance: { available: 50, held: 0 } });
    await given(
      euroShop(),
      adjust(50),
      soldToNobody(10_000),
      hold('H-1', 40, forIt),
      claim('INV-1', { memberId: 'budi' }),
    )
      .when(voiding('INV-1'))
      .then({ balance: { available: 50, held: 0 } });
    await given(euroShop(), adjust(50), sold(10_000), hold('H-1', 40, forIt), reassign('INV-1', 'budi'))
      .when(voiding('INV-1'))
      .then({ balance: { available: 50, held: 0 } });
  });

  test('covers its clawback with what it lets go', () =>
    given(euroShop({ refund: { clawback: 'refuse' } }), sold(10_000), hold('H-1', 40, forIt))
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { taken: 100, debt: 0 } }));

  test('ends the code that waits for the hold', async () => {
    const desk = await openDesk();
    const ledger = desk.ledger();
    valueOf(await ledger.saveInvoice({ invoiceId: 'INV-1', memberId: ayu, currency: 'IDR', total: 20_000 }));
    const { challengeId, code } = await desk.asked({ invoiceId: 'INV-1' });
    valueOf(await ledger.voidInvoice({ invoiceId: 'INV-1', refundId: 'V' }));
    expect(valueOf(await ledger.getBalance({ memberId: ayu }))).toMatchObject({ held: 0 });
    const confirmed = await ledger.codes.confirmRedemption({ challengeId, code });
    expect(confirmed.isErr() && confirmed.error).toMatchObject({ kind: 'challenge-closed', state: 'cancelled' });
  });
});

test('What is left to pay counts payments, and a sale that is paid takes no more points', () =>
  given(
    euroShop({ earn: { rules: [] } }),
    adjust(50),
    anonymousSale('INV-1', 10_000, { currency: 'EUR' }),
    hold('H-1', 50, forIt),
    paid(10_000),
  )
    .when(capture('H-1'))
    .then({ error: { kind: 'redemption-not-allowed', rule: 'invoice-total', limit: 0 } }));
