import { describe, expect, test } from 'vitest';
import {
  ayusEmail,
  type Desk,
  failureOf,
  hour,
  minute,
  openDesk,
  second,
  wrong,
} from '../../support/shops/code-desk.ts';
import { ayu, monday } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const later = (ms: number) => new Date(monday.getTime() + ms);

const resend = (desk: Desk, challengeId: string, more: object = {}) =>
  desk.ledger().codes.resendCode({ challengeId, ...more });

describe('Another code', () => {
  test('takes the place of the one before, for the same redemption', async () => {
    const desk = await openDesk();
    const first = await desk.asked();
    desk.clock.advance(minute);
    const receipt = valueOf(await resend(desk, first.challengeId));
    const { code, ...asked } = first;
    expect(receipt).toEqual({ ...asked, codes: 2, expiresAt: later(6 * minute) });
    const next = desk.code();
    expect(next).not.toBe(code);
    expect(desk.sent[1]?.message).toMatchObject({ to: desk.sent[0]?.message.to, data: { points: 100, minutes: 5 } });
    expect(JSON.stringify(receipt)).not.toContain(next);
    const answer = (said: string) =>
      desk.ledger().codes.confirmRedemption({ challengeId: first.challengeId, code: said });
    expect(await failureOf(answer(code))).toMatchObject({ kind: 'code-superseded' });
    expect(valueOf(await answer(next)).points).toBe(100);
    expect(await failureOf(answer(code))).toMatchObject({ kind: 'challenge-closed', state: 'used' });
  });

  test('revives one that has expired', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.advance(6 * minute);
    expect(valueOf(await resend(desk, challengeId)).expiresAt).toEqual(later(11 * minute));
    desk.clock.advance(5 * minute - 1);
    expect((await desk.ledger().codes.confirmRedemption({ challengeId, code: desk.code() })).isOk()).toBe(true);
  });

  test('gives no attempt back, and no deadline', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    const guess = async () =>
      failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code: wrong(desk.code()) }));
    expect(code).toBe(desk.code());
    expect(await guess()).toMatchObject({ attemptsLeft: 4 });
    expect(await guess()).toMatchObject({ attemptsLeft: 3 });
    desk.clock.advance(minute);
    const receipt = valueOf(await resend(desk, challengeId));
    expect(receipt.deadline).toEqual(later(15 * minute));
    for (const attemptsLeft of [2, 1, 0]) expect(await guess()).toMatchObject({ attemptsLeft });
    desk.clock.advance(minute);
    expect(await failureOf(resend(desk, challengeId))).toMatchObject({ kind: 'code-locked' });
    const right = { challengeId, code: desk.code() };
    expect(await failureOf(desk.ledger().codes.confirmRedemption(right))).toMatchObject({ kind: 'code-locked' });
  });

  test('is never good beyond the deadline', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.set(later(14 * minute + 30 * second));
    expect(valueOf(await resend(desk, challengeId)).expiresAt).toEqual(later(15 * minute));
    expect(desk.sent[1]?.message.data).toMatchObject({ minutes: 1 });
    desk.clock.set(later(15 * minute));
    const right = { challengeId, code: desk.code() };
    const lapsed = { kind: 'challenge-closed', state: 'lapsed' };
    expect(await failureOf(desk.ledger().codes.confirmRedemption(right))).toMatchObject(lapsed);
    expect(await failureOf(resend(desk, challengeId))).toMatchObject(lapsed);
    expect(await desk.available()).toBe(1000);
  });

  test('may take another channel, on which the next one stays', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.advance(minute);
    expect(valueOf(await resend(desk, challengeId, { channel: 'email', locale: 'id' }))).toMatchObject({
      channel: 'email',
      destination: 'a••••@example.com',
    });
    expect(desk.sent[1]).toMatchObject({ channel: 'email', message: { locale: 'id', to: 'ayu.lestari@example.com' } });
    desk.clock.advance(minute);
    expect(valueOf(await resend(desk, challengeId))).toMatchObject({ channel: 'email', codes: 3 });
  });

  test.each([
    ['that the program does not allow', { channel: 'email' }, { kind: 'channel-not-allowed', channel: 'email' }],
    ['without a notifier', { channel: 'sms' }, { kind: 'no-notifier', channels: ['sms'] }],
  ])('takes no channel %s', async (_, more, failure) => {
    const desk = await openDesk({ codes: { channels: ['whatsapp', 'sms'] } }, { served: ['whatsapp', 'email'] });
    const { challengeId } = await desk.asked();
    desk.clock.advance(minute);
    expect(await failureOf(resend(desk, challengeId, more))).toMatchObject(failure);
  });

  test.each([
    ['the address', 0, minute],
    ['the member', minute, 0],
  ])('goes to no address that is locked, until the last lock ends; first %s is', async (_, ayus, budis) => {
    const desk = await openDesk({ codes: { failures: 2, secondsBetweenSends: 1 } });
    // They share an address.
    valueOf(await desk.ledger().updateMember({ memberId: 'budi', changes: { email: ayusEmail } }));
    const guessTwice = async ({ challengeId, code }: { readonly challengeId: string; readonly code: string }) => {
      const given = { challengeId, code: wrong(code) };
      for (let time = 0; time < 2; time += 1) await failureOf(desk.ledger().codes.confirmRedemption(given));
    };
    const asked = [
      { at: ayus, ...(await desk.asked()) },
      { at: budis, ...(await desk.asked({ memberId: 'budi', channel: 'email' })) },
    ].toSorted((a, b) => a.at - b.at);
    for (const { at, ...code } of asked) {
      desk.clock.set(later(at));
      await guessTwice(code);
      const locked = await failureOf(desk.request({ redemptionId: `RD-${at}`, channel: 'email' }));
      expect(locked).toMatchObject({ kind: 'member-locked', until: later(at + 24 * hour) });
    }
  });

  test('goes to no address that is locked', async () => {
    const desk = await openDesk({ codes: { failures: 1, secondsBetweenSends: 1 } });
    valueOf(await desk.ledger().updateMember({ memberId: 'budi', changes: { email: ayusEmail } }));
    const ayus = await desk.asked();
    const { challengeId, code } = await desk.asked({ memberId: 'budi', channel: 'email' });
    await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code: wrong(code) }));
    desk.clock.advance(minute);
    expect((await failureOf(resend(desk, ayus.challengeId, { channel: 'email' }))).kind).toBe('member-locked');
  });

  test('goes to no address that the member has not', async () => {
    const desk = await openDesk({ codes: { channels: ['sms', 'email'] } });
    valueOf(await desk.ledger().updateMember({ memberId: ayu, changes: { email: null } }));
    const { challengeId } = await desk.asked();
    desk.clock.advance(minute);
    expect(await failureOf(resend(desk, challengeId, { channel: 'email' }))).toMatchObject({ kind: 'no-destination' });
  });

  test.each([
    ['nothing', { challengeId: 'nothing' }, 'unknown-challenge'],
    ['no challenge', {}, 'invalid-command'],
  ])('is not sent for %s', async (_, command, kind) => {
    const desk = await openDesk();
    expect((await failureOf(desk.ledger().codes.resendCode(command as never))).kind).toBe(kind);
  });

  test('is not sent for a used code', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    valueOf(await desk.ledger().codes.confirmRedemption({ challengeId, code }));
    desk.clock.advance(minute);
    expect(await failureOf(resend(desk, challengeId))).toMatchObject({ kind: 'challenge-closed', state: 'used' });
    expect(desk.sent).toHaveLength(1);
  });

  test('asked for many times at once is sent once', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.advance(minute);
    const answers = await Promise.all(Array.from({ length: 50 }, async () => resend(desk, challengeId)));
    expect(answers.filter((answer) => answer.isOk())).toHaveLength(1);
    expect(desk.sent).toHaveLength(2);
    expect(await desk.challenge(challengeId)).toMatchObject({ codes: 2 });
  });
});
