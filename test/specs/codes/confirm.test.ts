import { describe, expect, test } from 'vitest';
import { answerOf, failureOf, minute, openDesk, wrong } from '../../support/shops/code-desk.ts';
import { ayu, monday } from '../../support/specification/specification.ts';
import { confirm, redeemed, expectsNoSpending } from './confirm-testing.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const later = (ms: number) => new Date(monday.getTime() + ms);

describe('The right code', () => {
  test('spends the points, with the actor of the request', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked({ actor: 'staff-3' });
    desk.clock.advance(minute);
    expect(valueOf(await confirm(desk, challengeId, code))).toEqual({
      memberId: ayu,
      redemptionId: 'RD-1',
      sequence: 3,
      state: 'redeemed',
      points: 100,
      value: 10_000,
      rewardId: null,
      balance: { balance: 900, available: 900, pending: 0, held: 0, debt: 0 },
      deadline: null,
      postedAt: later(minute),
      replayed: false,
    });
    const { entries, challenges } = await desk.dump();
    expect(entries.find(({ sequence, memberId }) => memberId === ayu && sequence === 3)).toMatchObject({
      cause: 'hold-captured',
      delta: -100,
      actor: 'staff-3',
    });
    expect(challenges).toMatchObject([{ challengeId, state: 'used', usedBy: 3, attempts: 0 }]);
  });

  test('stays used where the redemption was undone, which asks for no code', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    const undo = { memberId: ayu, redemptionId: 'RD-1', undoId: 'UNDO-1' };
    expect(await answerOf(desk.ledger().undoRedemption(undo))).toMatchObject({ kind: 'unknown-redemption' });
    await confirm(desk, challengeId, code);
    expect(await answerOf(desk.ledger().undoRedemption(undo))).toMatchObject({
      points: 100,
      balance: { balance: 1000 },
    });
    expect(await answerOf(confirm(desk, challengeId, code))).toMatchObject({
      ...redeemed,
      replayed: true,
      balance: { balance: 1000 },
    });
  });

  const expired = { kind: 'code-expired', expiredAt: later(5 * minute) };
  test.each([
    [0, redeemed],
    [5 * minute - 1, redeemed],
    [5 * minute, expired],
    [5 * minute + 1, expired],
  ])('is good for five minutes: after %i ms', async (ms, answer) => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    desk.clock.advance(ms);
    expect(await answerOf(confirm(desk, challengeId, code))).toMatchObject(answer);
  });

  const lapsed = { kind: 'challenge-closed', state: 'lapsed' };
  test.each([
    [3 * minute - 1, redeemed, 900],
    [3 * minute, lapsed, 1000],
    [3 * minute + 1, lapsed, 1000],
  ])('is good until the end of the hold at most: after %i ms of three minutes', async (ms, answer, available) => {
    const desk = await openDesk({ holdMinutes: 3 });
    const { challengeId, code, expiresAt } = await desk.asked();
    expect(expiresAt).toEqual(later(3 * minute));
    desk.clock.advance(ms);
    expect(await answerOf(confirm(desk, challengeId, code))).toMatchObject(answer);
    expect(await desk.available()).toBe(available);
  });

  test('may come with blanks and dashes', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    const said = ` ${code.slice(0, 3)} - ${code.slice(3)}\n`;
    expect((await confirm(desk, challengeId, said)).isOk()).toBe(true);
  });

  test('keeps its leading zeros', async () => {
    const desk = await openDesk({}, { random: { bytes: (count) => new Uint8Array(count).fill(7, count - 1) } });
    const { challengeId, code } = await desk.asked();
    expect(code).toBe('000007');
    expect(errorOf(await confirm(desk, challengeId, '0000007')).kind).toBe('wrong-code');
    expect((await confirm(desk, challengeId, '000007')).isOk()).toBe(true);
  });

  test('given again answers with the same receipt and writes nothing, also after later changes', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    const receipt = valueOf(await confirm(desk, challengeId, code));
    const used = await desk.dump();
    expect(valueOf(await confirm(desk, challengeId, code))).toEqual({ ...receipt, replayed: true });
    desk.clock.advance(60 * minute);
    desk.publish({ otp: 'off', maximum: 1 });
    expect(valueOf(await confirm(desk, challengeId, code))).toEqual({ ...receipt, replayed: true });
    expect(await desk.dump()).toEqual(used);
  });

  test('given 200 times at once redeems once, and each gets the same receipt', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    const other = desk.another({});
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) =>
        (index % 2 === 0 ? desk.ledger() : other).codes.confirmRedemption({ challengeId, code }),
      ),
    );
    const receipts = answers.map((answer) => valueOf(answer));
    for (const receipt of receipts) expect({ ...receipt, replayed: false }).toEqual(receipts[0]);
    expect(receipts.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await desk.available()).toBe(900);
  });
});

describe('A wrong code', () => {
  test('is counted, five times; then not even the right one is taken', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    await expectsNoSpending(desk, async () => {
      for (const attemptsLeft of [4, 3, 2, 1, 0])
        expect(await failureOf(confirm(desk, challengeId, wrong(code)))).toMatchObject({
          kind: 'wrong-code',
          challengeId,
          attemptsLeft,
        });
      expect(await failureOf(confirm(desk, challengeId, wrong(code)))).toMatchObject({
        kind: 'code-locked',
        challengeId,
      });
      expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject({ kind: 'code-locked' });
    });
    expect(await desk.challenge(challengeId)).toMatchObject({ attempts: 5, state: 'open' });
    expect(await failureOf(desk.ledger().codes.resendCode({ challengeId }))).toMatchObject({ kind: 'code-locked' });
  });

  test('leaves the right one good as long as attempts are left', async () => {
    const desk = await openDesk({ codes: { attempts: 2 } });
    const { challengeId, code } = await desk.asked();
    expect(await failureOf(confirm(desk, challengeId, wrong(code)))).toMatchObject({ attemptsLeft: 1 });
    expect((await confirm(desk, challengeId, code)).isOk()).toBe(true);
  });

  test('a thousand times at once is judged five times', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    const other = desk.another({});
    const answers = await Promise.all(
      Array.from({ length: 1000 }, async (_, index) =>
        failureOf(
          (index % 2 === 0 ? desk.ledger() : other).codes.confirmRedemption({ challengeId, code: wrong(code) }),
        ),
      ),
    );
    const kinds = answers.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'wrong-code')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'code-locked')).toHaveLength(995);
    expect((await desk.dump()).budgets.map(({ failures }) => failures.length)).toEqual([5, 5]);
    expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject({ kind: 'code-locked' });
  });

  test('is not counted once the code has expired, and not told from the right one', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    desk.clock.advance(5 * minute);
    const before = await desk.dump();
    const failures = [
      await failureOf(confirm(desk, challengeId, code)),
      await failureOf(confirm(desk, challengeId, wrong(code))),
    ];
    expect(failures[0]).toEqual(failures[1]);
    expect(await desk.dump()).toEqual(before);
  });

  test('for a used challenge is closed, and counted, and changes nothing else', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    valueOf(await confirm(desk, challengeId, code));
    const before = await desk.dump();
    expect(await failureOf(confirm(desk, challengeId, wrong(code)))).toMatchObject({
      kind: 'challenge-closed',
      state: 'used',
    });
    const after = await desk.dump();
    expect(after).toEqual({ ...before, challenges: after.challenges, budgets: after.budgets });
    expect(after.challenges).toMatchObject([{ state: 'used', attempts: 1 }]);
    expect(after.budgets.map(({ failures }) => failures.length)).toEqual([1, 1]);
  });

  test('of ten within a day locks the member, over all challenges', async () => {
    const desk = await openDesk();
    const first = await desk.asked();
    for (let attempt = 0; attempt < 5; attempt += 1) await confirm(desk, first.challengeId, wrong(first.code));
    desk.clock.advance(minute);
    const next = await desk.asked({ redemptionId: 'RD-2' });
    for (let attempt = 0; attempt < 4; attempt += 1) await confirm(desk, next.challengeId, wrong(next.code));
    expect(await failureOf(confirm(desk, next.challengeId, wrong(next.code)))).toMatchObject({ kind: 'wrong-code' });
    const locked = { kind: 'member-locked', memberId: ayu, until: later(24 * 60 * minute) };
    expect(await failureOf(confirm(desk, next.challengeId, next.code))).toMatchObject(locked);
    desk.clock.advance(minute);
    expect(await failureOf(desk.ledger().codes.resendCode({ challengeId: next.challengeId }))).toMatchObject(locked);
    expect(await failureOf(desk.request({ redemptionId: 'RD-3' }))).toMatchObject(locked);
    desk.clock.set(later(24 * 60 * minute - 1));
    expect(await failureOf(desk.request({ redemptionId: 'RD-3' }))).toMatchObject(locked);
    desk.clock.set(later(24 * 60 * minute));
    expect((await desk.request({ redemptionId: 'RD-3' })).isOk()).toBe(true);
  });

  test('counts for every member with that address', async () => {
    const desk = await openDesk({ codes: { failures: 5 } });
    for (const memberId of ['citra', 'dewi']) {
      valueOf(await desk.ledger().enrolMember({ memberId, email: 'family@example.com' }));
      const gift = { memberId, points: 100, direction: 'add', actor: 'staff-3', reason: 'a gift' } as const;
      valueOf(await desk.ledger().adjustPoints({ ...gift, idempotencyKey: 'gift' }));
    }
    const { challengeId, code } = await desk.asked({ memberId: 'citra' });
    for (let attempt = 0; attempt < 5; attempt += 1) await confirm(desk, challengeId, wrong(code));
    desk.clock.advance(minute);
    expect(await failureOf(desk.request({ memberId: 'dewi' }))).toMatchObject({
      kind: 'member-locked',
      memberId: 'dewi',
    });
  });
});
