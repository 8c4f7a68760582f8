import { describe, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  capture,
  claim,
  command,
  given,
  hold,
  minutesPass,
  pay,
  reassign,
  redeem,
  reinstate,
  refund,
  release,
  sale,
  sweep,
  update,
  voiding,
  enrol,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('A repetition tells what the command did, and how things stand now', () => {
  test('of a sale that was voided: it earned 100, it is voided, and the balance is 0', () =>
    given(warung(), sale('INV-1', 100_000), voiding('INV-1'))
      .when(sale('INV-1', 100_000))
      .then({
        entries: [],
        receipt: { replayed: true, earned: 100, earnedInAll: 0, state: 'voided', balance: { balance: 0 } },
      }));

  test('of 1,000, then 2,000, then 1,000 again: another save has replaced it', () =>
    given(warung(), sale('INV-1', 1_000), sale('INV-1', 2_000))
      .when(sale('INV-1', 1_000))
      .then({
        entries: [],
        balance: 2,
        receipt: {
          replayed: true,
          earned: 1,
          state: 'superseded',
          revision: 2,
          earnedInAll: 2,
          balance: { balance: 2 },
        },
      }));

  test('of a sale that somebody claimed meanwhile: whose it is, also where the message is of an older revision', async () => {
    const claimed = [anonymousSale('INV-1', 100_000, { revision: 2 }), claim('INV-1')];
    await given(warung(), ...claimed)
      .when(anonymousSale('INV-1', 100_000, { revision: 2 }))
      .then({ receipt: { replayed: true, earned: 0, memberId: 'ayu', withheld: null, balance: { balance: 100 } } });
    await given(warung(), ...claimed)
      .when(anonymousSale('INV-1', 70_000, { revision: 1 }))
      .then({
        entries: [],
        receipt: { outcome: 'stale', state: 'superseded', revision: 2, memberId: 'ayu', balance: { balance: 100 } },
      });
  });

  test('of a claim after a reassignment: the sale is another’s', () =>
    given(warung(), anonymousSale('INV-1', 100_000), claim('INV-1'), reassign('INV-1', 'budi'))
      .when(claim('INV-1'))
      .then({ entries: [], receipt: { earned: 100, memberId: 'budi', balance: { balance: 100 } } }));

  test('of a payment: what is withheld now', () =>
    given(
      warung({ earn: { trigger: 'on-full-payment' } }),
      sale('INV-1', 100_000),
      pay('INV-1', 'P-1', 40_000),
      pay('INV-1', 'P-2', 60_000),
    )
      .when(pay('INV-1', 'P-1', 40_000))
      .then({ entries: [], receipt: { earned: 0, withheld: null, earnedInAll: 100, balance: { balance: 100 } } }));

  test('of a refund: the sale was voided after it', () =>
    given(warung(), sale('INV-1', 100_000), refund('INV-1', 'R-1', 30_000), voiding('INV-1'))
      .when(refund('INV-1', 'R-1', 30_000))
      .then({ entries: [], receipt: { value: 30_000, clawedBack: 30, state: 'voided', balance: { balance: 0 } } }));

  test('of a save of a sale that another member has by now, also where the program asks for a verified email', () =>
    given(
      warung({ earn: { requireVerifiedEmail: true } }),
      update({ email: 'ayu@shop.example', emailVerified: true }),
      sale('INV-1', 0),
      reassign('INV-1', 'budi'),
      command('updateMember', { memberId: 'budi', changes: { email: 'budi@shop.example', emailVerified: true } }),
    )
      .when(sale('INV-1', 0))
      .then({ entries: [], receipt: { replayed: true, earned: 0, memberId: 'budi' } }));

  test('of a payment on a voided sale that was reinstated since: nothing was left that could earn', () => {
    const inBetween = refund('INV-1', 'R-1', 0);
    const nothingLeft = { explanation: { points: 0, rules: [{ unmet: 'nothing-left' }] } };
    const payments = [pay('INV-1', 'P-1', 10_000), inBetween, pay('INV-1', 'P-2', 10_000)];
    return given(warung(), sale('INV-1', 100_000), voiding('INV-1'), ...payments, reinstate('INV-1'))
      .when(pay('INV-1', 'P-2', 10_000), pay('INV-1', 'P-1', 10_000))
      .then({ entries: [], receipt: { ...nothingLeft, state: 'standing', earnedInAll: 100 } });
  });

  test('of a redemption, a hold, a capture and an adjustment: the balance by now', async () => {
    const before = [adjust(100), redeem('RD-1', 20), hold('RD-2', 30), capture('RD-2', { points: 10 })];
    const later = adjust(7, { idempotencyKey: 'later' });
    await given(warung(), ...before, later)
      .when(redeem('RD-1', 20))
      .then({ entries: [], receipt: { points: 20, balance: { balance: 77 } } });
    await given(warung(), ...before, later)
      .when(hold('RD-2', 30))
      .then({ entries: [], receipt: { state: 'redeemed', points: 30, balance: { balance: 77 } } });
    await given(warung(), ...before, later)
      .when(capture('RD-2', { points: 10 }))
      .then({ entries: [], receipt: { state: 'redeemed', points: 10, balance: { balance: 77 } } });
    await given(warung(), ...before, later)
      .when(adjust(100))
      .then({ entries: [], receipt: { delta: 100, balance: { balance: 77 } } });
  });

  test('of a hold that was released, or captured in part: the points are held no more', async () => {
    const held = [adjust(100), hold('RD-2', 30)];
    const did = { replayed: true, points: 30, deadline: new Date('2026-03-02T10:15:00+07:00') };
    await given(warung(), ...held, release('RD-2'))
      .when(hold('RD-2', 30))
      .then({ entries: [], receipt: { ...did, state: 'released', balance: { held: 0, available: 100 } } });
    await given(warung(), ...held, capture('RD-2', { points: 10 }))
      .when(hold('RD-2', 30))
      .then({ entries: [], receipt: { ...did, state: 'redeemed', balance: { held: 0, available: 90 } } });
  });

  test('of a hold whose deadline has passed, before a sweep and after it: it has lapsed', async () => {
    const late = [adjust(100), hold('RD-2', 30), minutesPass(15)];
    const lapsed = { replayed: true, state: 'lapsed', points: 30, balance: { held: 0, available: 100 } };
    await given(warung(), ...late)
      .when(hold('RD-2', 30))
      .then({ entries: [], receipt: lapsed });
    await given(warung(), ...late, sweep)
      .when(hold('RD-2', 30))
      .then({ entries: [], receipt: lapsed });
  });

  test('of a hold for a sale that was voided: it is released', () =>
    given(warung(), adjust(100), sale('INV-1', 50_000), hold('RD-2', 30, { invoiceId: 'INV-1' }), voiding('INV-1'))
      .when(hold('RD-2', 30, { invoiceId: 'INV-1' }))
      .then({ entries: [], receipt: { replayed: true, state: 'released', points: 30, balance: { held: 0 } } }));

  test('of a redemption on a sale: the first answer, too, counts what it took back of the sale', () =>
    given(warung(), adjust(40), sale('INV-1', 100_000))
      .when(redeem('RD-1', 40, { invoiceId: 'INV-1' }))
      .then({ receipt: { points: 40, balance: { balance: 96 } }, balance: 96 }));
});

describe('A retry', () => {
  test('of a claim by phone answers the same, also when another member has the phone by now', () => {
    const byPhone = claim('INV-1', { phone: '+628111111111', idempotencyKey: 'claim-1' });
    return given(
      warung(),
      enrol('citra', { phone: '+628111111111' }),
      anonymousSale('INV-1', 100_000),
      byPhone,
      update({ phone: '+628222222222' }),
    )
      .when(byPhone)
      .then({ receipt: { memberId: 'citra', earned: 100 }, entriesOf: { citra: [] } });
  });

  test('of an update without a version changes nothing when it comes late', () =>
    given(warung(), update({ name: 'old' }), update({ name: 'new' }))
      .when(update({ name: 'old' }))
      .then({ receipt: { version: 2 } }));
});
