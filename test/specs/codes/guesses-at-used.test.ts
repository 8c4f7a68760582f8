import { describe, expect, test } from 'vitest';
import { type Desk, failureOf, minute, openDesk, wrong } from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';
import { confirm, redeemed } from './confirm-testing.ts';
import { valueOf } from '../../support/value-of.ts';

const used = { kind: 'challenge-closed', state: 'used' };

/** A code that was used. */
async function spent(desk: Desk, more: object = {}) {
  const asked = await desk.asked(more);
  expect(valueOf(await confirm(desk, asked.challengeId, asked.code))).toMatchObject(redeemed);
  return asked;
}

const failures = async (desk: Desk) => (await desk.dump()).budgets.map((budget) => budget.failures.length);

describe('Wrong codes for a challenge that was used', () => {
  test('count for the challenge, the member and the destination', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await spent(desk);
    expect(await failureOf(confirm(desk, challengeId, wrong(code)))).toMatchObject(used);
    expect(await desk.challenge(challengeId)).toMatchObject({ state: 'used', attempts: 1 });
    expect(await failures(desk)).toEqual([1, 1]);
    expect(valueOf(await confirm(desk, challengeId, code))).toMatchObject({ ...redeemed, replayed: true });
  });

  test('are five; then the right one says no more than a wrong one', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await spent(desk);
    for (let guess = 0; guess < 7; guess += 1) await confirm(desk, challengeId, wrong(code));
    expect(await desk.challenge(challengeId)).toMatchObject({ attempts: 5 });
    expect(await failures(desk)).toEqual([5, 5]);
    expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject(used);
  });

  test('lock the member, and make no lock longer', async () => {
    const desk = await openDesk({ codes: { failures: 2, attempts: 5 } });
    const { challengeId, code } = await spent(desk);
    for (let guess = 0; guess < 2; guess += 1) await confirm(desk, challengeId, wrong(code));
    const lock = await failureOf(desk.request({ redemptionId: 'RD-2' }));
    expect(lock).toMatchObject({ kind: 'member-locked', memberId: ayu });
    desk.clock.advance(minute);
    expect(await failureOf(confirm(desk, challengeId, wrong(code)))).toMatchObject(used);
    expect(await desk.challenge(challengeId)).toMatchObject({ attempts: 3 });
    expect(await failureOf(desk.request({ redemptionId: 'RD-2' }))).toEqual(lock);
  });
});

describe('A code that a later one replaced', () => {
  test('is told apart from a wrong one, and counts nothing', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    desk.clock.advance(minute);
    valueOf(await desk.ledger().codes.resendCode({ challengeId }));
    const next = desk.code();
    expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject({ kind: 'code-superseded', challengeId });
    expect(await desk.challenge(challengeId)).toMatchObject({ attempts: 0 });
    expect(await failures(desk)).toEqual([0, 0]);
    expect(await failureOf(confirm(desk, challengeId, wrong(code)))).toMatchObject({ attemptsLeft: 4 });
    expect(valueOf(await confirm(desk, challengeId, next))).toMatchObject(redeemed);
    expect(await failureOf(confirm(desk, challengeId, code))).toMatchObject(used);
    expect(await desk.challenge(challengeId)).toMatchObject({ attempts: 1 });
  });

  test('is not told of to a member', async () => {
    const desk = await openDesk();
    const { challengeId, code } = await desk.asked();
    desk.clock.advance(minute);
    valueOf(await desk.ledger().codes.resendCode({ challengeId }));
    const confirmed = desk.ledger().codes.forMembers.confirmRedemption({ challengeId, code });
    expect(await failureOf(confirmed)).toMatchObject({ kind: 'code-not-accepted' });
  });
});
