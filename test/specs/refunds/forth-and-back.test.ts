import { describe, test } from 'vitest';
import {
  adjust,
  bounce,
  bringBack,
  daysPass,
  given,
  reassign,
  redeem,
  reinstate,
  sweep,
  voiding,
} from '../../support/specification/specification.ts';
import { centShop, euroShop, goodwill, paid, sold } from '../../support/shops/euro-shop.ts';

const days = (count: number) => ({ kind: 'after', period: { unit: 'days', count } }) as const;
const inactivity = { kind: 'inactivity', period: { unit: 'days', count: 5 } } as const;

describe('A sale that changes forth and back', () => {
  const down = sold(100, { revision: 2 });
  const up = sold(10_000, { revision: 3 });

  test('repays no debt with points that had lapsed', () =>
    given(euroShop({ expiry: days(5) }), sold(10_000), daysPass(10), bringBack('RET-1', { points: 300 }))
      .when(down, up)
      .then({
        balance: { balance: -300, debt: 300 },
        entries: ['invoice-edited +0', 'invoice-edited +0'],
        receipt: { earned: 99, earnedInAll: 100 },
      }));

  test('revives no points that lapsed by inactivity, though the member is active again', () =>
    given(euroShop({ expiry: inactivity }), sold(10_000), daysPass(10), sold(2000, {}, 'INV-2'))
      .when(down, up)
      .then({ balance: 20, receipt: { earnedInAll: 100 } }));

  test('nor those of which it is forgotten that they lapsed', () =>
    given(
      euroShop({ expiry: inactivity, refund: { windowDays: 2 } }),
      sold(10_000),
      daysPass(10),
      sold(2000, {}, 'INV-2'),
      down,
    )
      .when(up, sold(100, { revision: 4 }), sold(10_000, { revision: 5 }))
      .then({ balance: 20, receipt: { earnedInAll: 100 } }));

  test('gives back the points of other sales that it took, with the ends that they had', () =>
    given(
      euroShop({ expiry: days(5) }),
      sold(10_000),
      redeem('RD-1', 100),
      daysPass(10),
      sold(10_000, {}, 'INV-2'),
      down,
      up,
      daysPass(3),
    )
      .when(redeem('RD-2', 100))
      .then({ balance: 0, receipt: { points: 100 } }));

  describe.each([
    ['some days after it', days(5)],
    ['by inactivity', inactivity],
    ['on a date for all', { kind: 'on-date', date: '2026-03-05' }],
  ] as const)('repays the debt that it made, after its points ended %s', (_when, expiry) => {
    test('where the sale is edited', () =>
      given(euroShop({ expiry }), sold(10_000), redeem('RD-1', 100), daysPass(10))
        .when(down, up)
        .then({ balance: { balance: 0, debt: 0 } }));

    test('where it is void and reinstated, beside other debt', () =>
      given(
        euroShop({ expiry, refund: { windowDays: 2 } }),
        adjust(40),
        sold(5000),
        redeem('RD-1', 50),
        bringBack('RET-1', { points: 50 }),
        bringBack('RET-2', { points: 50 }),
        down,
        daysPass(6),
      )
        .when(voiding('INV-1'), reinstate('INV-1'))
        .then({ balance: { balance: -109, debt: 109 }, receipt: { earnedInAll: 1 } }));
  });

  test('gives as points of now what repaid that debt meanwhile', () =>
    given(euroShop({ expiry: days(5) }), sold(10_000), redeem('RD-1', 100), daysPass(10), down, adjust(99))
      .when(up)
      .then({ balance: { available: 99, debt: 0 } }));

  test('forgives what it forgave before', () =>
    given(
      euroShop({ expiry: days(5), refund: { clawback: 'within-balance' } }),
      sold(10_000),
      redeem('RD-1', 100),
      daysPass(10),
      down,
      up,
      adjust(100),
    )
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { taken: 100 } }));

  test('by a void and a reinstatement, too', () =>
    given(euroShop({ expiry: days(5) }), sold(10_000), daysPass(10), bringBack('RET-1', { points: 300 }))
      .when(voiding('INV-1'), reinstate('INV-1'))
      .then({ balance: { balance: -300, debt: 300 }, receipt: { earnedInAll: 100 } }));

  test('by a move to another member and back, too', () =>
    given(euroShop({ expiry: days(5) }), sold(10_000), daysPass(10), bringBack('RET-1', { points: 300 }))
      .when(reassign('INV-1', 'budi'), reassign('INV-1', 'ayu'))
      .then({ balance: { balance: -300, debt: 300 }, balanceOf: { budi: 0 }, receipt: { earnedInAll: 100 } }));

  test('by a payment that bounced and another one, too', () =>
    given(
      euroShop({ expiry: days(5), earn: { trigger: 'on-full-payment' } }),
      sold(10_000),
      paid(10_000),
      daysPass(10),
      bringBack('RET-1', { points: 300 }),
    )
      .when(bounce('INV-1', 'P-1'), paid(10_000, 'P-2'))
      .then({ balance: { balance: -300, debt: 300 }, receipt: { earnedInAll: 100 } }));
});

describe('Points that had ended as they came', () => {
  test('repay no debt', () =>
    given(euroShop({ expiry: days(5) }), bringBack('RET-1', { points: 300 }))
      .when(sold(10_000, { soldAt: new Date('2026-01-10T10:00:00+01:00') }))
      .then({ balance: { balance: -300, debt: 300 }, entries: ['invoice-saved +0', 'lot-expired +0'] }));

  test('make no debt when they are taken back, however late', () =>
    given(
      euroShop({ expiry: days(5), refund: { windowDays: 0 } }),
      sold(10_000, { soldAt: new Date('2026-01-10T10:00:00+01:00') }),
      daysPass(100),
    )
      .when(voiding('INV-1'))
      .then({ balance: 0, receipt: { lapsed: 100, debt: 0, forgiven: 0 } }));
});

describe('Where less kept earns more', () => {
  const half = { multiplierId: 'half', times: 1, per: 2, when: { minimumSpend: 50 } };
  const shop = centShop({
    expiry: days(2),
    refund: { windowDays: 2, graceDays: 2 },
    earn: { multipliers: [half] },
  });
  const history = [sold(56), adjust(4), redeem('RD-1', 4, { invoiceId: 'INV-1' }), daysPass(4), sweep];

  test('two refunds leave what one leaves', async () => {
    await given(shop, ...history)
      .when(goodwill('R-1', 14))
      .then({ balance: 1 });
    await given(shop, ...history, goodwill('R-1', 0))
      .when(goodwill('R-2', 14))
      .then({ balance: 1 });
  });
});
