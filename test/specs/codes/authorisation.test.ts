import { describe, expect, test } from 'vitest';
import { failureOf, openDesk } from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const command = (redemptionId: string, points: number) => ({ memberId: ayu, redemptionId, points });

describe('A program that asks for codes', () => {
  test.each([
    ['above 500', 499, { abovePoints: 500 }],
    ['above 500', 500, { abovePoints: 500 }],
    ['above 1', 1, { abovePoints: 1 }],
    ['off', 1000, 'off' as const],
  ])('%s needs no code for %i points', async (_, points, otp) => {
    const desk = await openDesk({ otp });
    valueOf(await desk.ledger().holdPoints(command('RD-1', points)));
    valueOf(await desk.ledger().captureHold({ memberId: ayu, redemptionId: 'RD-1' }));
    valueOf(await desk.ledger().redeemPoints({ ...command('RD-2', points), memberId: 'budi' }));
    expect([await desk.available(), await desk.available('budi')]).toEqual([1000 - points, 1000 - points]);
  });

  test.each([
    ['always', 1, 'always' as const],
    ['above 500', 501, { abovePoints: 500 }],
    ['above 1', 2, { abovePoints: 1 }],
  ])('%s needs a code for %i points', async (_, points, otp) => {
    const desk = await openDesk({ otp });
    const before = await desk.dump();
    const required = { kind: 'code-required', points };
    expect(await failureOf(desk.ledger().redeemPoints(command('RD-1', points)))).toMatchObject(required);
    expect(await failureOf(desk.ledger().holdPoints(command('RD-1', points)))).toMatchObject(required);
    expect(await desk.dump()).toEqual(before);
  });

  test('counts the points of a reward, not their value', async () => {
    const desk = await openDesk({
      otp: { abovePoints: 50 },
      rewards: [
        { rewardId: 'tea', name: 'Tea', points: 50, value: 900_000 },
        { rewardId: 'mug', name: 'A mug', points: 51, value: 0 },
      ],
    });
    const reward = { memberId: ayu, redemptionId: 'RD-1' };
    expect(await failureOf(desk.ledger().redeemPoints({ ...reward, rewardId: 'mug' }))).toMatchObject({
      kind: 'code-required',
      points: 51,
    });
    expect((await desk.ledger().redeemPoints({ ...reward, rewardId: 'tea' })).isOk()).toBe(true);
  });

  test('is told by quoteRedemption', async () => {
    const quoted = async (otp: 'off' | 'always' | { abovePoints: number }) => {
      const desk = await openDesk({ otp });
      return valueOf(desk.ledger().quoteRedemption({ available: 100 })).codeAbovePoints;
    };
    expect([await quoted('off'), await quoted('always'), await quoted({ abovePoints: 500 })]).toEqual([null, 0, 500]);
  });

  test('is checked after policy and before the balance', async () => {
    const desk = await openDesk({ maximum: 5000 });
    const kindOf = async (points: number) =>
      (await failureOf(desk.ledger().redeemPoints(command('RD-1', points)))).kind;
    expect(await kindOf(5001)).toBe('redemption-not-allowed');
    expect(await kindOf(5000)).toBe('code-required');
  });
});

describe('A hold that waits for its code', () => {
  test('cannot be captured without it, also under later rules', async () => {
    const desk = await openDesk({ otp: { abovePoints: 50 } });
    const { challengeId, code } = await desk.asked();
    const capture = async (points?: number) =>
      failureOf(desk.ledger().captureHold({ memberId: ayu, redemptionId: 'RD-1', ...(points ? { points } : {}) }));
    expect(await capture()).toMatchObject({ kind: 'code-required', points: 100 });
    expect(await capture(1)).toMatchObject({ kind: 'code-required', points: 1 });
    desk.publish({ otp: 'off' });
    expect(await capture()).toMatchObject({ kind: 'code-required' });
    valueOf(await desk.ledger().codes.confirmRedemption({ challengeId, code }));
    expect((await capture()).kind).toBe('idempotency-key-reused');
    expect(await desk.available()).toBe(900);
  });

  test('can be released by staff, which ends its code', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    valueOf(await desk.ledger().releaseHold({ memberId: ayu, redemptionId: 'RD-1' }));
    expect(await desk.available()).toBe(1000);
    expect(await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code }))).toMatchObject({
      kind: 'challenge-closed',
      state: 'cancelled',
    });
    expect(await failureOf(desk.ledger().codes.resendCode({ challengeId }))).toMatchObject({ state: 'cancelled' });
    expect(await failureOf(desk.ledger().codes.cancelRedemption({ challengeId }))).toMatchObject({
      state: 'cancelled',
    });
  });
});

describe('A hold that was made before codes were asked for', () => {
  test('needs a code where the program now asks for one, and may be released', async () => {
    const desk = await openDesk({ otp: 'off' });
    valueOf(await desk.ledger().holdPoints(command('RD-1', 600)));
    desk.publish({ otp: { abovePoints: 500 } });
    const hold = { memberId: ayu, redemptionId: 'RD-1' };
    expect(await failureOf(desk.ledger().captureHold(hold))).toMatchObject({ kind: 'code-required', points: 600 });
    expect(await failureOf(desk.ledger().captureHold({ ...hold, points: 501 }))).toMatchObject({ points: 501 });
    expect(valueOf(await desk.ledger().captureHold({ ...hold, points: 500 })).points).toBe(500);
    desk.publish({ otp: 'off' });
    valueOf(await desk.ledger().holdPoints(command('RD-2', 100)));
    desk.publish({ otp: 'always' });
    valueOf(await desk.ledger().releaseHold({ ...hold, redemptionId: 'RD-2' }));
    expect(await desk.available()).toBe(500);
  });
});
