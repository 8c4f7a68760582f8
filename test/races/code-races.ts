import { expect, test } from 'vitest';
import {
  asked,
  begin,
  type CodeGround,
  confirmAll,
  countsOf,
  processes,
  requestAll,
  soundDump,
} from './code-ground.ts';
import { type CodeProcess, killedTill, startTills } from './code-workers.ts';
import { otherThan } from './workers/code-jobs.ts';
import { opening } from './workers/code-till.ts';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { valueOf } from '../support/value-of.ts';

const second = 1000;
const minute = 60 * second;

/** Registers the races for codes between real processes, on a store that they share. */
export function codeRaces(open: () => Promise<CodeGround>): void {
  test('[27] of a thousand wrong codes from all processes five are judged', async () => {
    const { ground, tills, first } = await begin(open, { M1: 9 });
    const { challengeId, code } = await asked(first, 'M1', 1);
    const guesses = Array.from({ length: 1000 }, (_, index) => ({ challengeId, code: otherThan(code, index + 1) }));
    const outcomes = await confirmAll(tills, guesses, 25);
    expect(countsOf(outcomes)).toEqual({ 'wrong-code': 5, 'code-locked': 995 });
    const { challenges, budgets } = await soundDump(ground, first);
    expect(challenges).toMatchObject([{ attempts: 5, state: 'open' }]);
    expect(budgets.map(({ failures }) => failures.length)).toEqual([5, 5]);
  });

  test('[27] the right code from all processes at once spends once, and all get one receipt', async () => {
    const { ground, tills, first } = await begin(open, { M1: 9 });
    const right = await asked(first, 'M1', 4);
    const outcomes = await confirmAll(
      tills,
      Array.from({ length: 200 }, () => right),
      10,
    );
    expect(outcomes).toHaveLength(200);
    expect(new Set(outcomes.map((outcome) => JSON.stringify(whatItDid(outcome)))).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ state: 'redeemed', points: 4, balance: { balance: 5 } });
    const { entries } = await soundDump(ground, first);
    expect(entries.map(({ cause }) => cause)).toEqual(['points-added', 'points-held', 'hold-captured']);
  });

  test('[7] the last point is held for one code, and spent by nothing else', async () => {
    const { ground, tills, first } = await begin(open, { M1: 1 });
    const right = await asked(first, 'M1', 1);
    const at = opening + 61 * second;
    const others = await requestAll(tills, at, 40, (index) => ({
      memberId: 'M1',
      redemptionId: `R${index}`,
      points: 1,
    }));
    expect(countsOf(others.outcomes)).toEqual({ 'insufficient-points': 40 });
    expect(others.sent).toEqual([]);
    const [redeemed, confirmed] = await Promise.all([
      Promise.all(tills.map((till) => till.do('redeem', { at, memberId: 'M1', times: 10 }))),
      confirmAll(
        tills,
        Array.from({ length: 40 }, () => right),
        5,
        at,
      ),
    ]);
    expect(countsOf(redeemed.flat())).toEqual({ 'insufficient-points': 10 * processes });
    expect(countsOf(confirmed)).toEqual({ ok: 40 });
    const { members } = await soundDump(ground, first);
    expect(members[0]?.account).toMatchObject({ balance: 0, debt: 0, holds: [], sequence: 3 });
  });

  test('of fifty requests for one member from all processes one sends, though no budget was there', async () => {
    const { ground, tills, first } = await begin(open, { M1: 99 });
    const asking = (index: number) => ({ memberId: 'M1', redemptionId: `R${index}`, points: 1 });
    const { outcomes, sent } = await requestAll(tills, opening, 50, asking);
    expect(countsOf(outcomes)).toEqual({ ok: 1, 'too-many-codes': 49 });
    expect(sent).toHaveLength(1);
    const { challenges, members } = await soundDump(ground, first);
    expect(challenges).toHaveLength(1);
    expect(members[0]?.account.holds).toHaveLength(1);
  });

  test('two members who share a mailbox ask from two processes at once: one code goes there', async () => {
    const rounds = Array.from({ length: 20 }, (_, round) => [`M${2 * round}`, `M${2 * round + 1}`] as const);
    const { ground, tills, first } = await begin(open, Object.fromEntries(rounds.flat().map((id) => [id, 5])));
    for (const [one, other] of rounds) {
      for (const memberId of [one, other])
        valueOf(await first.ledger.updateMember({ memberId, changes: { email: `${one}@example.com` } }));
      const asking = (index: number) => ({ memberId: index === 0 ? one : other, redemptionId: 'R', points: 1 });
      const overEmail = (index: number) => ({ ...asking(index), channel: 'email' as const });
      const { outcomes, sent } = await requestAll(tills.slice(0, 2), opening, 2, overEmail);
      expect(countsOf(outcomes)).toEqual({ ok: 1, 'too-many-codes': 1 });
      expect(sent.map(({ to }) => to)).toEqual([`${one}@example.com`]);
    }
    await soundDump(ground, first);
  });

  test('limits outlive the processes that reached them, and hold in all others', async () => {
    const { ground, tills, first } = await begin(open, { M1: 9 });
    const [guesser, other] = tills as [CodeProcess, CodeProcess];
    for (const round of [0, 1]) {
      const { challengeId, code } = await asked(first, 'M1', 1, opening + round * minute);
      const wrong = Array.from({ length: 5 }, () => ({ challengeId, code: otherThan(code) }));
      const outcomes = await guesser.do('confirm', { at: opening + round * minute, answers: wrong, atOnce: 5 });
      expect(countsOf(outcomes)).toEqual({ 'wrong-code': 5 });
    }
    guesser.kill();
    await other.do('reopen');
    const [fresh] = (await startTills(ground.place, 1)) as [CodeProcess];
    const day = opening + 24 * 60 * minute;
    const ask = async (till: CodeProcess, at: number, redemptionId: string) =>
      till.do('request', { at, asked: [{ memberId: 'M1', redemptionId, points: 1 }] });
    expect(countsOf((await ask(other, opening + 2 * minute, 'R2')).outcomes)).toEqual({ 'member-locked': 1 });
    expect(countsOf((await ask(fresh, day - 1, 'R2')).outcomes)).toEqual({ 'member-locked': 1 });
    expect(countsOf((await ask(fresh, day, 'R2')).outcomes)).toEqual({ ok: 1 });
    fresh.kill();
    expect(countsOf((await ask(other, day + minute - 1, 'R3')).outcomes)).toEqual({ 'too-many-codes': 1 });
    await soundDump(ground, first);
  });

  test('[22, 27] killed in the middle, a process leaves each used code with its entry, and every receipt it gave', async () => {
    const members = Array.from({ length: 6 }, (_, index) => `M${index}`);
    const { ground, first } = await begin(open, Object.fromEntries(members.map((id) => [id, 9_999])), 0);
    for (let round = 1; round <= 4; round += 1) {
      const at = opening + round * 24 * 60 * minute;
      const told = await killedTill(ground.place, { at, members }, 7 * round);
      const { challenges } = await soundDump(ground, first);
      expect(challenges.filter(({ state }) => state === 'used').length).toBeGreaterThanOrEqual(told.length);
      for (const { receipt, ...answer } of told)
        expect(whatItDid(valueOf(await first.ledger.codes.confirmRedemption(answer)))).toEqual(whatItDid(receipt));
    }
  });
}
