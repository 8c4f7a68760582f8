import { describe, expect, test } from 'vitest';
import { day, openShop, said, sale, years } from '../../support/clock-shop.ts';
import { monday } from '../../support/specification.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const endOfPoints = new Date('2027-03-02T17:00:00Z');

describe('A sweep ten years ahead', () => {
  test('ended all points; they come back, with their end', async () => {
    const { sweep, balance, setBack } = await openShop();
    await sweep();
    expect(await balance()).toMatchObject({ balance: 0 });
    expect(valueOf(await setBack())).toEqual({ members: 1, points: 100, records: 0 });
    expect(await balance()).toMatchObject({ available: 100, ending: [{ at: endOfPoints, points: 100 }] });
  });

  test('is found before it is corrected, and nobody is once it was', async () => {
    const { sweep, setBack, findAhead } = await openShop();
    expect(await findAhead()).toEqual([]);
    await sweep();
    const ahead = new Date(monday.getTime() + years);
    expect(await findAhead()).toEqual([{ memberId: 'ayu', ahead, entries: 1, points: 100 }]);
    await setBack();
    expect(await findAhead()).toEqual([]);
  });

  test('is corrected once, however often the correction is sent', async () => {
    const { sweep, balance, setBack } = await openShop();
    await sweep();
    const first = valueOf(await setBack());
    expect(valueOf(await setBack())).toEqual(first);
    expect(await balance()).toMatchObject({ balance: 100 });
  });

  test('leaves what is earned afterwards alone, and what ended in time', async () => {
    const { sweep, balance, setBack, ledger, clock } = await openShop();
    await sweep();
    await setBack();
    valueOf(await ledger.saveInvoice(sale('INV-2', 7000)));
    expect(await balance()).toMatchObject({ available: 107 });
    clock.advance(400 * day);
    expect(await balance()).toMatchObject({ balance: 0 });
    expect(
      errorOf(await ledger.clock.setBack({ ...said, today: '2027-04-06', idempotencyKey: 'again' })),
    ).toMatchObject({
      kind: 'clock-not-ahead',
    });
  });

  test('took nothing that had ended before: that stays ended', async () => {
    const { sweep, balance, ledger, clock } = await openShop();
    clock.advance(300 * day);
    valueOf(await ledger.saveInvoice(sale('INV-2', 7000)));
    clock.advance(100 * day);
    await sweep();
    valueOf(await ledger.clock.setBack({ ...said, today: '2027-04-06' }));
    expect(await balance()).toMatchObject({ available: 7 });
  });
});

describe('A sale ten years ahead', () => {
  test('ended the points of its member; they come back, and those of the sale end a year from now', async () => {
    const { inTenYears, ledger, balance, setBack } = await openShop({ earn: { pendingDays: 14 } });
    await inTenYears(() => ledger.saveInvoice(sale('INV-2', 7000)));
    await setBack();
    expect(await balance()).toMatchObject({ pending: 107, ending: [{ at: endOfPoints, points: 107 }] });
  });

  test('with its own date gave points that ended at once; they are there again', async () => {
    const { inTenYears, ledger, balance, setBack } = await openShop();
    await inTenYears(() => ledger.saveInvoice({ ...sale('INV-2', 7000), soldAt: monday }));
    await setBack();
    expect(await balance()).toMatchObject({ available: 107, ending: [{ at: endOfPoints, points: 107 }] });
  });

  test('of a member who owed gave points that ended at once; they repay the debt, and become available as others do', async () => {
    const { inTenYears, ledger, balance, setBack } = await openShop({ earn: { pendingDays: 14 } });
    await inTenYears(async () => {
      valueOf(await ledger.returnWithoutSale({ memberId: 'ayu', returnId: 'goods', points: 3 }));
      valueOf(await ledger.saveInvoice({ ...sale('INV-2', 7000), soldAt: monday }));
    });
    await setBack();
    expect(await balance()).toMatchObject({ pending: 104, ending: [{ at: endOfPoints, points: 104 }] });
    const refund = await ledger.refundInvoice({ invoiceId: 'INV-2', refundId: 'all', value: 7000 });
    expect(valueOf(refund)).toMatchObject({ taken: 7, balance: { pending: 97, debt: 0 } });
  });

  test('makes every later sale of the member end as it is earned, until the time is set back', async () => {
    const { sweep, ledger, balance, setBack } = await openShop();
    await sweep();
    valueOf(await ledger.saveInvoice(sale('INV-2', 7000)));
    expect(await balance()).toMatchObject({ balance: 0 });
    await setBack();
    expect(await balance()).toMatchObject({ available: 107 });
  });
});

describe('What was done while the clock was ahead stays done', () => {
  test('points that were spent are spent, those first that end first', async () => {
    const { clock, inTenYears, ledger, balance } = await openShop();
    clock.advance(day);
    await inTenYears(async () => {
      valueOf(
        await ledger.adjustPoints({ memberId: 'ayu', points: 60, direction: 'add', actor: 'ann', idempotencyKey: 'K' }),
      );
      valueOf(await ledger.redeemPoints({ memberId: 'ayu', redemptionId: 'RD-1', points: 30 }));
    });
    await ledger.clock.setBack({ ...said, today: '2026-03-03' });
    const next = new Date(endOfPoints.getTime() + day);
    expect((await balance()).ending).toEqual([
      { at: endOfPoints, points: 70 },
      { at: next, points: 60 },
    ]);
  });

  test('points that staff deducted, or that goods without their sale took, are gone: those first that end first', async () => {
    const { inTenYears, ledger, balance, clock } = await openShop();
    clock.advance(2 * day);
    await inTenYears(async () => {
      valueOf(await ledger.saveInvoice(sale('INV-2', 7000)));
      const staff = { memberId: 'ayu', actor: 'ann', reason: 'a mistake', idempotencyKey: 'three' };
      valueOf(await ledger.adjustPoints({ ...staff, points: 3, direction: 'deduct' }));
      valueOf(await ledger.returnWithoutSale({ memberId: 'ayu', returnId: 'goods', points: 2 }));
    });
    valueOf(await ledger.clock.setBack({ ...said, today: '2026-03-04' }));
    expect(await balance()).toMatchObject({ available: 102, ending: [{ at: endOfPoints, points: 95 }, { points: 7 }] });
  });

  test('goods that came back take their points, though these had ended', async () => {
    const { inTenYears, ledger, balance, setBack } = await openShop();
    await inTenYears(async () => {
      const refund = await ledger.refundInvoice({ invoiceId: 'INV-1', refundId: 'R', value: 40_000 });
      expect(valueOf(refund)).toMatchObject({ clawedBack: 40, forgiven: 40 });
    });
    await setBack();
    expect(await balance()).toMatchObject({ balance: 60 });
  });

  test('a sale that went to another member took nothing of the first, who seemed inactive; its points are with one of them', async () => {
    const { inTenYears, ledger, balance, setBack } = await openShop({
      expiry: { kind: 'inactivity', period: { unit: 'months', count: 12 } },
      refund: { windowDays: 0 },
    });
    await inTenYears(async () => {
      valueOf(await ledger.saveInvoice({ ...sale('INV-2', 7000), soldAt: monday }));
      const move = { invoiceId: 'INV-2', toMemberId: 'budi', actor: 'ann', idempotencyKey: 'wrong card' };
      valueOf(await ledger.reassignInvoice(move));
    });
    await setBack();
    expect(await balance()).toMatchObject({ balance: 100 });
    expect(valueOf(await ledger.getBalance({ memberId: 'budi' }))).toMatchObject({ balance: 7 });
  });

  test('a payment that bounced then, and came again, gives points that are available as before', async () => {
    const { inTenYears, ledger, balance, clock } = await openShop({
      earn: { trigger: 'on-full-payment', pendingDays: 1 },
      expiry: { kind: 'never' },
    });
    const payment = { invoiceId: 'INV-1', currency: 'IDR', amount: 100_000 };
    valueOf(await ledger.recordPayment({ ...payment, paymentId: 'P-1' }));
    clock.advance(day);
    await inTenYears(async () => {
      valueOf(await ledger.reversePayment({ invoiceId: 'INV-1', paymentId: 'P-1', reversalId: 'bounced' }));
      valueOf(await ledger.recordPayment({ ...payment, paymentId: 'P-2' }));
    });
    valueOf(await ledger.clock.setBack({ ...said, today: '2026-03-03' }));
    expect(await balance()).toMatchObject({ available: 100, pending: 0 });
  });

  test('a balance that was set is that balance', async () => {
    const { inTenYears, ledger, balance, setBack } = await openShop();
    await inTenYears(() => ledger.setBalance({ memberId: 'ayu', balance: 5, actor: 'ann', idempotencyKey: 'K' }));
    await setBack();
    expect(await balance()).toMatchObject({ balance: 5 });
  });

  test('points that were held then are released', async () => {
    const { inTenYears, ledger, balance, setBack } = await openShop();
    await inTenYears(async () => {
      await ledger.saveInvoice(sale('INV-2', 7000));
      valueOf(await ledger.holdPoints({ memberId: 'ayu', redemptionId: 'RD-1', points: 5 }));
    });
    expect(await balance()).toMatchObject({ held: 5 });
    await setBack();
    expect(await balance()).toMatchObject({ available: 107, held: 0 });
    const late = await ledger.captureHold({ memberId: 'ayu', redemptionId: 'RD-1' });
    expect(errorOf(late)).toMatchObject({ kind: 'hold-closed' });
  });
});

describe('Codes that were asked for ten years ahead', () => {
  const redeem = { rate: { points: 1, money: 100 }, otp: 'always' } as const;
  const plugins = { codes: { sends: 1, sendMinutes: 60 } } as never;

  test('keep nobody from new codes, and are counted still', async () => {
    const { inTenYears, ledger, clock, setBack } = await openShop({ redeem, plugins });
    const ask = (redemptionId: string) => ledger.codes.requestRedemption({ memberId: 'ayu', redemptionId, points: 5 });
    await inTenYears(async () => {
      await ledger.saveInvoice(sale('INV-2', 7000));
      valueOf(await ask('RD-1'));
    });
    valueOf(await ledger.saveInvoice(sale('INV-3')));
    const { retryAt: inYears } = errorOf(await ask('RD-2')) as { retryAt?: Date };
    expect(inYears?.getUTCFullYear()).toBe(2036);
    expect(valueOf(await setBack())).toMatchObject({ members: 1, records: 2 });
    const { retryAt } = errorOf(await ask('RD-2')) as { retryAt?: Date };
    expect(retryAt).toEqual(new Date(clock.now() + 3_600_000));
    clock.advance(3_600_000);
    expect((await ask('RD-2')).isOk()).toBe(true);
  });

  test('are of no use any more', async () => {
    const { inTenYears, ledger, office, setBack } = await openShop({ redeem, plugins });
    const asked = await inTenYears(async () => {
      await ledger.saveInvoice(sale('INV-2', 7000));
      return valueOf(await ledger.codes.requestRedemption({ memberId: 'ayu', redemptionId: 'RD-1', points: 5 }));
    });
    await setBack();
    const given = await ledger.codes.confirmRedemption({ challengeId: asked.challengeId, code: office.code() });
    expect(errorOf(given)).toMatchObject({ kind: 'challenge-closed' });
  });
});
