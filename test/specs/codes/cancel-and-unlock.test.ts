import { describe, expect, test } from 'vitest';
import { type Desk, failureOf, hour, minute, openDesk, wrong } from '../../support/shops/code-desk.ts';
import { ayu, monday } from '../../support/specification/specification.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const later = (ms: number) => new Date(monday.getTime() + ms);

async function guessWrong(desk: Desk, challengeId: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1)
    expect(
      (await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code: wrong(desk.code()) }))).kind,
    ).toBe('wrong-code');
}

describe('A cancelled redemption', () => {
  test('gives the points back and closes the challenge; a retry answers the same', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    const cancel = { challengeId, actor: 'staff-3' };
    const receipt = valueOf(await desk.ledger().codes.cancelRedemption(cancel));
    expect(receipt).toMatchObject({
      memberId: ayu,
      redemptionId: 'RD-1',
      state: 'released',
      points: 100,
      balance: { balance: 1000, available: 1000, held: 0 },
    });
    expect(await desk.available()).toBe(1000);
    const cancelled = await desk.dump();
    expect(cancelled.challenges).toMatchObject([{ state: 'cancelled', usedBy: null }]);
    desk.clock.advance(hour);
    expect(valueOf(await desk.ledger().codes.cancelRedemption(cancel))).toEqual({
      ...receipt,
      replayed: true,
    });
    expect(await desk.dump()).toEqual(cancelled);
    const closed = { kind: 'challenge-closed', challengeId, state: 'cancelled' };
    expect(await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code }))).toMatchObject(closed);
    expect(await failureOf(desk.ledger().codes.resendCode({ challengeId }))).toMatchObject(closed);
    expect(await failureOf(desk.ledger().codes.cancelRedemption({ challengeId }))).toMatchObject(closed);
  });

  test('needs no secret and no notifier', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    const another = desk.another({ withoutSecret: true, served: [] });
    expect((await another.codes.cancelRedemption({ challengeId })).isOk()).toBe(true);
  });

  test.each([
    ['expired', async (desk: Desk) => desk.clock.advance(6 * minute)],
    ['is locked', async (desk: Desk, challengeId: string) => guessWrong(desk, challengeId, 5)],
    [
      'is void',
      async (desk: Desk) => desk.ledger().updateMember({ memberId: ayu, changes: { phone: '+628333000333' } }),
    ],
    ['was meddled with', async (desk: Desk, challengeId: string) => desk.meddle(challengeId, { points: 1 })],
  ])('may be one whose code %s', async (_, happens) => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    await happens(desk, challengeId);
    expect(valueOf(await desk.ledger().codes.cancelRedemption({ challengeId })).points).toBe(100);
    expect(await desk.available()).toBe(1000);
  });

  test('is refused where the challenge has ended', async () => {
    const desk = await openDesk();
    const used = await desk.asked();
    valueOf(await desk.ledger().codes.confirmRedemption({ challengeId: used.challengeId, code: used.code }));
    const closed = { kind: 'challenge-closed', state: 'used' };
    expect(await failureOf(desk.ledger().codes.cancelRedemption({ challengeId: used.challengeId }))).toMatchObject(
      closed,
    );
    expect(await desk.available()).toBe(900);
    desk.clock.advance(minute);
    const { challengeId } = await desk.asked({ redemptionId: 'RD-2' });
    desk.clock.advance(15 * minute);
    expect(await failureOf(desk.ledger().codes.cancelRedemption({ challengeId }))).toMatchObject({ state: 'lapsed' });
    expect((await failureOf(desk.ledger().codes.cancelRedemption({ challengeId: 'x' }))).kind).toBe(
      'unknown-challenge',
    );
  });

  test('at the same time as its code ends in one of the two ways', async () => {
    for (const codeFirst of [true, false]) {
      const desk = await openDesk();
      const { challengeId, code } = await desk.asked();
      const confirm = () => desk.ledger().codes.confirmRedemption({ challengeId, code });
      const cancel = () => desk.ledger().codes.cancelRedemption({ challengeId });
      const [confirmed, cancelled] = await (codeFirst
        ? Promise.all([confirm(), cancel()])
        : Promise.all([cancel(), confirm()]).then(([second, first]) => [first, second] as const));
      expect([confirmed.isOk(), cancelled.isOk()]).toEqual([codeFirst, !codeFirst]);
      expect(await desk.available()).toBe(codeFirst ? 900 : 1000);
    }
  });
});

describe('An address that changes', () => {
  const update = async (desk: Desk, changes: object) =>
    valueOf(await desk.ledger().updateMember({ memberId: ayu, changes }));
  const isVoid = { kind: 'challenge-closed', state: 'void' };

  test.each([
    ['another phone', {}, { phone: '+628333000333' }],
    ['no phone', { channel: 'sms' as const }, { phone: null }],
    ['another email', { channel: 'email' as const }, { email: 'else@example.com' }],
  ])('voids the codes that went there: %s', async (_, more, changes) => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked(more);
    await update(desk, changes);
    expect(await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code }))).toMatchObject(isVoid);
    desk.clock.advance(minute);
    expect(await failureOf(desk.ledger().codes.resendCode({ challengeId }))).toMatchObject(isVoid);
    expect(await failureOf(desk.ledger().codes.resendCode({ challengeId, channel: 'email' }))).toMatchObject(isVoid);
    expect(await desk.available()).toBe(900);
    valueOf(await desk.ledger().codes.cancelRedemption({ challengeId }));
    expect(await desk.available()).toBe(1000);
  });

  test('voids them for good: changing it back revives nothing', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    await update(desk, { phone: '+628333000333' });
    valueOf(await desk.ledger().updateMember({ memberId: ayu, version: 2, changes: { phone: '+628111000111' } }));
    expect(await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code }))).toMatchObject(isVoid);
  });

  test.each([
    ['the other address', { email: 'else@example.com' }],
    ['the name', { name: 'Ayu Lestari' }],
    ['the same number, written in another way', { phone: '+62 811 1000 111', name: 'Ayu' }],
    ['whether it is verified', { phoneVerified: true }],
  ])('leaves codes alone that did not go there: %s', async (_, changes) => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    await update(desk, changes);
    expect((await desk.ledger().codes.confirmRedemption({ challengeId, code })).isOk()).toBe(true);
  });

  test('voids each code where it went last', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.advance(minute);
    valueOf(await desk.ledger().codes.resendCode({ challengeId, channel: 'email' }));
    await update(desk, { phone: null });
    const right = { challengeId, code: desk.code() };
    expect((await desk.ledger().codes.confirmRedemption(right)).isOk()).toBe(true);
  });

  test('at the same time as the code is given comes before or after it', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    const [, confirmed] = await Promise.all([
      desk.ledger().updateMember({ memberId: ayu, changes: { phone: null } }),
      desk.ledger().codes.confirmRedemption({ challengeId, code }),
    ]);
    expect(errorOf(confirmed)).toMatchObject(isVoid);
  });
});

describe('Unlocking a member', () => {
  const unlock = { memberId: ayu, actor: 'staff-3', reason: 'showed an id card', idempotencyKey: 'u-1' };

  async function lockedDesk() {
    const desk = await openDesk({ codes: { failures: 5, attempts: 10 } });
    const { challengeId } = await desk.asked();
    await guessWrong(desk, challengeId, 5);
    const right = { challengeId, code: desk.code() };
    expect(await failureOf(desk.ledger().codes.confirmRedemption(right))).toMatchObject({
      kind: 'member-locked',
      until: later(24 * hour),
    });
    return { desk, challengeId };
  }

  test('is an entry of no points that says who did it, and why', async () => {
    const { desk, challengeId } = await lockedDesk();
    expect(valueOf(await desk.ledger().codes.unlockMember(unlock))).toMatchObject({
      memberId: ayu,
      balance: { balance: 1000 },
    });
    const [line] = valueOf(await desk.ledger().getStatement({ memberId: ayu, limit: 1 })).items;
    expect(line).toMatchObject({
      kind: 'adjustment',
      cause: 'plugin:member-unlocked',
      delta: 0,
      actor: 'staff-3',
      reason: 'showed an id card',
    });
    const right = { challengeId, code: desk.code() };
    expect((await desk.ledger().codes.confirmRedemption(right)).isOk()).toBe(true);
  });

  test('is done once for one command, however often that comes', async () => {
    const { desk, challengeId } = await lockedDesk();
    const receipt = valueOf(await desk.ledger().codes.unlockMember(unlock));
    await guessWrong(desk, challengeId, 5);
    const before = await desk.dump();
    expect(valueOf(await desk.ledger().codes.unlockMember(unlock))).toEqual({ ...receipt, replayed: true });
    expect(await desk.dump()).toEqual(before);
    const right = { challengeId, code: desk.code() };
    expect((await failureOf(desk.ledger().codes.confirmRedemption(right))).kind).toBe('member-locked');
    expect((await failureOf(desk.ledger().codes.unlockMember({ ...unlock, reason: 'again' }))).kind).toBe(
      'idempotency-key-reused',
    );
    valueOf(await desk.ledger().codes.unlockMember({ ...unlock, idempotencyKey: 'u-2' }));
    expect((await failureOf(desk.ledger().codes.confirmRedemption(right))).kind).toBe('code-locked');
  });

  test('unlocks the addresses too, and gives back neither attempts nor waits', async () => {
    const { desk, challengeId } = await lockedDesk();
    valueOf(await desk.ledger().codes.unlockMember(unlock));
    const { budgets } = await desk.dump();
    expect(budgets.map(({ failures, sends }) => [failures.length, sends.length])).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(await desk.challenge(challengeId)).toMatchObject({ attempts: 5 });
    expect(await failureOf(desk.ledger().codes.resendCode({ challengeId }))).toMatchObject({
      kind: 'too-many-codes',
      retryAt: later(minute),
    });
  });

  test('that is not locked writes its entry, and no budgets', async () => {
    const desk = await openDesk();
    valueOf(await desk.ledger().codes.unlockMember(unlock));
    const { budgets, entries } = await desk.dump();
    expect(budgets).toEqual([]);
    expect(entries.at(-1)).toBeDefined();
  });

  test('needs a member, and the secret', async () => {
    const desk = await openDesk();
    expect((await failureOf(desk.ledger().codes.unlockMember({ ...unlock, memberId: 'nobody' }))).kind).toBe(
      'unknown-member',
    );
    const another = desk.another({ withoutSecret: true });
    expect((await failureOf(another.codes.unlockMember(unlock))).kind).toBe('no-otp-secret');
  });
});
