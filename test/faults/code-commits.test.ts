import { createPointbook, type ProgramId } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { auditLedger, fakeClock, type LedgerDump } from '@pointbook/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answerOf, wrong } from '../support/shops/code-desk.ts';
import { memory, type Place, sqlite, start } from '../support/properties/worlds.ts';
import { postOffice } from '../support/shops/post-office.ts';
import { type CommitFault, faultyStore } from './faulty-store.ts';
import { program } from './unharmed-ledger.ts';
import { butForReplayed } from '../support/specification/but-for-replayed.ts';
import { valueOf } from '../support/value-of.ts';

const faults: [CommitFault, number][] = [
  ['refused', 1],
  ['lost, and written', 1],
  ['lost, and not written', 1],
  // The engine asks three times.
  ['lost, and written', 3],
  ['lost, and not written', 3],
];

/** A ledger whose commits can fail, and a customer with nine points. */
async function openDesk({ makeHarness }: Place) {
  const harness = await makeHarness([]);
  onTestFinished(async () => harness.close());
  const { store, fail } = faultyStore(harness.store);
  const { equipment, outbox, code } = postOffice();
  const clock = fakeClock(start);
  const ledger = createPointbook({ ...equipment, program, store, clock });
  valueOf(await ledger.enrolMember({ memberId: 'M', phone: '+6281110001', email: 'm@example.com' }));
  const gift = {
    memberId: 'M',
    points: 9,
    direction: 'add',
    actor: 'ann',
    reason: 'a gift',
    idempotencyKey: 'gift',
  } as const;
  valueOf(await ledger.adjustPoints(gift));
  return {
    ledger,
    clock,
    fail,
    outbox,
    request: () => ledger.codes.requestRedemption({ memberId: 'M', redemptionId: 'R', points: 4 }),
    code,
    /** What is kept, when nobody finds fault with it. */
    dump: async (): Promise<LedgerDump> => {
      const dump = await harness.dump(program.programId as ProgramId);
      expect(auditLedger(dump)).toEqual([]);
      expect(valueOf(await verify(ledger)).findings).toEqual([]);
      return dump;
    },
  };
}

describe.each([memory, sqlite])('a commit that goes wrong, on $name', (place) => {
  describe.each(faults)('it is %s (%i times)', (fault, times) => {
    const isWritten = fault === 'lost, and written';
    // What was lost once is asked for again at once.
    const isHealed = fault !== 'refused' && times < 3;
    const failed = { kind: 'store-unavailable', written: fault === 'refused' ? 'no' : 'unknown' };

    test('the right code is used together with its entry, or not at all; asked again it answers the receipt', async () => {
      const { ledger, fail, request, code, dump } = await openDesk(place);
      const { challengeId } = valueOf(await request());
      const confirm = async () => answerOf(ledger.codes.confirmRedemption({ challengeId, code: code() }));
      fail(fault, times);
      const first = await confirm();
      const { challenges, entries } = await dump();
      const isUsed = isHealed || isWritten;
      expect(challenges.map(({ state }) => state)).toEqual([isUsed ? 'used' : 'open']);
      expect(entries.filter(({ cause }) => cause === 'hold-captured')).toHaveLength(isUsed ? 1 : 0);
      const again = await confirm();
      expect(again).toMatchObject({ state: 'redeemed', points: 4, balance: { balance: 5 } });
      expect(butForReplayed(first)).toMatchObject(isHealed ? (butForReplayed(again) as object) : failed);
      expect((await dump()).entries).toHaveLength(3);
    });

    test('a wrong code is counted in all its places or in none, and never forgotten', async () => {
      const { ledger, fail, request, code, dump } = await openDesk(place);
      const { challengeId } = valueOf(await request());
      fail(fault, times);
      const answer = await answerOf(ledger.codes.confirmRedemption({ challengeId, code: wrong(code()) }));
      expect(answer).toMatchObject(isHealed ? { kind: 'wrong-code' } : failed);
      // However often the engine asks again: one guess counts once, and never less than that where it was answered.
      const counted = isWritten || isHealed ? 1 : 0;
      const { challenges, budgets } = await dump();
      expect(challenges).toMatchObject([{ attempts: counted, state: 'open' }]);
      expect(budgets.map(({ failures }) => failures.length)).toEqual(challenges.flatMap(() => [counted, counted]));
    });

    test('a wrong code for a challenge that was used is counted once, or not at all', async () => {
      const { ledger, fail, request, code, dump } = await openDesk(place);
      const { challengeId } = valueOf(await request());
      valueOf(await ledger.codes.confirmRedemption({ challengeId, code: code() }));
      fail(fault, times);
      const answer = await answerOf(ledger.codes.confirmRedemption({ challengeId, code: wrong(code()) }));
      expect(answer).toMatchObject(isHealed ? { kind: 'challenge-closed', state: 'used' } : failed);
      const counted = isWritten || isHealed ? 1 : 0;
      const { challenges, budgets } = await dump();
      expect(challenges).toMatchObject([{ attempts: counted, state: 'used' }]);
      expect(budgets.map(({ failures }) => failures.length)).toEqual([counted, counted]);
    });

    test('a request holds points together with its code; a code that is told of was sent, and once', async () => {
      const { fail, outbox, request, dump } = await openDesk(place);
      fail(fault, times);
      expect(await answerOf(request())).toMatchObject(isHealed ? { codes: 1, sent: {} } : failed);
      expect(outbox).toHaveLength(isHealed ? 1 : 0);
      const { challenges, entries, budgets } = await dump();
      const kept = isHealed || isWritten ? 1 : 0;
      expect(entries.filter(({ cause }) => cause === 'points-held')).toHaveLength(kept);
      expect([challenges.length, budgets.flatMap(({ sends }) => sends).length]).toEqual([kept, 2 * kept]);
      // Nobody was sent a code that is there already: `sent` says so, and resendCode sends another.
      expect(valueOf(await request()).sent).toEqual(kept === 1 ? null : { providerId: null });
      await dump();
    });

    test('another code ends the one before together with its count; one that is told of was sent, and once', async () => {
      const { ledger, clock, fail, outbox, request, code, dump } = await openDesk(place);
      const { challengeId } = valueOf(await request());
      const before = code();
      clock.advance(60_000);
      fail(fault, times);
      const answer = await answerOf(ledger.codes.resendCode({ challengeId, channel: 'email' }));
      expect(answer).toMatchObject(isHealed ? { codes: 2, sent: {} } : failed);
      expect(outbox).toHaveLength(isHealed ? 2 : 1);
      const codes = isHealed || isWritten ? 2 : 1;
      expect((await dump()).challenges).toMatchObject([{ codes }]);
      const old = await answerOf(ledger.codes.confirmRedemption({ challengeId, code: before }));
      expect(old).toMatchObject(codes === 1 ? { state: 'redeemed' } : { kind: 'code-superseded' });
      await dump();
    });
  });
});
