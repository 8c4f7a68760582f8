import { describe, expect, test } from 'vitest';
import {
  anonymousSale,
  approve,
  ayu,
  claim,
  clockAt,
  command,
  enrol,
  given,
  pay,
  reassign,
  refund,
  sale,
  stageOf,
  type Step,
  update,
  valueOf,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

const onFullPayment = warung({ earn: { trigger: 'on-full-payment' } });
const paid = [sale('INV-1', 100_000), pay('INV-1', 'P-1', 100_000)];

describe('A sale that was paid, refunded in part and raised', () => {
  test('keeps what is left of its points until the rest is paid', () =>
    given(onFullPayment, ...paid, refund('INV-1', 'R-1', 40_000))
      .when(sale('INV-1', 200_000))
      .then({ entries: [], balance: 60, receipt: { withheld: 'awaiting-payment' } }));

  test('earns the difference once the rest is paid', () =>
    given(onFullPayment, ...paid, refund('INV-1', 'R-1', 40_000), sale('INV-1', 200_000))
      .when(pay('INV-1', 'P-2', 60_000))
      .then({ balance: 160 }));
});

describe('A claim', () => {
  test('names the customer in one way, and says where the mistake is', () =>
    given(warung(), anonymousSale('INV-1', 100_000))
      .when(claim('INV-1', { memberId: ayu, phone: '+628123456789' }))
      .then({ error: { kind: 'invalid-command', field: 'memberId' } }));

  test('under its own key by another actor is another command', () =>
    given(warung(), anonymousSale('INV-1', 100_000), claim('INV-1', { memberId: ayu, actor: 'staff-1' }))
      .when(claim('INV-1', { memberId: ayu, actor: 'staff-2' }))
      .then({ error: { kind: 'idempotency-key-reused', field: 'idempotencyKey' }, balance: 100 }));

  test('under the key of the one who claimed it finds that the sale has its member', () =>
    given(warung(), anonymousSale('INV-1', 100_000), claim('INV-1'))
      .when(claim('INV-1', { memberId: 'budi' }))
      .then({ error: 'invoice-has-member', balanceOf: { budi: 0 } }));

  test('under a key that the member used for the sale before finds that, whoever has it now', () =>
    given(
      warung(),
      anonymousSale('INV-1', 100_000),
      claim('INV-1', { memberId: ayu, actor: 'a' }),
      reassign('INV-1', 'budi'),
    )
      .when(claim('INV-1', { memberId: ayu, actor: 'b' }))
      .then({ error: 'idempotency-key-reused', balance: 0, balanceOf: { budi: 100 } }));
});

describe('A reassignment', () => {
  test('says its reason beside the entry of the new customer, and nowhere else', async () => {
    const stage = await stageOf(
      warung(),
      sale('INV-1', 100_000),
      reassign('INV-1', 'budi', { reason: 'the wrong card' }),
      sale('INV-2', 50_000),
      reassign('INV-2', 'budi'),
    );
    const { items } = valueOf(await stage.ledger().findEntries({ limit: 100 }));
    const reasons = items.map(({ memberId, reference, delta, reason }) => [memberId, reference?.id, delta, reason]);
    expect(reasons).toHaveLength(6);
    expect(reasons.filter((line) => line.at(-1) !== null)).toEqual([['budi', 'INV-1', 100, 'the wrong card']]);
  });

  test('back finds the cap of the day as the sale left it', () =>
    given(
      warung({ earn: { cap: { perDay: 100 } } }),
      sale('INV-1', 80_000),
      reassign('INV-1', 'budi'),
      sale('INV-2', 50_000),
    )
      .when(reassign('INV-1', ayu))
      .then({ balance: 100, balanceOf: { budi: 0 } }));

  test('back follows the tier that the first customer had at the sale', () => {
    const gold = { ...base, ruleId: 'gold', when: { tiers: ['gold'] } };
    return given(
      warung({ earn: { rules: [base, gold] } }),
      update({ tier: 'gold' }),
      sale('INV-1', 10_000),
      update({ tier: 'silver' }),
      reassign('INV-1', 'budi'),
    )
      .when(reassign('INV-1', ayu))
      .then({ balance: 20, balanceOf: { budi: 0 } });
  });
});

describe('What a command about a sale lacks is told by its field', () => {
  const lines = [{ lineId: 'tea', quantity: '4', net: 80_000, tax: 8_000 }];
  const taxed = [sale('INV-1', 88_000, { lines })];
  const back = (more: object) => refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', ...more }] });

  test.each<[string, readonly Step[], Step, string, string]>([
    ['a refund of nothing', [sale('INV-1', 1_000)], refund('INV-1', 'R-1', {}), 'invalid-command', 'value'],
    ['a sale of next week', [], sale('INV-1', 1_000, { soldAt: new Date('2026-03-09') }), 'invalid-command', 'soldAt'],
    ['more pieces than are left', taxed, back({ quantity: '5' }), 'refund-exceeds-invoice', 'lines[0].quantity'],
    ['more money than is left', taxed, back({ net: 80_001 }), 'refund-exceeds-invoice', 'value'],
    ['more tax than is left', taxed, back({ net: 80_000, tax: 8_001 }), 'refund-exceeds-invoice', 'value'],
    [
      'a total below its refund',
      [...taxed, back({ quantity: '2' })],
      edited(43_999),
      'invoice-below-refunded',
      'total',
    ],
    [
      'pieces below its refund',
      [...taxed, back({ quantity: '2' })],
      edited(88_000, '1'),
      'invoice-below-refunded',
      'lines[0].quantity',
    ],
  ])('%s', (_, before, then, kind, field) =>
    given(warung(), ...before)
      .when(then)
      .then({ error: { kind, field } }),
  );

  function edited(total: number, quantity = '4'): Step {
    return sale('INV-1', total, { lines: [{ lineId: 'tea', quantity, net: total - 8_000, tax: 8_000 }] });
  }
});

describe('A refund that states the amount of a line', () => {
  const bought = sale('INV-1', 88_000, { lines: [{ lineId: 'tea', quantity: '4', net: 80_000, tax: 8_000 }] });
  const quantityOf = async (...steps: Step[]) => {
    const stage = await stageOf(warung(), bought, ...steps);
    const { refunds } = valueOf(await stage.ledger().getInvoice({ invoiceId: 'INV-1' }));
    return refunds.at(-1)?.lines[0]?.quantity;
  };

  test('takes all the pieces that are left, unless it says how many', async () => {
    expect(await quantityOf(refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', net: 80_000 }] }))).toBe('4');
    expect(await quantityOf(refund('INV-1', 'R-1', { lines: [{ lineId: 'tea', net: 79_999, tax: 8_000 }] }))).toBe('4');
    const none = { lineId: 'tea', quantity: '0', net: 8_000 };
    expect(await quantityOf(refund('INV-1', 'R-1', { lines: [none] }))).toBe('0');
  });
});

test('An approval by another actor is another command', () =>
  given(warung({ earn: { trigger: 'on-full-payment', approvePayments: true } }), ...paid, approve('INV-1', 'P-1'))
    .when(command('approvePayment', { invoiceId: 'INV-1', paymentId: 'P-1', actor: 'cashier-2' }))
    .then({ error: { kind: 'idempotency-key-reused', field: 'paymentId' }, balance: 100 }));

test('An invoice says that its points wait for a verified email, and no more once they came', async () => {
  const program = warung({ earn: { requireVerifiedEmail: true } });
  const verify = update({ email: 'ayu@example.org', emailVerified: true });
  const withheldAfter = async (...steps: Step[]) => {
    const stage = await stageOf(program, ...steps);
    return valueOf(await stage.ledger().getInvoice({ invoiceId: 'INV-1' })).withheld;
  };
  expect(await withheldAfter(sale('INV-1', 10_000))).toBe('email-unverified');
  expect(await withheldAfter(verify, sale('INV-1', 10_000))).toBeNull();
  expect(await withheldAfter(sale('INV-1', 0))).toBeNull();
});

test('The first purchase is one: what comes after it, however late, is none', () => {
  const first = { ...base, ruleId: 'first', when: { firstPurchase: true } };
  return given(
    warung({ earn: { rules: [first] } }),
    enrol('citra'),
    sale('INV-1', 10_000, { memberId: 'citra' }),
    clockAt('2027-03-02T10:00:00+07:00'),
    sale('INV-2', 10_000, { memberId: 'citra' }),
  )
    .when(sale('INV-3', 10_000, { memberId: 'citra' }))
    .then({ balanceOf: { citra: 10 } });
});
