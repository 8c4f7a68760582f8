import { describe, expect, test } from 'vitest';
import { always, perAmount, ruleOf, shopRules } from './rules.ts';
import { monday, story } from './story.ts';

const fine = ruleOf(perAmount(1, 1));
const other = { invoiceId: 'T' };
const soldAt = (time: string) => ({ soldAt: new Date(`2026-03-02T${time}+07:00`) });

describe('A void', () => {
  const capped = shopRules({ earn: { rules: [fine], cap: { perInvoice: null, perDay: 100 } } });

  test('gives the day’s cap back, and a refund or an edit down does not', () => {
    const voided = story(capped);
    voided.sells(100);
    voided.does('voidInvoice', { invoiceId: 'S', refundId: 'V' });
    expect(voided.sells(60, other)).toMatchObject({ earned: 60 });

    const refunded = story(capped);
    refunded.sells(100);
    refunded.refunds('R', { value: 100 });
    expect(refunded.sells(60, other)).toMatchObject({ earned: 0 });

    const edited = story(capped);
    edited.sells(100);
    edited.edits(20, 2);
    expect(edited.sells(60, other)).toMatchObject({ earned: 0 });
  });

  test('no increase passes what is left of the cap', () => {
    const shop = story(capped);
    shop.sells(1);
    shop.sells(100, other);
    shop.edits(100, 2);
    expect(shop.balance()).toBe(100);
  });

  test('moved or dated otherwise, a sale gives its day back, too', () => {
    const moved = story(capped);
    moved.sells(100);
    moved.does('reassignInvoice', { invoiceId: 'S', toMemberId: 'budi', idempotencyKey: 'k' });
    expect(moved.sells(60, other)).toMatchObject({ earned: 60 });

    const dated = story(capped);
    dated.sells(100, { revision: 1 });
    dated.edits(100, 2, { soldAt: new Date(monday - 3 * 86_400_000) });
    expect(dated.sells(60, other)).toMatchObject({ earned: 60 });
  });

  test('is taken back by a reinstatement, once; points that had paid stay returned', () => {
    const shop = story(shopRules({ earn: { rules: [fine] } }));
    shop.gives(40);
    shop.sells(100);
    shop.redeems('P', 40, { invoiceId: 'S' });
    expect(shop.balance()).toBe(60);
    shop.does('voidInvoice', { invoiceId: 'S', refundId: 'V' });
    expect(shop.balance()).toBe(40);
    shop.does('reinstateInvoice', { invoiceId: 'S', reinstatementId: 'I' });
    expect(shop.balance()).toBe(140);
    expect(shop.refuses('reinstateInvoice', { invoiceId: 'S', reinstatementId: 'I2' })).toBe('invoice-not-voided');
  });

  test('and a reinstatement net zero under every policy', () => {
    for (const clawback of ['allow-debt', 'within-balance'] as const) {
      const shop = story(shopRules({ earn: { rules: [fine] }, refund: { clawback } }));
      shop.sells(100);
      shop.redeems('A', 70);
      shop.does('voidInvoice', { invoiceId: 'S', refundId: 'V' });
      shop.does('reinstateInvoice', { invoiceId: 'S', reinstatementId: 'I' });
      expect(shop.balance()).toBe(30);
    }
  });
});

describe('A first purchase', () => {
  const welcome = shopRules({
    earn: { rules: [ruleOf(perAmount(1, 1), { when: { ...always, firstPurchase: true } })] },
  });
  const onPayment = { ...welcome, earn: { ...welcome.earn, trigger: 'on-full-payment' as const } };

  test('is free again when its sale is voided, and not when it is refunded', () => {
    const voided = story(welcome);
    voided.sells(100);
    voided.does('voidInvoice', { invoiceId: 'S', refundId: 'V' });
    expect(voided.sells(50, other)).toMatchObject({ earned: 50 });
    voided.does('reinstateInvoice', { invoiceId: 'S', reinstatementId: 'I' });
    expect(voided.balance()).toBe(50);

    const refunded = story(welcome);
    refunded.sells(100);
    refunded.refunds('R', { value: 100 });
    expect(refunded.sells(50, other)).toMatchObject({ earned: 0 });
  });

  test('is decided when points are granted: an unpaid or a zero sale uses nothing up', () => {
    const zero = story(welcome);
    zero.sells(0);
    expect(zero.sells(50, other)).toMatchObject({ earned: 50 });

    const unpaid = story(onPayment);
    unpaid.sells(100);
    unpaid.sells(50, other);
    unpaid.does('recordPayment', { invoiceId: 'T', paymentId: 'P', currency: 'EUR', amount: 50 });
    expect(unpaid.balance()).toBe(50);
    expect(unpaid.pays('P', 100)).toMatchObject({ earned: 0 });
  });

  test('a sale that moves back gets it only if it is free', () => {
    const shop = story(welcome);
    const move = (toMemberId: string) =>
      shop.does('reassignInvoice', { invoiceId: 'S', toMemberId, idempotencyKey: `to ${toMemberId}` });
    shop.sells(100);
    move('budi');
    expect(shop.balance('budi')).toBe(100);
    shop.sells(50, other);
    move('ayu');
    expect(shop.balance()).toBe(50);
    expect(shop.balance('budi')).toBe(0);
  });
});

describe('A payment that bounced', () => {
  test('no longer counts: what depended on it is taken back, and comes again with the end that it had', () => {
    const expiry = { kind: 'after', period: { unit: 'days', count: 10 }, roundTo: 'day' } as const;
    const shop = story(shopRules({ earn: { trigger: 'on-full-payment', rules: [fine] }, expiry }));
    shop.sells(50);
    shop.pays('P1', 50);
    shop.edits(150, 2);
    shop.pays('P2', 100);
    expect(shop.balance()).toBe(150);
    shop.does('reversePayment', { invoiceId: 'S', paymentId: 'P2', reversalId: 'X' });
    expect(shop.balance()).toBe(50);
    shop.pays('P3', 100);
    expect(shop.balance()).toBe(150);
    const again = { invoiceId: 'S', paymentId: 'P2', reversalId: 'X2' };
    expect(shop.refuses('reversePayment', again)).toBe('payment-reversed');
  });
});

describe('A redemption that was a mistake', () => {
  test('is undone in parts; on a sale its share falls and what is kept stays', () => {
    const shop = story(shopRules({ earn: { rules: [fine] } }));
    shop.gives(40);
    shop.sells(100);
    shop.redeems('P', 40, { invoiceId: 'S' });
    const undo = { memberId: 'ayu', redemptionId: 'P', points: 10 };
    shop.does('undoRedemption', { ...undo, undoId: 'U1' });
    expect(shop.earnedInAll()).toBe(70);
    shop.does('undoRedemption', { memberId: 'ayu', redemptionId: 'P', undoId: 'U2' });
    expect(shop.balance()).toBe(140);
    expect(shop.refuses('undoRedemption', { ...undo, undoId: 'U3' })).toBe('insufficient-points');
  });

  test('brings points back that end last first; ended ones expire at once', () => {
    const expiry = { kind: 'after', period: { unit: 'days', count: 10 }, roundTo: 'day' } as const;
    const shop = story(shopRules({ expiry }));
    shop.gives(30);
    shop.at('2026-03-09T10:00:00+07:00').gives(30);
    shop.redeems('A', 60);
    shop
      .at('2026-03-15T10:00:00+07:00')
      .does('undoRedemption', { memberId: 'ayu', redemptionId: 'A', undoId: 'U1', points: 30 });
    expect(shop.balance()).toBe(30);
    shop.does('undoRedemption', { memberId: 'ayu', redemptionId: 'A', undoId: 'U2' });
    expect(shop.balance()).toBe(30);
  });
});

describe('Goods that come back without their sale', () => {
  const what = { memberId: 'ayu', returnId: 'N', sale: { currency: 'EUR', total: 30 } };

  test('are priced by the rules of now, and taken by the policy', () => {
    const debt = story(shopRules({ earn: { rules: [fine] } }));
    debt.gives(20);
    expect(debt.does('returnWithoutSale', what)).toMatchObject({ clawedBack: 30, taken: 20, debt: 10 });
    const strict = story(shopRules({ earn: { rules: [fine] }, refund: { clawback: 'refuse' } }));
    expect(strict.refuses('returnWithoutSale', what)).toBe('clawback-refused');
  });
});

describe('Identity and replays', () => {
  test('two sales under one number are two sales', () => {
    const shop = story(shopRules());
    shop.sells(4200, soldAt('06:43:00'));
    const second = { invoiceId: 'S', memberId: 'ayu', currency: 'EUR', total: 1700 };
    expect(shop.refuses('saveInvoice', { ...second, ...soldAt('06:45:00') })).toBe('invoice-differs');
    expect(shop.refuses('saveInvoice', { ...second, memberId: 'budi' })).toBe('invoice-has-member');
    expect(shop.balance()).toBe(42);
  });

  test('a repetition answers what was done, and a stale revision says so', () => {
    const shop = story(shopRules());
    const first = shop.sells(1000, { revision: 2 });
    shop.edits(2000, 3);
    expect(shop.sells(1000, { revision: 2 })).toMatchObject({ earned: first['earned'] });
    expect(shop.edits(500, 1)).toMatchObject({ outcome: 'stale', memberId: 'ayu' });
    const differs = { invoiceId: 'S', memberId: 'ayu', currency: 'EUR', total: 1, revision: 3 };
    expect(shop.refuses('saveInvoice', differs)).toBe('idempotency-key-reused');
  });
});
