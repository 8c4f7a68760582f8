import { describe, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  capture,
  claim,
  clockAt,
  given,
  hold,
  pay,
  redeem,
  refund,
  release,
  reverse,
  sale,
  unspend,
  voiding,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const payment = { invoiceId: 'INV-1' };
const tenDays = (refunds: { graceDays?: number } = {}) =>
  warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } }, refund: refunds });

describe('Points that were spent by mistake', () => {
  test('come back, in whole or in parts', async () => {
    await given(warung(), adjust(50), redeem('RD-1', 20))
      .when(unspend('RD-1'))
      .then({
        entries: ['redemption-undone +20'],
        balance: 50,
        receipt: { redemptionId: 'RD-1', undoId: 'UNDO-RD-1', sequence: 3, points: 20, expired: 0 },
      });
    await given(warung(), adjust(50), redeem('RD-1', 20), unspend('RD-1', 'UNDO-1', 5))
      .when(unspend('RD-1', 'UNDO-2'))
      .then({ entries: ['redemption-undone +15'], balance: 50 });
  });

  test('come back once: no more than was spent', async () => {
    const spent = [adjust(50), redeem('RD-1', 20)];
    await given(warung(), ...spent, unspend('RD-1'))
      .when(unspend('RD-1', 'UNDO-2'))
      .then({ error: { kind: 'insufficient-points', requested: 20, available: 0 }, balance: 50 });
    await given(warung(), ...spent, unspend('RD-1', 'UNDO-1', 15))
      .when(unspend('RD-1', 'UNDO-2', 6))
      .then({ error: { kind: 'insufficient-points', requested: 6, available: 5 }, balance: 45 });
  });

  test('may be spent again, under another id: the first is used', async () => {
    const undone = [adjust(50), redeem('RD-1', 20), unspend('RD-1')];
    await given(warung(), ...undone)
      .when(redeem('RD-1', 20))
      .then({ entries: [], balance: 50, receipt: { replayed: true, points: 20, balance: { balance: 50 } } });
    await given(warung(), ...undone)
      .when(redeem('RD-2', 50))
      .then({ balance: 0 });
  });

  test('keep the ends that they had, and those that end last come first', async () => {
    const two = [
      adjust(100), // ends with 12 March
      clockAt('2026-03-10T10:00:00+07:00'),
      adjust(101), // ends with 20 March
      redeem('RD-1', 150),
    ];
    const ended = clockAt('2026-03-13T00:00:00+07:00');
    await given(tenDays(), ...two, unspend('RD-1'), ended)
      .when(adjust(1))
      .then({ balance: 102 });
    await given(tenDays(), ...two, unspend('RD-1', 'UNDO-1', 50), ended)
      .when(adjust(1))
      .then({ balance: 102 });
  });

  test('expire at once where they have ended, and are counted as come back', async () => {
    const late = [adjust(40), redeem('RD-1', 40), clockAt('2026-03-13T10:00:00+07:00')];
    await given(tenDays(), ...late)
      .when(unspend('RD-1'))
      .then({
        entries: ['redemption-undone +0', 'lot-expired +0'],
        balance: 0,
        receipt: { points: 40, expired: 40 },
      });
    await given(tenDays(), ...late, unspend('RD-1', 'UNDO-1', 30))
      .when(unspend('RD-1', 'UNDO-2', 11))
      .then({ error: { kind: 'insufficient-points', available: 10 } });
    await given(tenDays(), ...late, unspend('RD-1', 'UNDO-1', 30), unspend('RD-1', 'UNDO-2', 4))
      .when(unspend('RD-1', 'UNDO-3'))
      .then({ receipt: { points: 6, expired: 6 } });
    await given(tenDays({ graceDays: 7 }), ...late)
      .when(unspend('RD-1'))
      .then({ entries: ['redemption-undone +40'], balance: 40, receipt: { expired: 0 } });
  });

  test('expire at once after the account’s inactivity', () =>
    given(
      warung({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } } }),
      adjust(40),
      redeem('RD-1', 40),
      clockAt('2026-03-14T10:00:00+07:00'),
    )
      .when(unspend('RD-1'))
      .then({ balance: 0, receipt: { points: 40, expired: 40 } }));

  test('repay debt; those that have ended do not', async () => {
    const owing = [sale('INV-2', 30_000), redeem('RD-1', 30), refund('INV-2', 'R-1', 20_000)];
    await given(tenDays(), ...owing)
      .when(unspend('RD-1'))
      .then({ balance: { balance: 10, debt: 0 } });
    await given(tenDays(), ...owing, clockAt('2026-03-14T10:00:00+07:00'))
      .when(unspend('RD-1'))
      .then({ balance: { balance: -20, debt: 20 }, receipt: { points: 30, expired: 30 } });
  });

  test('are those that a hold spent, and not those that it holds or released', async () => {
    const held = [adjust(50), hold('RD-1', 20)];
    await given(warung(), ...held, capture('RD-1', { points: 12 }))
      .when(unspend('RD-1'))
      .then({ entries: ['redemption-undone +12'], balance: { balance: 50, available: 50 } });
    const none = { error: { kind: 'unknown-redemption', redemptionId: 'RD-1' }, balance: 50 };
    await given(warung(), ...held)
      .when(unspend('RD-1'))
      .then(none);
    await given(warung(), ...held, release('RD-1'))
      .when(unspend('RD-1'))
      .then(none);
    await given(warung(), adjust(50)).when(unspend('RD-1')).then(none);
  });

  test('are known by the id of the undoing: another under it is refused, and it is no adjustment', async () => {
    const undone = [adjust(50), redeem('RD-1', 20), redeem('RD-2', 5), unspend('RD-1', 'UNDO-1')];
    await given(warung(), ...undone)
      .when(unspend('RD-2', 'UNDO-1'))
      .then({ error: { kind: 'idempotency-key-reused', field: 'undoId' }, balance: 45 });
    await given(warung(), ...undone)
      .when(reverse(4))
      .then({ error: 'not-reversible' });
  });
});

describe('A sale that was paid with points by mistake', () => {
  const paid = [adjust(40), sale('INV-1', 100_000), redeem('RD-1', 40, payment)];

  test('is owed again, and earns again on what the points had paid', () =>
    given(warung({ redeem: { rate: { points: 1, money: 1000 } } }), ...paid)
      .when(unspend('RD-1'))
      .then({ entries: ['redemption-undone +40', 'redemption-undone +40'], balance: 140 }));

  test('loses what it earned on the part that points still pay, where that could not be taken before', () =>
    given(warung(), sale('INV-1', 40_000), redeem('RD-1', 40, payment))
      .when(unspend('RD-1', 'UNDO-1', 10))
      .then({
        entries: ['redemption-undone +10', 'invoice-paid-with-points −3'],
        balance: 7,
      }));

  test('is not paid any more where it earns on full payment', () =>
    given(
      warung({ earn: { trigger: 'on-full-payment' }, redeem: { rate: { points: 1, money: 1000 } } }),
      adjust(40),
      sale('INV-1', 100_000),
      redeem('RD-1', 40, payment),
      unspend('RD-1'),
      pay('INV-1', 'P-1', 60_000),
    )
      .when(pay('INV-1', 'P-2', 40_000))
      .then({ entries: ['invoice-paid +100'], balance: 140 }));

  test('gives back what its refunds have not returned, and a later refund returns the rest', async () => {
    const program = warung({ redeem: { rate: { points: 1, money: 1000 } } });
    await given(program, ...paid, refund('INV-1', 'R-1', 50_000))
      .when(unspend('RD-1', 'UNDO-1', 21))
      .then({ error: { kind: 'insufficient-points', available: 20 } });
    await given(program, ...paid, unspend('RD-1', 'UNDO-1', 20))
      .when(voiding('INV-1'))
      .then({ balance: 40, receipt: { pointsReturned: 20 } });
    await given(program, ...paid, voiding('INV-1'))
      .when(unspend('RD-1'))
      .then({ error: { kind: 'insufficient-points', available: 0 }, balance: 40 });
  });

  test('may belong to nobody, or to another member by now', async () => {
    const nobody = [adjust(40), anonymousSale('INV-1', 100_000), redeem('RD-1', 40, payment)];
    await given(warung(), ...nobody)
      .when(unspend('RD-1'))
      .then({ balance: 40 });
    const program = warung({ redeem: { rate: { points: 1, money: 1000 } } });
    await given(program, ...nobody, claim('INV-1', { memberId: 'budi' }))
      .when(unspend('RD-1'))
      .then({ balance: 40, entriesOf: { budi: ['redemption-undone +40'] }, balanceOf: { budi: 100 } });
  });

  test('is the one that a hold was captured for', () =>
    given(
      warung({ redeem: { rate: { points: 1, money: 1000 } } }),
      adjust(40),
      hold('RD-1', 40),
      sale('INV-1', 100_000),
      capture('RD-1', payment),
    )
      .when(unspend('RD-1'))
      .then({ balance: 140 }));
});
