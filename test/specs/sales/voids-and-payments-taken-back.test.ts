import { describe, test } from 'vitest';
import {
  adjust,
  approve,
  bounce,
  clockAt,
  daysPass,
  given,
  pay,
  redeem,
  refund,
  reinstate,
  sale,
  unspend,
  voiding,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

describe('A void that was the mistake', () => {
  const voided = [sale('INV-1', 100_000), voiding('INV-1')];

  test('is taken back: the sale earns again', () =>
    given(warung(), ...voided)
      .when(reinstate('INV-1'))
      .then({
        entries: ['invoice-reinstated +100'],
        balance: 100,
        receipt: { earned: 100, earnedInAll: 100, state: 'standing', withheld: null },
      }));

  test('is taken back once, and the sale may be voided again', async () => {
    await given(warung(), ...voided, reinstate('INV-1'))
      .when(reinstate('INV-1', 'BACK-2'))
      .then({ error: { kind: 'invoice-not-voided', invoiceId: 'INV-1' } });
    await given(warung(), ...voided, reinstate('INV-1'), voiding('INV-1', 'VOID-2'))
      .when(reinstate('INV-1', 'BACK-2'))
      .then({ balance: 100 });
  });

  test('may have been sent twice: one reinstatement takes both back', () =>
    given(warung(), ...voided, voiding('INV-1', 'VOID-2'))
      .when(reinstate('INV-1'))
      .then({ balance: 100, receipt: { state: 'standing' } }));

  test('comes late once more, and stays taken back', () =>
    given(warung(), ...voided, reinstate('INV-1'))
      .when(voiding('INV-1'))
      .then({ entries: [], balance: 100, receipt: { replayed: true, clawedBack: 100, state: 'standing' } }));

  test('leaves refunds from before it', () =>
    given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 30_000), voiding('INV-1'))
      .when(reinstate('INV-1'))
      .then({ balance: 70 }));

  test('leaves the points returned that had paid', () =>
    given(warung(), adjust(40), sale('INV-1', 100_000), redeem('RD-1', 40, { invoiceId: 'INV-1' }), voiding('INV-1'))
      .when(reinstate('INV-1'))
      .then({ balance: 140 }));

  test('nets zero under every policy, where the points were spent meanwhile', async () => {
    for (const clawback of ['allow-debt', 'within-balance'] as const)
      await given(warung({ refund: { clawback } }), sale('INV-1', 100_000), redeem('RD-1', 70), voiding('INV-1'))
        .when(reinstate('INV-1'))
        .then({ balance: 30 });
  });

  test('changes nothing of what was paid, edited and refunded meanwhile, where sales wait for their payment', async () => {
    const waits = warung({ earn: { trigger: 'on-full-payment' } });
    const sold = sale('INV-1', 10_000);
    const [paid, raised] = [pay('INV-1', 'P-1', 10_000), sale('INV-1', 100_000)];
    await given(waits, sold, voiding('INV-1'), paid, raised)
      .when(reinstate('INV-1'))
      .then({ balance: 10, receipt: { earned: 10, withheld: 'awaiting-payment', leftToPay: 90_000 } });
    const all = [sale('INV-1', 20_000), pay('INV-1', 'P-1', 20_000), refund('INV-1', 'R-1', 5000)];
    await given(waits, sold, voiding('INV-1'), ...all, sale('INV-1', 150_000))
      .when(reinstate('INV-1'))
      .then({ balance: 15, receipt: { leftToPay: 125_000 } });
    await given(waits, sold, voiding('INV-1'), paid, raised, bounce('INV-1', 'P-1'))
      .when(reinstate('INV-1'))
      .then({ balance: 0 });
  });

  test('gives again what the sale had while more of it was unpaid, with the end that it had', async () => {
    const ends = warung({
      earn: { trigger: 'on-full-payment' },
      expiry: { kind: 'after', period: { unit: 'days', count: 10 } },
    });
    const raised = [sale('INV-1', 50_000), pay('INV-1', 'P-1', 50_000), sale('INV-1', 150_000)];
    await given(ends, ...raised, daysPass(5), voiding('INV-1'))
      .when(reinstate('INV-1'))
      .then({
        balance: 50,
        receipt: { earned: 50, withheld: 'awaiting-payment', endsAt: new Date('2026-03-13T00:00:00+07:00') },
      });
    await given(ends, ...raised, voiding('INV-1'), reinstate('INV-1'))
      .when(pay('INV-1', 'P-2', 100_000))
      .then({ balance: 150, receipt: { earned: 100 } });
    await given(ends, ...raised, voiding('INV-1'), bounce('INV-1', 'P-1'))
      .when(reinstate('INV-1'))
      .then({ entries: [], balance: 0 });
  });

  test('finds the cap of the day and the first purchase used by another sale', async () => {
    await given(warung({ earn: { cap: { perDay: 100 } } }), ...voided, sale('INV-2', 60_000))
      .when(reinstate('INV-1'))
      .then({ balance: 100 });
    await given(
      warung({ earn: { rules: [{ ...base, when: { firstPurchase: true } }] } }),
      ...voided,
      sale('INV-2', 5_000),
    )
      .when(reinstate('INV-1'))
      .then({ entries: [], balance: 5 });
  });

  test('of a sale that is not known, or was only refunded, is none', async () => {
    await given(warung()).when(reinstate('INV-9')).then({ error: 'unknown-invoice' });
    await given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 100_000))
      .when(reinstate('INV-1'))
      .then({ error: 'invoice-not-voided' });
  });
});

describe('A void of a sale that waited for its payment', () => {
  const waiting = [adjust(40), sale('INV-1', 40_000)];
  const spent = redeem('RD-1', 400, { invoiceId: 'INV-1' });
  const program = warung({ earn: { trigger: 'on-full-payment' } });

  test('does not count as its payment, nor do points that were spent on it by mistake', async () => {
    for (const mistake of [[], [adjust(400), spent, unspend('RD-1')]])
      await given(program, ...waiting, ...mistake, voiding('INV-1'))
        .when(sale('INV-1', 40_000))
        .then({ entries: [], receipt: { state: 'voided', withheld: 'awaiting-payment', leftToPay: 0 } });
  });

  test('says nothing of a payment where points had paid', () =>
    given(program, adjust(400), ...waiting, spent, voiding('INV-1'))
      .when(sale('INV-1', 40_000))
      .then({ entries: [], receipt: { state: 'voided', withheld: null, leftToPay: 0 } }));
});

describe('A payment that bounced or was mistyped', () => {
  const onPayment = warung({ earn: { trigger: 'on-full-payment' } });
  const paid = [sale('INV-1', 100_000), pay('INV-1', 'P-1', 100_000)];

  test('no longer counts: what it had earned is taken back, and another payment may come', async () => {
    await given(onPayment, ...paid)
      .when(bounce('INV-1', 'P-1'))
      .then({
        entries: ['payment-reversed −100'],
        balance: 0,
        receipt: { earned: -100, withheld: 'awaiting-payment', due: 0, paymentId: 'P-1' },
      });
    await given(onPayment, ...paid, bounce('INV-1', 'P-1'))
      .when(pay('INV-1', 'P-2', 100_000))
      .then({ entries: ['invoice-paid +100'], balance: 100 });
  });

  test('was spent meanwhile: the policy of refunds says what becomes of it', async () => {
    const spent = [...paid, redeem('RD-1', 70)];
    await given(onPayment, ...spent)
      .when(bounce('INV-1', 'P-1'))
      .then({ balance: { balance: -70, debt: 70 } });
    const refuses = warung({ earn: { trigger: 'on-full-payment' }, refund: { clawback: 'refuse' } });
    await given(refuses, ...spent)
      .when(bounce('INV-1', 'P-1'))
      .then({ error: 'clawback-refused', balance: 30 });
  });

  test('takes back only what depended on it', async () => {
    const raised = [
      sale('INV-1', 50_000),
      pay('INV-1', 'P-1', 50_000),
      sale('INV-1', 150_000),
      pay('INV-1', 'P-2', 100_000),
    ];
    await given(onPayment, ...raised)
      .when(bounce('INV-1', 'P-2'))
      .then({ balance: 50 });
    await given(onPayment, ...raised)
      .when(bounce('INV-1', 'P-1'))
      .then({ balance: 0 });
    await given(onPayment, ...paid, pay('INV-1', 'P-2', 100_000))
      .when(bounce('INV-1', 'P-2'))
      .then({ entries: [], balance: 100, receipt: { due: 0, withheld: null } });
  });

  test('comes again: the points keep the end that they had', async () => {
    const program = warung({
      earn: { trigger: 'on-full-payment' },
      expiry: { kind: 'after', period: { unit: 'days', count: 10 } },
    });
    const again = [...paid, bounce('INV-1', 'P-1'), clockAt('2026-03-10T10:00:00+07:00'), pay('INV-1', 'P-2', 100_000)];
    await given(program, ...again, clockAt('2026-03-12T23:59:59+07:00'))
      .when(redeem('RD-1', 100))
      .then({ balance: 0 });
    await given(program, ...again, clockAt('2026-03-13T00:00:00+07:00'))
      .when(redeem('RD-1', 100))
      .then({ error: 'insufficient-points' });
  });

  test('frees the first purchase', () =>
    given(
      warung({ earn: { trigger: 'on-full-payment', rules: [{ ...base, when: { firstPurchase: true } }] } }),
      ...paid,
      bounce('INV-1', 'P-1'),
      sale('INV-2', 5_000),
    )
      .when(pay('INV-2', 'P-2', 5_000))
      .then({ balance: 5 }));

  test('changes no points where sales earn when they are saved', () =>
    given(warung(), ...paid)
      .when(bounce('INV-1', 'P-1'))
      .then({ entries: [], balance: 100 }));

  test('is reversed once, is not approved after that, and must be known', async () => {
    await given(onPayment, ...paid, bounce('INV-1', 'P-1'))
      .when(bounce('INV-1', 'P-1', 'AGAIN'))
      .then({ error: { kind: 'payment-reversed', paymentId: 'P-1' } });
    const approving = warung({ earn: { trigger: 'on-full-payment', approvePayments: true } });
    await given(approving, ...paid, bounce('INV-1', 'P-1'))
      .when(approve('INV-1', 'P-1'))
      .then({ error: 'payment-reversed' });
    await given(onPayment, ...paid)
      .when(bounce('INV-1', 'P-9'))
      .then({ error: 'unknown-payment' });
  });
});
