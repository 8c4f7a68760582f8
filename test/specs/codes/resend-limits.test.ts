import { describe, expect, test } from 'vitest';
import { type Desk, failureOf, minute, openDesk, rejected, unavailable } from '../../support/shops/code-desk.ts';
import { monday } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const later = (ms: number) => new Date(monday.getTime() + ms);

const resend = (desk: Desk, challengeId: string, more: object = {}) =>
  desk.ledger().codes.resendCode({ challengeId, ...more });

const tooMany = (rule: string, ms: number) => ({ kind: 'too-many-codes', rule, retryAt: later(ms) });

async function enrolFamily(desk: Desk): Promise<void> {
  for (const memberId of ['citra', 'dewi']) {
    valueOf(await desk.ledger().enrolMember({ memberId, email: 'family@example.com' }));
    const gift = { memberId, points: 500, direction: 'add', actor: 'staff-3', reason: 'a gift' } as const;
    valueOf(await desk.ledger().adjustPoints({ ...gift, idempotencyKey: 'gift' }));
  }
}

describe('Codes to one member', () => {
  test('are sixty seconds apart, to the millisecond, for one redemption and for all', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.set(later(minute - 1));
    expect(await failureOf(resend(desk, challengeId))).toMatchObject(tooMany('between-sends', minute));
    expect(await failureOf(resend(desk, challengeId, { channel: 'email' }))).toMatchObject({ rule: 'between-sends' });
    const next = { redemptionId: 'RD-2' };
    expect(await failureOf(desk.request(next))).toMatchObject(tooMany('between-sends', minute));
    expect(desk.sent).toHaveLength(1);
    desk.clock.set(later(minute));
    expect((await desk.request(next)).isOk()).toBe(true);
    expect(await failureOf(resend(desk, challengeId))).toMatchObject(tooMany('between-sends', 2 * minute));
  });

  test('are five in ten minutes, over all redemptions and channels', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    for (const channel of ['email', 'sms', 'email'] as const) {
      desk.clock.advance(minute);
      valueOf(await resend(desk, challengeId, { channel }));
    }
    desk.clock.advance(minute);
    const next = await desk.asked({ redemptionId: 'RD-2' });
    desk.clock.set(later(10 * minute - 1));
    const refused = tooMany('sends', 10 * minute);
    expect(await failureOf(resend(desk, challengeId))).toMatchObject(refused);
    expect(await failureOf(resend(desk, next.challengeId, { channel: 'email' }))).toMatchObject(refused);
    expect(await failureOf(desk.request({ redemptionId: 'RD-3' }))).toMatchObject(refused);
    desk.clock.set(later(10 * minute));
    expect((await resend(desk, challengeId)).isOk()).toBe(true);
    desk.clock.set(later(11 * minute - 1));
    expect(await failureOf(resend(desk, challengeId))).toMatchObject(tooMany('between-sends', 11 * minute));
  });

  test('do not count for another', async () => {
    const desk = await openDesk();
    await desk.asked();
    expect((await desk.request({ memberId: 'budi' })).isOk()).toBe(true);
  });
});

describe('Codes to one address', () => {
  test('are sixty seconds apart, over all members', async () => {
    const desk = await openDesk();
    await enrolFamily(desk);
    await desk.asked({ memberId: 'citra' });
    desk.clock.set(later(minute - 1));
    expect(await failureOf(desk.request({ memberId: 'dewi' }))).toMatchObject(tooMany('between-sends', minute));
    desk.clock.set(later(minute));
    expect((await desk.request({ memberId: 'dewi' })).isOk()).toBe(true);
  });

  test('are sixty seconds apart, in whatever capitals a profile has the address', async () => {
    const desk = await openDesk();
    await enrolFamily(desk);
    await desk.asked({ memberId: 'citra' });
    valueOf(await desk.ledger().updateMember({ memberId: 'dewi', changes: { email: 'Family@example.com' } }));
    expect(await failureOf(desk.request({ memberId: 'dewi' }))).toMatchObject(tooMany('between-sends', minute));
  });

  test('are good still where the profile writes the address in other capitals', async () => {
    const desk = await openDesk();
    await enrolFamily(desk);
    const { challengeId } = await desk.asked({ memberId: 'citra' });
    valueOf(await desk.ledger().updateMember({ memberId: 'citra', changes: { email: 'Family@example.com' } }));
    expect((await desk.ledger().codes.confirmRedemption({ challengeId, code: desk.code() })).isOk()).toBe(true);
  });

  test('are five in ten minutes, over all members', async () => {
    const desk = await openDesk();
    await enrolFamily(desk);
    const ids = { citra: '', dewi: '' };
    for (const memberId of ['citra', 'dewi'] as const) {
      ids[memberId] = (await desk.asked({ memberId })).challengeId;
      desk.clock.advance(minute);
    }
    for (const memberId of ['citra', 'dewi', 'citra'] as const) {
      valueOf(await resend(desk, ids[memberId]));
      desk.clock.advance(minute);
    }
    expect(await failureOf(resend(desk, ids.dewi))).toMatchObject(tooMany('sends', 10 * minute));
    expect((await desk.request()).isOk()).toBe(true);
  });

  test('over WhatsApp and SMS are codes to one number', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.advance(minute);
    valueOf(await resend(desk, challengeId, { channel: 'sms' }));
    const { budgets } = await desk.dump();
    expect(budgets.map(({ sends }) => sends.length)).toEqual([2, 2]);
  });
});

describe('A code that the provider refuses', () => {
  test('need not be waited for, but is one of five', async () => {
    const desk = await openDesk();
    desk.answerWith(rejected);
    const { challengeId } = (await failureOf(desk.request())) as { challengeId: string };
    for (let sends = 2; sends <= 5; sends += 1)
      expect(await failureOf(resend(desk, challengeId, { channel: 'sms' }))).toMatchObject({
        kind: 'code-not-sent',
        channel: 'sms',
        retryable: false,
      });
    expect(await failureOf(resend(desk, challengeId))).toMatchObject(tooMany('sends', 10 * minute));
    expect(desk.sent).toHaveLength(5);
    const { budgets } = await desk.dump();
    expect(budgets.map(({ sends }) => sends.map((send) => send.rejected))).toEqual([
      Array.from({ length: 5 }, () => true),
      Array.from({ length: 5 }, () => true),
    ]);
  });

  test('is followed by one over another channel at once, which is waited for again', async () => {
    const desk = await openDesk();
    desk.answerWith(async ({ channel }) =>
      (channel === 'whatsapp' ? rejected : async () => ({ status: 'sent' as const, providerId: null }))({} as never),
    );
    const { challengeId } = (await failureOf(desk.request())) as { challengeId: string };
    expect(valueOf(await resend(desk, challengeId, { channel: 'sms' }))).toMatchObject({
      channel: 'sms',
      codes: 2,
      sent: { providerId: null },
    });
    expect(await failureOf(resend(desk, challengeId))).toMatchObject(tooMany('between-sends', minute));
    const right = { challengeId, code: desk.code() };
    expect((await desk.ledger().codes.confirmRedemption(right)).isOk()).toBe(true);
  });
});

describe('A code that may or may not have gone out', () => {
  test('must be waited for, since it may arrive yet', async () => {
    const desk = await openDesk();
    desk.answerWith(unavailable);
    const failure = await failureOf(desk.request());
    expect(failure).toMatchObject({ kind: 'code-not-sent', retryable: true, retryAt: later(minute) });
    const { challengeId } = failure as { challengeId: string };
    const first = desk.code();
    desk.clock.set(later(minute - 1));
    expect(await failureOf(resend(desk, challengeId))).toMatchObject(tooMany('between-sends', minute));
    expect((await desk.ledger().codes.confirmRedemption({ challengeId, code: first })).isOk()).toBe(true);
  });

  test.each([
    [1, minute],
    [5, 10 * minute],
  ])('answers when the next one may be asked for: number %i of ten minutes', async (count, retryAt) => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.answerWith(unavailable);
    let told: unknown = null;
    for (let sends = 2; sends <= Math.max(2, count); sends += 1) {
      desk.clock.advance(minute);
      told = await failureOf(resend(desk, challengeId));
    }
    expect(told).toMatchObject({ kind: 'code-not-sent', retryAt: later(count === 1 ? 2 * minute : retryAt) });
  });
});
