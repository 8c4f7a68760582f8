import { describe, expect, test } from 'vitest';
import { answerOf, failureOf, minute, openDesk, second } from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';
import { confirm, redeemed, expectsNoSpending } from './confirm-testing.ts';
import { valueOf } from '../../support/value-of.ts';

describe('A code', () => {
  test('is for the redemption that was asked for, and no other', async () => {
    const desk = await openDesk();
    const first = await desk.asked();
    desk.clock.advance(minute);
    const next = await desk.asked({ redemptionId: 'RD-2', points: 900 });
    expect((await failureOf(confirm(desk, next.challengeId, first.code))).kind).toBe('wrong-code');
    expect((await failureOf(confirm(desk, first.challengeId, next.code))).kind).toBe('wrong-code');
    expect(valueOf(await confirm(desk, first.challengeId, first.code)).points).toBe(100);
    expect(valueOf(await confirm(desk, next.challengeId, next.code)).points).toBe(900);
  });

  test('for an unknown challenge is an error', async () => {
    const desk = await openDesk();
    expect(await failureOf(confirm(desk, 'nothing', '123456'))).toMatchObject({
      kind: 'unknown-challenge',
      challengeId: 'nothing',
    });
  });

  test('of another program is unknown', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    expect(await desk.store.reader.challenge('kiosk' as never, challengeId)).toMatchObject({ value: null });
  });

  test('needs the secret that it was made with', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    const another = desk.another({ withoutSecret: true });
    expect((await failureOf(another.codes.confirmRedemption({ challengeId, code }))).kind).toBe('no-otp-secret');
    expect((await failureOf(another.codes.resendCode({ challengeId }))).kind).toBe('no-otp-secret');
  });

  test('pays an invoice, whose state is judged again', async () => {
    const desk = await openDesk();
    const sale = { invoiceId: 'INV-1', memberId: ayu, currency: 'IDR', total: 20_000 };
    valueOf(await desk.ledger().saveInvoice(sale));
    const { challengeId, code } = await desk.asked({ invoiceId: 'INV-1' });
    const payment = { invoiceId: 'INV-1', paymentId: 'P-1', currency: 'IDR' };
    valueOf(await desk.ledger().recordPayment({ ...payment, amount: 20_000 }));
    await expectsNoSpending(desk, async () => {
      const refused = { kind: 'redemption-not-allowed', rule: 'invoice-total', limit: 0 };
      expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject(refused);
      expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject(refused);
    });
    expect(await desk.challenge(challengeId)).toMatchObject({ state: 'open', attempts: 0 });
    valueOf(await desk.ledger().saveInvoice({ ...sale, revision: 2, total: 30_000 }));
    desk.clock.advance(second);
    expect(valueOf(await confirm(desk, challengeId, code)).value).toBe(10_000);
    expect(valueOf(await desk.ledger().getInvoice({ invoiceId: 'INV-1' }))).toMatchObject({
      redemptions: [{ value: 10_000 }],
    });
  });

  test.each([
    ['a smaller share', { shareOfInvoicePercent: 10 }, { kind: 'redemption-not-allowed', rule: 'invoice-share' }],
    ['the same share', {}, redeemed],
  ])('meets the rules of now for its invoice: %s', async (_, redeem, answer) => {
    const desk = await openDesk();
    const sale = { invoiceId: 'INV-1', memberId: ayu, currency: 'IDR', total: 20_000 };
    valueOf(await desk.ledger().saveInvoice(sale));
    const { challengeId, code } = await desk.asked({ invoiceId: 'INV-1' });
    desk.publish(redeem);
    expect(await answerOf(confirm(desk, challengeId, code))).toMatchObject(answer);
  });
});
