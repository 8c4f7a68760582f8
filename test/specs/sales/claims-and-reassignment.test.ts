import { describe, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  claim,
  clockAt,
  enrol,
  given,
  pay,
  publish,
  reassign,
  redeem,
  refund,
  sale,
  update,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

const phone = '+62 812-3456-789';

describe('A claim', () => {
  test('gives an anonymous sale its customer, and the customer the points', () =>
    given(warung(), anonymousSale('INV-1', 100_000))
      .when(claim('INV-1'))
      .then({
        entries: ['invoice-claimed +100'],
        balance: 100,
        receipt: { memberId: 'ayu', earned: 100, withheld: null },
      }));

  test('may name the customer by phone', () =>
    given(warung(), update({ phone }), anonymousSale('INV-1', 100_000))
      .when(claim('INV-1', { phone: '+628123456789' }))
      .then({ balance: 100 }));

  test('by an unknown phone finds no member, and the error does not show the phone', () =>
    given(warung(), anonymousSale('INV-1', 100_000))
      .when(claim('INV-1', { phone }))
      .then({ error: { kind: 'unknown-member', memberId: null } }));

  test('names the customer in one way', async () => {
    await given(warung(), anonymousSale('INV-1', 100_000))
      .when(claim('INV-1', { memberId: 'ayu', phone }))
      .then({ error: 'invalid-command' });
    await given(warung(), anonymousSale('INV-1', 100_000)).when(claim('INV-1', {})).then({ error: 'invalid-command' });
  });

  test('is made once', async () => {
    await given(warung(), anonymousSale('INV-1', 100_000), claim('INV-1'))
      .when(claim('INV-1', { memberId: 'budi', idempotencyKey: 'another' }))
      .then({ error: { kind: 'invoice-has-member', invoiceId: 'INV-1' }, balanceOf: { budi: 0 } });
    await given(warung(), anonymousSale('INV-1', 100_000), claim('INV-1'))
      .when(claim('INV-1', { memberId: 'ayu', idempotencyKey: 'another' }))
      .then({ error: 'invoice-has-member', balance: 100 });
  });

  test('of a sale that named its customer is refused', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(claim('INV-1', { memberId: 'budi' }))
      .then({ error: 'invoice-has-member' }));

  test('by id and again by phone is the same claim', () =>
    given(warung(), update({ phone }), anonymousSale('INV-1', 100_000), claim('INV-1'))
      .when(claim('INV-1', { phone }))
      .then({ entries: [], balance: 100, receipt: { earned: 100 } }));

  test('of an unknown sale, or by an unknown member, is an error', async () => {
    await given(warung()).when(claim('INV-9')).then({ error: 'unknown-invoice' });
    await given(warung(), anonymousSale('INV-1', 100_000))
      .when(claim('INV-1', { memberId: 'nobody' }))
      .then({ error: { kind: 'unknown-member', memberId: 'nobody' } });
  });

  test('follows the rules of the sale, not those of today', () =>
    given(
      warung(),
      anonymousSale('INV-1', 100_000),
      publish(warung({ earn: { rules: [{ ...base, earn: { ...base.earn, points: 3 } }] } })),
    )
      .when(claim('INV-1'))
      .then({ balance: 100 }));

  test('earns what is kept after refunds', () =>
    given(warung(), anonymousSale('INV-1', 100_000), refund('INV-1', 'R-1', 25_000))
      .when(claim('INV-1'))
      .then({ balance: 75 }));

  test('of a sale that earns nothing leaves an entry, because the claim is known by its key', () =>
    given(warung(), anonymousSale('INV-1', 500))
      .when(claim('INV-1'))
      .then({ entries: ['invoice-claimed +0'], balance: 0 }));

  test('of a sale on full payment that was paid before earns at once', () =>
    given(
      warung({ earn: { trigger: 'on-full-payment' } }),
      anonymousSale('INV-1', 100_000),
      pay('INV-1', 'P-1', 100_000),
    )
      .when(claim('INV-1'))
      .then({ entries: ['invoice-claimed +100'], balance: 100 }));

  test('of a sale on full payment that is not paid waits for the payment', async () => {
    const program = warung({ earn: { trigger: 'on-full-payment' } });
    await given(program, anonymousSale('INV-1', 100_000))
      .when(claim('INV-1'))
      .then({ entries: ['invoice-claimed +0'], receipt: { withheld: 'awaiting-payment' } });
    await given(program, anonymousSale('INV-1', 100_000), claim('INV-1'))
      .when(pay('INV-1', 'P-1', 100_000))
      .then({ entries: ['invoice-paid +100'] });
  });

  test('of a paid sale counts its days from the payment', async () => {
    const program = warung({
      earn: { trigger: 'on-full-payment' },
      expiry: { kind: 'after', period: { unit: 'days', count: 10 } },
    });
    const claimed = [
      anonymousSale('INV-1', 100_000),
      pay('INV-1', 'P-1', 100_000),
      clockAt('2026-03-10T10:00:00+07:00'),
      claim('INV-1'),
    ];
    await given(program, ...claimed, clockAt('2026-03-12T23:59:59+07:00'))
      .when(redeem('RD-1', 100))
      .then({ balance: 0 });
    await given(program, ...claimed, clockAt('2026-03-13T00:00:00+07:00'))
      .when(redeem('RD-1', 100))
      .then({ error: 'insufficient-points' });
  });

  test('of a sale whose points have ended gives none that could be spent', () =>
    given(
      warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } }),
      anonymousSale('INV-1', 100_000),
      clockAt('2026-03-13T00:00:00+07:00'),
    )
      .when(claim('INV-1'))
      .then({ entries: ['invoice-claimed +100', 'lot-expired −100'], balance: 0 }));

  test('can be a first purchase', () =>
    given(
      warung({ earn: { rules: [{ ...base, when: { firstPurchase: true } }] } }),
      anonymousSale('INV-1', 100_000),
      claim('INV-1'),
    )
      .when(sale('INV-2', 50_000))
      .then({ entries: [], balance: 100 }));

  test('counts towards the cap of the day of the sale', () =>
    given(
      warung({ earn: { cap: { perDay: 100 } } }),
      sale('INV-1', 70_000),
      anonymousSale('INV-2', 70_000),
      clockAt('2026-03-03T10:00:00+07:00'),
    )
      .when(claim('INV-2'))
      .then({ entries: ['invoice-claimed +30'] }));

  test('by a member without a verified email is made, but earns nothing', () =>
    given(warung({ earn: { requireVerifiedEmail: true } }), anonymousSale('INV-1', 100_000))
      .when(claim('INV-1'))
      .then({ entries: ['invoice-claimed +0'], receipt: { memberId: 'ayu', withheld: 'email-unverified' } }));

  test('under a key that the member has used is refused', () =>
    given(warung(), adjust(5, { idempotencyKey: 'k' }), anonymousSale('INV-1', 100_000))
      .when(claim('INV-1', { memberId: 'ayu', idempotencyKey: 'k' }))
      .then({ error: { kind: 'idempotency-key-reused', field: 'idempotencyKey', id: 'k' } }));
});

describe('A reassignment', () => {
  test('claws back from one and earns for the other, in one commit', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(reassign('INV-1', 'budi'))
      .then({
        entries: ['invoice-reassigned −100'],
        entriesOf: { budi: ['invoice-reassigned +100'] },
        balance: 0,
        balanceOf: { budi: 100 },
        receipt: { memberId: 'budi', earned: 100, balance: { balance: 100 } },
      }));

  test('of a sale whose points were spent leaves a debt', () =>
    given(warung(), sale('INV-1', 100_000), redeem('RD-1', 70))
      .when(reassign('INV-1', 'budi'))
      .then({ balance: { balance: -70, debt: 70 }, balanceOf: { budi: 100 } }));

  test('of a sale whose points were spent is refused where the program refuses debt', () =>
    given(warung({ refund: { clawback: 'refuse' } }), sale('INV-1', 100_000), redeem('RD-1', 70))
      .when(reassign('INV-1', 'budi'))
      .then({
        error: { kind: 'clawback-refused', clawback: 100, available: 30 },
        balance: 30,
        balanceOf: { budi: 0 },
      }));

  test('of a sale whose points were spent forgives them within the balance', () =>
    given(warung({ refund: { clawback: 'within-balance' } }), sale('INV-1', 100_000), redeem('RD-1', 70))
      .when(reassign('INV-1', 'budi'))
      .then({ balance: { balance: 0, debt: 0 }, balanceOf: { budi: 100 } }));

  test('moves what is kept after refunds, and later refunds take from the new customer', async () => {
    const moved = [sale('INV-1', 100_000), refund('INV-1', 'R-1', 40_000), reassign('INV-1', 'budi')];
    await given(warung(), ...moved)
      .when(adjust(1))
      .then({ balance: 1, balanceOf: { budi: 60 } });
    await given(warung(), ...moved)
      .when(refund('INV-1', 'R-2', 10_000))
      .then({ entriesOf: { budi: ['invoice-refunded −10'] }, balance: 0, balanceOf: { budi: 50 } });
  });

  test('after the points have lapsed takes none, and gives none that could be spent', () =>
    given(
      warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } }),
      sale('INV-1', 100_000),
      clockAt('2026-03-13T00:00:00+07:00'),
    )
      .when(reassign('INV-1', 'budi'))
      .then({
        entries: ['lot-expired −100', 'invoice-reassigned +0'],
        entriesOf: { budi: ['invoice-reassigned +100', 'lot-expired −100'] },
        balance: 0,
        balanceOf: { budi: 0 },
      }));

  test('to another member and back restores both accounts', () =>
    given(warung(), sale('INV-1', 100_000), reassign('INV-1', 'budi'))
      .when(reassign('INV-1', 'ayu'))
      .then({ balance: 100, balanceOf: { budi: 0 } }));

  test('to the customer who has it changes nothing, but leaves an entry', () =>
    given(warung(), sale('INV-1', 100_000))
      .when(reassign('INV-1', 'ayu'))
      .then({ entries: ['invoice-reassigned +0'], balance: 100 }));

  test('follows the tier of the new customer', () =>
    given(
      warung({ earn: { multipliers: [{ multiplierId: 'gold', times: 2, when: { tiers: ['gold'] } }] } }),
      enrol('citra', { tier: 'gold' }),
      sale('INV-1', 100_000),
    )
      .when(reassign('INV-1', 'citra'))
      .then({ balance: 0, balanceOf: { citra: 200 } }));

  test('of an unknown sale, or to an unknown member, is an error', async () => {
    await given(warung()).when(reassign('INV-9', 'budi')).then({ error: 'unknown-invoice' });
    await given(warung(), sale('INV-1', 100_000))
      .when(reassign('INV-1', 'nobody'))
      .then({ error: { kind: 'unknown-member', memberId: 'nobody' }, balance: 100 });
  });
});
