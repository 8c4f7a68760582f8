import { describe, test } from 'vitest';
import {
  ayu,
  claim,
  clockAt,
  enrol,
  given,
  publish,
  sale,
  refund,
  update,
  voiding,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

describe('A sale', () => {
  test('earns points by amount', () =>
    given(warung())
      .when(sale('INV-1', 125_000))
      .then({
        entries: ['invoice-saved +125'],
        balance: { balance: 125, available: 125, pending: 0, held: 0, debt: 0 },
        receipt: { memberId: 'ayu', outcome: 'recorded', earned: 125, earnedInAll: 125, withheld: null, revision: 1 },
      }));

  test('needs a member who takes part', () =>
    given(warung())
      .when(sale('INV-1', 1000, { memberId: 'nobody' }))
      .then({ error: { kind: 'unknown-member', memberId: 'nobody' } }));

  test('without a member earns nothing, and says so', () =>
    given(warung())
      .when(sale('INV-1', 125_000, { memberId: undefined as never }))
      .then({ entries: [], receipt: { memberId: null, earned: 0, withheld: 'no-member', balance: null } }));

  test('is in the currency of the program', () =>
    given(warung())
      .when(sale('INV-1', 1000, { currency: 'SGD' }))
      .then({ error: 'currency-mismatch' }));

  test('that earns too little for a point writes no entry', () =>
    given(warung())
      .when(sale('INV-1', 999))
      .then({ entries: [], balance: 0, receipt: { earned: 0, withheld: null } }));

  test('is taken as the host states it, also where the total differs from the lines', () =>
    given(warung({ earn: { rules: [{ ...base, earn: { ...base.earn, base: 'total' } }] } }))
      .when(sale('INV-1', 65_000, { lines: [{ net: 50_000 }] })) // with 15,000 for delivery
      .then({ entries: ['invoice-saved +65'] }));

  test('earns on its lines, with tax or without, where the program says so', async () => {
    const lines = [{ net: 50_000, tax: 5_500 }];
    await given(warung())
      .when(sale('INV-1', 65_000, { lines }))
      .then({ entries: ['invoice-saved +55'] });
    await given(warung({ earn: { rules: [{ ...base, earn: { ...base.earn, base: 'without-tax' } }] } }))
      .when(sale('INV-1', 65_000, { lines }))
      .then({ entries: ['invoice-saved +50'] });
  });

  test('without lines earns on its total, less its tax where the base is without tax', () =>
    given(warung({ earn: { rules: [{ ...base, earn: { ...base.earn, base: 'without-tax' } }] } }))
      .when(sale('INV-1', 111_000, { tax: 11_000 }))
      .then({ entries: ['invoice-saved +100'] }));

  test('a discount that stands as a line lowers what earns', () =>
    given(warung())
      .when(sale('INV-1', 80_000, { lines: [{ net: 100_000 }, { net: -20_000 }] }))
      .then({ entries: ['invoice-saved +80'] }));

  test('uploaded late counts from the day on which it was sold', () =>
    given(warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } }))
      .when(
        sale('INV-1', 50_000, { soldAt: new Date('2026-02-20T10:00:00+07:00') }),
        clockAt('2026-03-02T23:59:59+07:00'),
      )
      .then({ balance: 50 }));

  test('uploaded after its points would have ended leaves none', () =>
    given(warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } }))
      .when(sale('INV-1', 50_000, { soldAt: new Date('2026-02-19T10:00:00+07:00') }))
      .then({ entries: ['invoice-saved +50', 'lot-expired −50'], balance: 0 }));

  test('may earn up to 2^53 − 1 points, and no more', async () => {
    const rich = warung({ earn: { rules: [{ ...base, earn: { per: 'amount', points: 1, of: 1 } }] } });
    const maxSafe = Number.MAX_SAFE_INTEGER;
    await given(rich).when(sale('INV-1', maxSafe)).then({ balance: maxSafe });
    await given(rich, sale('INV-1', maxSafe))
      .when(sale('INV-2', 1))
      .then({ error: 'points-overflow', balance: maxSafe });
  });
});

describe('Rounding', () => {
  const byShare = { ...base, earn: { ...base.earn, steps: 'share' } } as const;
  const rounded = (rounding: 'floor' | 'half-up' | 'ceil') => warung({ earn: { rules: [{ ...byShare, rounding }] } });

  test('is down unless the rule says otherwise', () => given(warung()).when(sale('INV-1', 1_999)).then({ balance: 1 }));
  test('half-up: a half counts as a whole', async () => {
    await given(rounded('half-up')).when(sale('INV-1', 1_499)).then({ balance: 1 });
    await given(rounded('half-up')).when(sale('INV-1', 1_500)).then({ balance: 2 });
  });
  test('ceil: any part counts as a whole', async () => {
    await given(rounded('ceil')).when(sale('INV-1', 1_001)).then({ balance: 2 });
    await given(rounded('ceil')).when(sale('INV-1', 1_000)).then({ balance: 1 });
  });
  test('comes after the multipliers, once', () =>
    given(warung({ earn: { rules: [byShare], multipliers: [{ multiplierId: 'half-more', times: 3, per: 2 }] } }))
      .when(sale('INV-1', 1_999)) // 1.999 × 3/2 = 2.9985; rounding first would leave 1.5
      .then({ balance: 2 }));
});

describe('Caps', () => {
  const daily = warung({ earn: { cap: { perDay: 100 } } });

  test('per invoice, of a rule and of the program', async () => {
    await given(warung({ earn: { rules: [{ ...base, cap: { perInvoice: 40 } }] } }))
      .when(sale('INV-1', 90_000))
      .then({ balance: 40 });
    await given(warung({ earn: { cap: { perInvoice: 50 } } }))
      .when(sale('INV-1', 90_000))
      .then({ balance: 50 });
  });

  test('per day count the sales of a member on one business date', () =>
    given(daily, sale('INV-1', 60_000))
      .when(sale('INV-2', 60_000))
      .then({ entries: ['invoice-saved +40'], balance: 100 }));

  test('per day begin anew at midnight in the shop', () =>
    given(daily, sale('INV-1', 100_000), clockAt('2026-03-03T00:00:00+07:00'))
      .when(sale('INV-2', 60_000))
      .then({ entries: ['invoice-saved +60'] }));

  test('per day are counted for each member', () =>
    given(daily, sale('INV-1', 100_000))
      .when(sale('INV-2', 60_000, { memberId: 'budi' }))
      .then({ balanceOf: { budi: 60 } }));

  test('are not freed by a refund', () =>
    given(daily, sale('INV-1', 100_000), refund('INV-1', 'R-1', 100_000))
      .when(sale('INV-2', 60_000))
      .then({ balance: 0 }));

  test('are freed by a void, which says that the sale did not happen', () =>
    given(daily, sale('INV-1', 100_000), voiding('INV-1')).when(sale('INV-2', 60_000)).then({ balance: 60 }));

  test('are not freed by an edit down', () =>
    given(daily, sale('INV-1', 100_000), sale('INV-1', 20_000)).when(sale('INV-2', 60_000)).then({ balance: 20 }));

  test('an invoice that was edited down may be edited up again within what it used, and no further', () =>
    given(daily, sale('INV-1', 60_000), sale('INV-2', 60_000), sale('INV-1', 20_000))
      .when(sale('INV-1', 61_000))
      .then({ balance: 100 }));

  test('use their limits in the order of first saves: an edit of a later sale gets no more', () =>
    given(daily, sale('INV-1', 60_000), sale('INV-2', 10_000))
      .when(sale('INV-2', 90_000))
      .then({ entries: ['invoice-edited +30'], balance: 100 }));

  test('of a rule count the points of that rule', () =>
    given(
      warung({
        earn: {
          rules: [
            { ...base, cap: { perDay: 10 } },
            { ruleId: 'visit', earn: { per: 'visit', points: 3 } },
          ],
        },
      }),
      sale('INV-1', 8_000),
    )
      .when(sale('INV-2', 8_000))
      .then({ entries: ['invoice-saved +5'], balance: 16 }));
});

describe('A program that asks for a verified email', () => {
  const verified = warung({ earn: { requireVerifiedEmail: true } });
  const verify = update({ email: 'ayu@example.org', emailVerified: true });

  test('gives a member without one nothing, and names the reason', () =>
    given(verified)
      .when(sale('INV-1', 10_000))
      .then({ entries: [], balance: 0, receipt: { earned: 0, withheld: 'email-unverified' } }));

  test('gives a member with one the points', () =>
    given(verified, verify)
      .when(sale('INV-1', 10_000))
      .then({ balance: 10, receipt: { withheld: null } }));

  test('verification is not retroactive', () =>
    given(verified, sale('INV-1', 10_000)).when(verify).then({ entries: [], balance: 0 }));

  test('saving again posts the points, once', () =>
    given(verified, sale('INV-1', 10_000), verify)
      .when(sale('INV-1', 10_000))
      .then({ entries: ['invoice-saved +10'], balance: 10, receipt: { earned: 10, withheld: null, revision: 1 } }));

  test('saving again posts the points of a sale that was claimed before the email was verified', () =>
    given(verified, sale('INV-1', 10_000, { memberId: undefined as never }), claim('INV-1', { memberId: ayu }), verify)
      .when(sale('INV-1', 10_000, { memberId: undefined as never }))
      .then({ balance: 10, receipt: { earned: 10 } }));

  test('an address that changes is no longer verified', () =>
    given(verified, verify, update({ email: 'new@example.org' }))
      .when(sale('INV-1', 10_000))
      .then({ receipt: { withheld: 'email-unverified' } }));

  test('takes back no points that were earned while the email was verified', () =>
    given(verified, verify, sale('INV-1', 10_000), update({ email: 'new@example.org' }))
      .when(sale('INV-1', 12_000))
      .then({ entries: [], balance: 10, receipt: { withheld: 'email-unverified' } }));
});

describe('The rules of a sale', () => {
  const double = warung({ earn: { rules: [{ ...base, earn: { ...base.earn, points: 2 } }] } });

  test('are those of its first save, for refunds too', () =>
    given(warung(), sale('INV-1', 100_000), publish(double))
      .when(refund('INV-1', 'R-1', 50_000))
      .then({ entries: ['invoice-refunded −50'], balance: 50 }));

  test('new sales follow the new rules', () =>
    given(warung(), sale('INV-1', 100_000), publish(double)).when(sale('INV-2', 10_000)).then({ balance: 120 }));

  test('a member may be enrolled and earn with nothing but an id', () =>
    given(warung(), enrol('C-17'))
      .when(sale('INV-1', 10_000, { memberId: 'C-17' }))
      .then({ balanceOf: { 'C-17': 10 } }));
});
