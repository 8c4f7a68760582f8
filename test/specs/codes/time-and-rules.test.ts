import { describe, expect, test } from 'vitest';
import { type Desk, failureOf, hour, minute, openDesk, second, wrong } from '../../support/shops/code-desk.ts';
import { ayu, monday } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const later = (ms: number) => new Date(monday.getTime() + ms);
const confirm = (desk: Desk, challengeId: string, code: string) =>
  desk.ledger().codes.confirmRedemption({ challengeId, code });

async function guessWrong(desk: Desk, challengeId: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1)
    expect((await failureOf(confirm(desk, challengeId, wrong(desk.code())))).kind).toBe('wrong-code');
}

describe('A clock that goes back', () => {
  const adjust = async (desk: Desk) => {
    const gift = { memberId: ayu, points: 1, direction: 'add', actor: 'staff-3', reason: 'a gift' } as const;
    valueOf(await desk.ledger().adjustPoints({ ...gift, idempotencyKey: 'later' }));
  };

  test('revives no code that the ledger knows to have expired', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    desk.clock.set(later(5 * minute));
    await adjust(desk);
    desk.clock.set(later(4 * minute));
    expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject({ kind: 'code-expired' });
  });

  test('revives no hold that has lapsed', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    desk.clock.set(later(15 * minute));
    valueOf(await desk.ledger().expireDue());
    desk.clock.set(monday);
    const lapsed = { kind: 'challenge-closed', state: 'lapsed' };
    expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject(lapsed);
    expect(await failureOf(desk.ledger().codes.resendCode({ challengeId }))).toMatchObject(lapsed);
    expect(await desk.available()).toBe(1000);
  });

  test('unlocks no member', async () => {
    const desk = await openDesk({ codes: { failures: 2 } });
    const { challengeId, code } = await desk.asked();
    desk.clock.set(later(minute));
    await guessWrong(desk, challengeId, 2);
    desk.clock.set(later(-48 * hour));
    const locked = { kind: 'member-locked', until: later(minute + 24 * hour) };
    expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject(locked);
    expect(await failureOf(desk.request({ redemptionId: 'RD-2' }))).toMatchObject(locked);
  });

  test('sends no code whose hold would have ended before it was sent', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.set(later(4 * minute));
    await guessWrong(desk, challengeId, 1);
    desk.clock.set(monday);
    desk.publish({ holdMinutes: 1 });
    expect(await failureOf(desk.request({ redemptionId: 'RD-2' }))).toMatchObject({
      kind: 'too-many-codes',
      retryAt: later(4 * minute),
    });
    expect([desk.sent.length, await desk.available()]).toEqual([1, 900]);
    desk.clock.set(later(4 * minute));
    expect((await desk.asked({ redemptionId: 'RD-2' })).deadline).toEqual(later(5 * minute));
  });

  test('lets no code go earlier, nor live longer', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.set(later(-hour));
    expect(await failureOf(desk.ledger().codes.resendCode({ challengeId }))).toMatchObject({
      kind: 'too-many-codes',
      retryAt: later(minute),
    });
    desk.clock.set(later(minute));
    valueOf(await desk.ledger().codes.resendCode({ challengeId }));
    desk.clock.set(later(-hour));
    const { budgets } = await desk.dump();
    expect(budgets[0]?.sends.map(({ at }) => at)).toEqual([0, minute].map((ms) => later(ms).getTime()));
    expect((await desk.challenge(challengeId)).expiresAt).toBe(later(6 * minute).getTime());
  });
});

describe('Rules that change while a code is out', () => {
  test.each([
    ['fewer attempts lock it', 2, { attempts: 2 }, 'code-locked'],
    ['more attempts open it again', 5, { attempts: 6 }, 'redeemed'],
    ['fewer failures lock the member', 2, { failures: 2 }, 'member-locked'],
    ['another number of digits does not matter', 0, { digits: 8 }, 'redeemed'],
    ['fewer minutes do not matter: it has its end', 0, { minutes: 1 }, 'redeemed'],
    ['other channels do not matter', 0, { channels: ['email' as const] }, 'redeemed'],
  ])('%s', async (_, guesses, codes, expected) => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    await guessWrong(desk, challengeId, guesses);
    desk.clock.advance(2 * minute);
    desk.publish({ codes });
    const told = (await confirm(desk, challengeId, code)).match(
      ({ state }): string => state,
      ({ kind }) => kind,
    );
    expect(told).toBe(expected);
  });

  test('limit the next code as they are now', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.advance(10 * second);
    desk.publish({ codes: { secondsBetweenSends: 10, digits: 8, minutes: 1 } });
    const receipt = valueOf(await desk.ledger().codes.resendCode({ challengeId }));
    expect(receipt.expiresAt).toEqual(later(70 * second));
    expect(desk.code()).toMatch(/^\d{8}$/u);
    desk.publish({ codes: { channels: ['email'] } });
    desk.clock.advance(minute);
    expect((await failureOf(desk.ledger().codes.resendCode({ challengeId }))).kind).toBe('channel-not-allowed');
    expect((await desk.ledger().codes.resendCode({ challengeId, channel: 'email' })).isOk()).toBe(true);
  });

  test('give no hold another deadline, and no redemption another value', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    desk.publish({ rate: { points: 1, money: 1 }, minimum: 500, holdMinutes: 1, otp: 'off' });
    desk.clock.advance(2 * minute);
    expect(valueOf(await confirm(desk, challengeId, code))).toMatchObject({ points: 100, value: 10_000 });
  });

  test('may no longer know the reward: it was priced when it was asked for', async () => {
    const desk = await openDesk({ rewards: [{ rewardId: 'mug', name: 'A mug', points: 250, value: 25_000 }] });
    const { challengeId } = await desk.asked({ rewardId: 'mug' });
    desk.publish({});
    desk.clock.advance(minute);
    valueOf(await desk.ledger().codes.resendCode({ challengeId }));
    expect(desk.sent[1]?.message.data).toMatchObject({ reward: null, points: 250 });
    expect(valueOf(await confirm(desk, challengeId, desk.code()))).toMatchObject({
      points: 250,
      value: 25_000,
      rewardId: 'mug',
    });
  });
});

describe('The verbs of codes', () => {
  test('do not depend on the end of points: held points that end meanwhile are spent', async () => {
    const expiry = { kind: 'after', period: { unit: 'days', count: 1 } } as const;
    const desk = await openDesk({ holdMinutes: 1440 }, { expiry });
    desk.clock.advance(23 * hour + 50 * minute);
    const { challengeId } = await desk.asked();
    desk.clock.advance(20 * hour);
    valueOf(await desk.ledger().codes.resendCode({ challengeId }));
    expect(valueOf(await confirm(desk, challengeId, desk.code())).points).toBe(100);
    expect(await desk.available()).toBe(0);
  });
});
