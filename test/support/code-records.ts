import { type BudgetKey, type ChallengeId, type LedgerStore, noChanges, type ProgramId } from '@pointbook/core';

/** Writes a challenge and its budgets, one after another and then together, and reads them in every way that there is. */
export async function tourOfCodes(store: LedgerStore, programId: string): Promise<void> {
  const program = programId as ProgramId;
  const keys = {
    challenges: ['asked', 'asked again'] as ChallengeId[],
    budgets: ['member:C-1', 'destination:8f14'] as BudgetKey[],
  };
  const challenges = keys.challenges.map((challengeId) => ({ v: 1, challengeId, memberId: 'C-1' }) as never);
  const budgets = keys.budgets.map((key) => ({ v: 1 as const, key, sends: [], failures: [] }));
  for (const count of [1, 2, 2]) {
    const changes = { ...noChanges, challenges: challenges.slice(0, count), budgets: budgets.slice(0, count) };
    const named = { challenges: keys.challenges.slice(0, count), budgets: keys.budgets.slice(0, count) };
    (await store.transact(program, named, () => ({ changes, value: null })))._unsafeUnwrap();
  }
  (await store.reader.challenge(program, 'asked' as ChallengeId))._unsafeUnwrap();
  (await store.reader.scanChallenges(program, null, 9))._unsafeUnwrap();
}
