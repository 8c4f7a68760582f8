import { storeError } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import type { ConfirmRedemptionCommand } from '@pointbook/core/codes';
import { errAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { ayusPhone, type Desk, failureOf, minute, openDesk, wrong } from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';
import { byPhone, countedDesk, update, guess } from './for-members-testing.ts';
import { valueOf } from '../../support/value-of.ts';

describe('Given by a customer, a code that is not accepted answers alike', () => {
  const confirmations: Readonly<
    Record<string, (desk: Desk, challengeId: string) => Promise<Partial<ConfirmRedemptionCommand> | void>>
  > = {
    'a wrong code': async (desk) => ({ code: wrong(desk.code()) }),
    'an unknown challenge': async () => ({ challengeId: 'none'.repeat(8) }),
    'a used challenge': async (desk, challengeId) => {
      await desk.ledger().codes.confirmRedemption({ challengeId, code: desk.code() });
      return { code: wrong(desk.code()) };
    },
    'a cancelled one': async (desk, challengeId) => void (await desk.ledger().codes.cancelRedemption({ challengeId })),
    'a released one': async (desk) => void (await desk.ledger().releaseHold({ memberId: ayu, redemptionId: 'RD-1' })),
    'a void one': async (desk) => update(desk, { phone: null }),
    'a lapsed one': async (desk) => desk.clock.advance(60 * minute),
    'an expired one': async (desk) => desk.clock.advance(5 * minute),
    'a locked one': async (desk, challengeId) => guess(desk, challengeId, 5),
    'a locked member': async (desk, challengeId) => {
      desk.publish({ codes: { failures: 1 } });
      await guess(desk, challengeId, 1);
    },
    'one that was meddled with': async (desk, challengeId) => desk.meddle(challengeId, { points: 1 }),
    'more or fewer digits': async () => ({ code: '0123456789' }),
  };

  test.each(Object.entries(confirmations))('for %s', async (_, before) => {
    const { desk, calls } = await countedDesk();
    const { challengeId, code } = await desk.asked();
    const more = await before(desk, challengeId);
    const known = calls.length;
    const failure = await failureOf(desk.ledger().codes.forMembers.confirmRedemption({ challengeId, code, ...more }));
    expect(failure).toEqual({
      kind: 'code-not-accepted',
      message: 'The code was not accepted; check it, or ask for another one.',
    });
    expect(calls.slice(known)).toEqual(['transact']);
  });

  test('but the right one says why an invoice does not take it', async () => {
    const desk = await openDesk();
    const sale = { invoiceId: 'INV-1', memberId: ayu, currency: 'IDR', total: 20_000 };
    valueOf(await desk.ledger().saveInvoice(sale));
    const { challengeId, code } = await desk.asked({ invoiceId: 'INV-1' });
    const payment = { invoiceId: 'INV-1', paymentId: 'P-1', currency: 'IDR', amount: 20_000 };
    valueOf(await desk.ledger().recordPayment(payment));
    const { confirmRedemption } = desk.ledger().codes.forMembers;
    expect((await failureOf(confirmRedemption({ challengeId, code: wrong(code) }))).kind).toBe('code-not-accepted');
    expect((await failureOf(confirmRedemption({ challengeId, code }))).kind).toBe('redemption-not-allowed');
  });
});

describe('Customers are told what does not depend on the member:', () => {
  test('an invalid command', async () => {
    const { forMembers } = (await openDesk()).ledger().codes;
    expect(await failureOf(forMembers.requestRedemption({ ...byPhone, points: 0 }))).toMatchObject({ field: 'points' });
    expect(await failureOf(forMembers.resendCode({ challengeId: '' }))).toMatchObject({ field: 'challengeId' });
    const said = { challengeId: 'x', code: '12345x' };
    const failure = await failureOf(forMembers.confirmRedemption(said));
    expect(failure).toMatchObject({ kind: 'invalid-command', field: 'code' });
    expect(JSON.stringify(failure)).not.toContain('12345');
  });

  test('a process without secret or notifiers', async () => {
    const desk = await openDesk();
    const phones = [ayusPhone, '+628999999999'];
    for (const phone of phones) {
      const mute = desk.another({ served: [] }).codes.forMembers;
      expect(await failureOf(mute.requestRedemption({ ...byPhone, phone }))).toMatchObject({ kind: 'no-notifier' });
      expect(await failureOf(mute.resendCode({ challengeId: 'x' }))).toMatchObject({ kind: 'no-notifier' });
      const open = desk.another({ withoutSecret: true }).codes.forMembers;
      expect(await failureOf(open.requestRedemption({ ...byPhone, phone }))).toMatchObject({ kind: 'no-otp-secret' });
      expect(await failureOf(open.confirmRedemption({ challengeId: 'x', code: '123456' }))).toMatchObject({
        kind: 'no-otp-secret',
      });
    }
  });

  test('a store that is down', async () => {
    let isDown = false;
    const down = storeError({ kind: 'store-unavailable', message: 'The disk is gone.', written: 'no' });
    const store = (inner: RecordStore): RecordStore => ({
      ...inner,
      transact: (...given) => (isDown ? errAsync(down) : inner.transact(...given)),
    });
    const desk = await openDesk({}, { store });
    const { challengeId, code } = await desk.asked();
    isDown = true;
    const { forMembers } = desk.ledger().codes;
    for (const phone of [ayusPhone, '+628999999999'])
      expect(await failureOf(forMembers.requestRedemption({ ...byPhone, phone }))).toEqual(down);
    for (const asked of [challengeId, 'x']) {
      expect(await failureOf(forMembers.resendCode({ challengeId: asked }))).toEqual(down);
      expect(await failureOf(forMembers.confirmRedemption({ challengeId: asked, code }))).toEqual(down);
    }
    isDown = false;
  });

  test('a ledger that has too much to do', async () => {
    const desk = await openDesk({}, {});
    const { forMembers } = desk.another({ queueLimit: 1 }).codes;
    const both = await Promise.all([forMembers.requestRedemption(byPhone), forMembers.requestRedemption(byPhone)]);
    expect(both.map((answer) => (answer.isErr() ? answer.error.kind : 'asked')).toSorted()).toEqual([
      'asked',
      'overloaded',
    ]);
    await Promise.all(both.map(async (answer) => answer.isOk() && answer.value.delivery));
  });
});
