import { heldPoints } from '@pointbook/core';
import { noChanges } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { type Desk, failureOf, minute, openDesk, wrong } from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const isVoid = { kind: 'challenge-closed', state: 'void' };

async function setUp() {
  const desk = await openDesk({ rewards: [{ rewardId: 'mug', name: 'A mug', points: 100, value: 1 }] });
  const sale = { invoiceId: 'INV-1', memberId: ayu, currency: 'IDR', total: 50_000 };
  valueOf(await desk.ledger().saveInvoice(sale));
  const asked = await desk.asked({ actor: 'staff-3' });
  desk.clock.advance(minute);
  return { desk, ...asked };
}

/** Whatever is done with the code, no points are spent. */
async function expectsClosed(desk: Desk, challengeId: string, code: string, closed: object): Promise<void> {
  const { entries } = await desk.dump();
  const failure = await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code }));
  expect(failure).toMatchObject(closed);
  expect(await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code: wrong(code) }))).toEqual(failure);
  expect(await failureOf(desk.ledger().codes.resendCode({ challengeId }))).toMatchObject(closed);
  expect((await desk.dump()).entries).toEqual(entries);
}

describe('A challenge that was changed in the store', () => {
  const changes = {
    memberId: 'budi',
    redemptionId: 'RD-2',
    points: 1,
    value: 1,
    rewardId: 'mug',
    invoiceId: 'INV-1',
    actor: 'staff-4',
    deadline: Date.UTC(2027, 0, 1),
    channel: 'sms',
    destination: 'another',
    codes: 2,
    expiresAt: Date.UTC(2027, 0, 1),
    seal: '0'.repeat(64),
  };

  test.each(Object.entries(changes))('is void: %s', async (field, value) => {
    const { desk, challengeId, code } = await setUp();
    expect(await desk.challenge(challengeId)).not.toHaveProperty(field, value);
    await desk.meddle(challengeId, { [field]: value });
    await expectsClosed(desk, challengeId, code, isVoid);
    expect(desk.sent).toHaveLength(1);
  });

  test('in the hash of its code takes no code at all', async () => {
    const { desk, challengeId, code } = await setUp();
    await desk.meddle(challengeId, { codeHash: '0'.repeat(64) });
    expect((await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code }))).kind).toBe('wrong-code');
  });

  test('in its state is no more good for that', async () => {
    const { desk, challengeId, code } = await setUp();
    valueOf(await desk.ledger().codes.confirmRedemption({ challengeId, code }));
    await desk.meddle(challengeId, { state: 'open', usedBy: null });
    expect((await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code }))).kind).toBe(
      'challenge-closed',
    );
    expect(await desk.available()).toBe(950);
  });

  test('for that of another redemption is void', async () => {
    const { desk, challengeId, code } = await setUp();
    const other = await desk.asked({ redemptionId: 'RD-2', points: 900 });
    const { challengeId: _, ...stolen } = await desk.challenge(other.challengeId);
    await desk.meddle(challengeId, stolen);
    for (const said of [code, other.code])
      expect(await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code: said }))).toMatchObject(isVoid);
  });
});

describe('A hold that was changed in the store', () => {
  async function meddleWithHold(desk: Desk, change: object): Promise<void> {
    desk.mayBeUnsound();
    const member = valueOf(await desk.store.reader.member(desk.programId, ayu as never));
    if (member === null) throw new Error('Ayu is a member.');
    const holds = member.account.holds.map((hold) => ({ ...hold, ...change }));
    // A store refuses an account whose figures do not add up, so whoever meddles keeps them in step.
    const balance = member.account.balance - heldPoints(member.account) + heldPoints({ ...member.account, holds });
    const members = [{ ...member, account: { ...member.account, balance, holds } }];
    const written = { ...noChanges, members };
    valueOf(await desk.store.transact(desk.programId, {}, () => ({ changes: written, value: null })));
  }

  test.each(
    Object.entries({
      points: 99,
      deadline: Date.UTC(2027, 0, 1),
      invoiceId: 'INV-1',
      rewardId: 'mug',
      guard: 'another',
    }),
  )('voids its challenge: %s', async (field, value) => {
    const { desk, challengeId, code } = await setUp();
    await meddleWithHold(desk, { [field]: value });
    await expectsClosed(desk, challengeId, code, isVoid);
    expect(desk.sent).toHaveLength(1);
  });

  test('and waits for no code any more voids it too', async () => {
    const { desk, challengeId, code } = await setUp();
    await meddleWithHold(desk, { guard: undefined });
    await expectsClosed(desk, challengeId, code, isVoid);
    const capture = { memberId: ayu, redemptionId: 'RD-1' };
    expect((await failureOf(desk.ledger().captureHold(capture))).kind).toBe('code-required');
  });

  test('to another redemption is gone', async () => {
    const { desk, challengeId, code } = await setUp();
    await meddleWithHold(desk, { redemptionId: 'RD-2' });
    const failure = await failureOf(desk.ledger().codes.confirmRedemption({ challengeId, code }));
    expect(failure).toMatchObject({ kind: 'challenge-closed', state: 'lapsed' });
  });
});

test('An address that was changed in the store gets no other code for what was asked before', async () => {
  const { desk, challengeId } = await setUp();
  desk.mayBeUnsound();
  const profile = valueOf(await desk.store.reader.profile(desk.programId, ayu as never));
  if (profile === null) throw new Error('Ayu is a member.');
  const changes = { ...noChanges, profiles: [{ ...profile, phone: '+628999999999' as never }] };
  valueOf(await desk.store.transact(desk.programId, {}, () => ({ changes, value: null })));
  expect(await failureOf(desk.ledger().codes.resendCode({ challengeId }))).toMatchObject(isVoid);
  expect(await failureOf(desk.ledger().codes.resendCode({ challengeId, channel: 'sms' }))).toMatchObject(isVoid);
  expect(desk.sent).toHaveLength(1);
});
