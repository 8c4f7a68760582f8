import { describe, test } from 'vitest';
import {
  adjust,
  approve,
  clockAt,
  given,
  monday,
  pay,
  redeem,
  refund,
  sale,
  update,
  voiding,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const onPayment = warung({ earn: { trigger: 'on-full-payment' } });

describe('A program that gives points on full payment', () => {
  test('gives none for a sale that is not paid', () =>
    given(onPayment)
      .when(sale('INV-1', 100_000))
      .then({ entries: [], receipt: { earned: 0, withheld: 'awaiting-payment' } }));

  test('adds payments up: a part is not enough', () =>
    given(onPayment, sale('INV-1', 100_000))
      .when(pay('INV-1', 'P-1', 99_999))
      .then({ entries: [], receipt: { earned: 0, withheld: 'awaiting-payment' } }));

  test('gives the points with the payment that covers the total', () =>
    given(onPayment, sale('INV-1', 100_000), pay('INV-1', 'P-1', 40_000))
      .when(pay('INV-1', 'P-2', 60_000))
      .then({ entries: ['invoice-paid +100'], balance: 100, receipt: { earned: 100, withheld: null } }));

  test('says on each receipt of the sale what is left to pay', async () => {
    await given(onPayment)
      .when(sale('INV-1', 100_000))
      .then({ receipt: { leftToPay: 100_000 } });
    const part = [adjust(50), sale('INV-1', 100_000), redeem('RD-1', 50, { invoiceId: 'INV-1' })];
    await given(onPayment, ...part)
      .when(pay('INV-1', 'P-1', 40_000))
      .then({ receipt: { leftToPay: 55_000 } });
    await given(onPayment, ...part, pay('INV-1', 'P-1', 40_000), refund('INV-1', 'R-1', 50_000))
      .when(pay('INV-1', 'P-2', 5000))
      .then({ receipt: { leftToPay: 2500 } });
    await given(onPayment, ...part, pay('INV-1', 'P-1', 40_000))
      .when(refund('INV-1', 'R-1', 50_000))
      .then({ receipt: { leftToPay: 7500 } });
    await given(onPayment, ...part, pay('INV-1', 'P-1', 40_000))
      .when(voiding('INV-1'))
      .then({ receipt: { leftToPay: 0 } });
    await given(onPayment, ...part)
      .when(pay('INV-1', 'P-1', 150_000))
      .then({ receipt: { leftToPay: 0 } });
  });

  test('gives no more for money above the total', () =>
    given(onPayment, sale('INV-1', 100_000), pay('INV-1', 'P-1', 150_000))
      .when(pay('INV-1', 'P-2', 50_000))
      .then({ entries: [], balance: 100 }));

  test('knows a payment by its id: the same again changes nothing', () =>
    given(onPayment, sale('INV-1', 100_000), pay('INV-1', 'P-1', 50_000))
      .when(pay('INV-1', 'P-1', 50_000))
      .then({ entries: [], balance: 0, receipt: { withheld: 'awaiting-payment' } }));

  test('refuses another payment under a used id', () =>
    given(onPayment, sale('INV-1', 100_000), pay('INV-1', 'P-1', 50_000))
      .when(pay('INV-1', 'P-1', 60_000))
      .then({ error: { kind: 'idempotency-key-reused', field: 'paymentId', id: 'P-1' } }));

  test('knows payments by their invoice: another may use the same id', () =>
    given(onPayment, sale('INV-1', 10_000), sale('INV-2', 20_000), pay('INV-1', 'P-1', 10_000))
      .when(pay('INV-2', 'P-1', 20_000))
      .then({ entries: ['invoice-paid +20'], balance: 30 }));

  test('takes no payment for a sale that was never saved', () =>
    given(onPayment)
      .when(pay('INV-9', 'P-1', 1000))
      .then({ error: { kind: 'unknown-invoice', invoiceId: 'INV-9' } }));

  test('takes no payment in another currency', () =>
    given(onPayment, sale('INV-1', 10_000))
      .when(pay('INV-1', 'P-1', 10_000, { currency: 'USD' }))
      .then({ error: 'currency-mismatch' }));

  test('gives the points when an edit lowers the sale to what was paid', () =>
    given(onPayment, sale('INV-1', 100_000), pay('INV-1', 'P-1', 60_000))
      .when(sale('INV-1', 60_000))
      .then({ entries: ['invoice-edited +60'], balance: 60 }));

  test('gives the points when a refund of the unpaid rest leaves what was paid', () =>
    given(onPayment, sale('INV-1', 100_000), pay('INV-1', 'P-1', 60_000))
      .when(refund('INV-1', 'R-1', 40_000))
      .then({ entries: ['invoice-refunded +60'], balance: 60, receipt: { earned: 60, clawedBack: 0 } }));

  test('gives the points of what is kept, where a part was refunded before it was paid', () =>
    given(onPayment, sale('INV-1', 100_000), refund('INV-1', 'R-1', 40_000))
      .when(pay('INV-1', 'P-1', 60_000))
      .then({ entries: ['invoice-paid +60'], balance: 60 }));

  test('gives nothing for a sale that was voided before it was paid', () =>
    given(onPayment, sale('INV-1', 100_000), voiding('INV-1'))
      .when(pay('INV-1', 'P-1', 100_000))
      .then({ entries: [], balance: 0 }));

  test('gives the points when points pay the rest; the part they pay earns nothing', () =>
    given(onPayment, adjust(400), sale('INV-1', 100_000), pay('INV-1', 'P-1', 60_000))
      .when(redeem('RD-1', 400, { invoiceId: 'INV-1' }))
      .then({ entries: ['points-redeemed −400', 'invoice-paid-with-points +60'], balance: 60 }));

  test('takes nothing back when an edit raises a sale that was paid: the difference waits for its payment', () =>
    given(onPayment, sale('INV-1', 100_000), pay('INV-1', 'P-1', 100_000))
      .when(sale('INV-1', 150_000))
      .then({ entries: [], balance: 100, receipt: { earned: 0, earnedInAll: 100, withheld: 'awaiting-payment' } }));

  test('gives the difference when the raised sale is paid', () =>
    given(onPayment, sale('INV-1', 100_000), pay('INV-1', 'P-1', 100_000), sale('INV-1', 150_000))
      .when(pay('INV-1', 'P-2', 50_000))
      .then({ entries: ['invoice-paid +50'], balance: 150 }));

  test('gives nothing twice when a raise is taken back by an edit or a refund', async () => {
    const raised = [sale('INV-1', 100_000), pay('INV-1', 'P-1', 100_000), sale('INV-1', 150_000)];
    await given(onPayment, ...raised)
      .when(sale('INV-1', 100_001))
      .then({ balance: 100 });
    await given(onPayment, ...raised)
      .when(refund('INV-1', 'R-1', 50_000))
      .then({ balance: 100 });
    await given(onPayment, ...raised)
      .when(refund('INV-1', 'R-1', 90_000))
      .then({ balance: 60 });
    await given(onPayment, ...raised, pay('INV-1', 'P-2', 10_000))
      .when(refund('INV-1', 'R-1', 40_000)) // 110,000 were paid, and are kept
      .then({ entries: ['invoice-refunded +10'], balance: 110 });
  });

  test('dates the points by the payment that completed it: expiry counts from there', () => {
    const program = warung({
      earn: { trigger: 'on-full-payment' },
      expiry: { kind: 'after', period: { unit: 'days', count: 10 } },
    });
    const paid = [
      sale('INV-1', 100_000, { soldAt: monday }),
      clockAt('2026-03-09T10:00:00+07:00'),
      pay('INV-1', 'P-1', 100_000),
    ];
    return given(program, ...paid, clockAt('2026-03-19T23:59:59+07:00'))
      .when(adjust(1))
      .then({ balance: 101 });
  });
});

describe('A program that approves payments', () => {
  const approving = warung({ earn: { trigger: 'on-full-payment', approvePayments: true } });
  const paid = [sale('INV-1', 100_000), pay('INV-1', 'P-1', 100_000)];

  test('counts a payment once it is approved', () =>
    given(approving, sale('INV-1', 100_000))
      .when(pay('INV-1', 'P-1', 100_000))
      .then({ entries: [], receipt: { earned: 0, withheld: 'awaiting-approval' } }));

  test('says that money is missing until it is approved', () =>
    given(approving, sale('INV-1', 100_000))
      .when(pay('INV-1', 'P-1', 99_999))
      .then({ receipt: { withheld: 'awaiting-payment' } }));

  test('gives the points with the approval that covers the total', () =>
    given(approving, ...paid)
      .when(approve('INV-1', 'P-1'))
      .then({ entries: ['invoice-paid +100'], balance: 100 }));

  test('gives none while a part waits for approval', () =>
    given(approving, sale('INV-1', 100_000), pay('INV-1', 'P-1', 40_000), pay('INV-1', 'P-2', 60_000))
      .when(approve('INV-1', 'P-1'))
      .then({ entries: [], receipt: { withheld: 'awaiting-approval' } }));

  test('knows no payment that was not recorded', () =>
    given(approving, ...paid)
      .when(approve('INV-1', 'P-2'))
      .then({ error: { kind: 'unknown-payment', paymentId: 'P-2' } }));

  test('knows no payment of a sale that was never saved', () =>
    given(approving).when(approve('INV-9', 'P-1')).then({ error: 'unknown-invoice' }));

  test('elsewhere a payment counts at once, and approving it changes nothing', () =>
    given(onPayment, ...paid)
      .when(approve('INV-1', 'P-1'))
      .then({ entries: [], balance: 100 }));
});

describe('An email that is verified after the sale was paid', () => {
  const verify = update({ email: 'ayu@example.org', emailVerified: true });
  const strict = warung({ earn: { trigger: 'on-full-payment', requireVerifiedEmail: true } });
  const unverified = [sale('INV-1', 100_000), pay('INV-1', 'P-1', 100_000)];

  test('withholds the points, and names the reason', () =>
    given(strict, sale('INV-1', 100_000))
      .when(pay('INV-1', 'P-1', 100_000))
      .then({ entries: [], receipt: { withheld: 'email-unverified' } }));

  test('paying again posts them', () =>
    given(strict, ...unverified, verify)
      .when(pay('INV-1', 'P-1', 100_000))
      .then({ entries: ['invoice-paid +100'], receipt: { earned: 100, withheld: null } }));

  test('saving again posts them', () =>
    given(strict, ...unverified, verify)
      .when(sale('INV-1', 100_000))
      .then({ balance: 100, receipt: { earned: 100, withheld: null } }));

  test('approving again posts them', () =>
    given(
      warung({ earn: { trigger: 'on-full-payment', approvePayments: true, requireVerifiedEmail: true } }),
      ...unverified,
      approve('INV-1', 'P-1'),
      verify,
    )
      .when(approve('INV-1', 'P-1'))
      .then({ entries: ['invoice-paid +100'], receipt: { earned: 100 } }));

  test('saving again posts them, also where a refund of the rest or points had completed the payment', async () => {
    const partly = [adjust(400), sale('INV-1', 100_000), pay('INV-1', 'P-1', 60_000)];
    await given(strict, ...partly, refund('INV-1', 'R-1', 40_000), verify)
      .when(sale('INV-1', 100_000))
      .then({ entries: ['invoice-saved +60'], receipt: { earned: 60 } });
    await given(strict, ...partly, redeem('RD-1', 400, { invoiceId: 'INV-1' }), verify)
      .when(pay('INV-1', 'P-1', 60_000))
      .then({ entries: ['invoice-paid +60'], receipt: { earned: 60 } });
  });

  test('saving again changes nothing while the sale is not paid', () =>
    given(strict, sale('INV-1', 100_000), verify)
      .when(sale('INV-1', 100_000))
      .then({ entries: [], receipt: { withheld: 'awaiting-payment' } }));

  test('each of these posts them once', () =>
    given(strict, ...unverified, verify, pay('INV-1', 'P-1', 100_000))
      .when(sale('INV-1', 100_000))
      .then({ entries: [], balance: 100 }));
});
