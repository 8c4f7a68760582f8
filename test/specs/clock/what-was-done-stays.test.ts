import { test } from 'vitest';
import {
  adjust,
  bounce,
  bringBack,
  capture,
  daysPass,
  given,
  hold,
  monday,
  pay,
  reassign,
  redeem,
  refund,
  sale,
  setBack,
  setBalance,
  tenYearsAhead,
} from '../../support/specification/specification.ts';
import { endOfPoints, yearly } from './yearly-shop.ts';

// What people did while the clock was ahead is done, also after the correction.

const invoice = sale('INV-1', 100_000);
const another = sale('INV-2', 7000);

test('Points that were spent are spent, those first that end first', () =>
  given(yearly(), invoice, daysPass(1), tenYearsAhead(adjust(60), redeem('RD-1', 30)))
    .when(setBack())
    .then({
      balance: {
        ending: [
          { at: endOfPoints, points: 70 },
          { at: new Date(endOfPoints.getTime() + 86_400_000), points: 60 },
        ],
      },
    }));

test('Points that staff deducted, or that a return without its sale took, are gone: those first that end first', () =>
  given(yearly(), invoice, daysPass(2), tenYearsAhead(another, adjust(-3), bringBack('goods', { points: 2 })))
    .when(setBack())
    .then({ balance: { available: 102, ending: [{ at: endOfPoints, points: 95 }, { points: 7 }] } }));

test('A refund takes its points, though these had ended and were forgiven', async () => {
  const refunded = tenYearsAhead(refund('INV-1', 'R', 40_000));
  await given(yearly(), invoice)
    .when(refunded)
    .then({ receipt: { clawedBack: 40, forgiven: 40 } });
  await given(yearly(), invoice, refunded).when(setBack()).then({ balance: 60 });
});

test('A sale that went to another member took nothing of the first, who seemed inactive; one of them has its points', () =>
  given(
    yearly({ expiry: { kind: 'inactivity', period: { unit: 'months', count: 12 } }, refund: { windowDays: 0 } }),
    invoice,
    tenYearsAhead(sale('INV-2', 7000, { soldAt: monday }), reassign('INV-2', 'budi')),
  )
    .when(setBack())
    .then({ balance: 100, balanceOf: { budi: 7 } }));

test('A payment that bounced, and came again, gives points that are available as before', () =>
  given(
    yearly({ earn: { trigger: 'on-full-payment', pendingDays: 1 }, expiry: { kind: 'never' } }),
    invoice,
    pay('INV-1', 'P-1', 100_000),
    daysPass(1),
    tenYearsAhead(bounce('INV-1', 'P-1'), pay('INV-1', 'P-2', 100_000)),
  )
    .when(setBack())
    .then({ balance: { available: 100, pending: 0 } }));

test('A balance that was set is that balance', () =>
  given(yearly(), invoice, tenYearsAhead(setBalance(5)))
    .when(setBack())
    .then({ balance: 5 }));

test('Points that were held are released, and cannot be captured', async () => {
  const held = tenYearsAhead(another, hold('RD-1', 5));
  await given(yearly(), invoice)
    .when(held)
    .then({ balance: { held: 5 } });
  await given(yearly(), invoice, held)
    .when(setBack())
    .then({ balance: { available: 107, held: 0 } });
  await given(yearly(), invoice, held, setBack()).when(capture('RD-1')).then({ error: 'hold-closed' });
});
