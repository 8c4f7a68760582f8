import type { ChallengeId } from '@pointbook/core';
import type { BudgetKey, CodeBudget } from '@pointbook/core/codes';
import { auditLedger } from '../../auditor/audit-ledger.ts';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import {
  budget,
  challenge,
  changesOf,
  member,
  newMember,
  noon,
  shop,
  withPoints,
} from '../../conformance/sample-records.ts';
import { give, write } from '../../conformance/till.ts';
import type { LedgerView } from '../../view/ledger-view.ts';
import type { Records } from '../../view/records.ts';

const crowd = Array.from({ length: 40 }, (_, index) => index);

/** What `transact` promises to many who answer one challenge, or use up one budget, at once. */
export const codeRaceCases: readonly ConformanceCase[] = [
  {
    name: 'budgets: no failure is lost among many callers',
    invariants: [27],
    async run({ store }) {
      await write(store, { budgets: [budget('member:m')] });
      await Promise.all(crowd.map(async (index) => fail(store, ['member:m'], index)));
      claimSame(await failuresOf(store, 'member:m'), crowd, 'The failures');
    },
  },
  {
    name: 'budgets: no failure is lost among many callers who find nothing yet, in whatever order they name them',
    invariants: [27],
    async run({ store }) {
      const keys: BudgetKey[] = ['member:m', 'destination:d'];
      await Promise.all(crowd.map(async (index) => fail(store, index % 2 === 0 ? keys : keys.toReversed(), index)));
      for (const key of keys) claimSame(await failuresOf(store, key), crowd, `The failures of ${key}`);
    },
  },
  {
    name: 'budgets: of many who want the last send one gets it',
    invariants: [27],
    async run({ store }) {
      const key: BudgetKey = 'destination:d';
      const answers = await Promise.all(
        crowd.map(async () =>
          store.transact(shop, { budgets: [key] }, ({ budgets }) => {
            const before = budgets.get(key) ?? { ...budget(key), sends: [] };
            const after = { ...before, sends: [...before.sends, { at: noon, rejected: false }] };
            const isOver = before.sends.length === 3;
            return { changes: changesOf({ budgets: isOver ? [] : [after] }), value: !isOver };
          }),
        ),
      );
      claimSame(answers.filter((answer) => valueOf(answer)).length, 3, 'How many of 40 got one of three sends');
    },
  },
  {
    name: 'challenges: no wrong answer is lost among many callers, and what was used stays used',
    invariants: [27],
    async run({ store }) {
      await write(store, { challenges: [challenge('c')] });
      const challengeId = 'c' as ChallengeId;
      await Promise.all(
        crowd.map(async (index) => {
          const answer = await store.transact(shop, { challenges: [challengeId] }, ({ challenges }) => {
            const before = challenges.get(challengeId) ?? challenge('c');
            const state = index === 20 ? 'used' : before.state;
            const after = { ...before, attempts: before.attempts + 1, state };
            return { changes: changesOf({ challenges: [after] }), value: null };
          });
          valueOf(answer);
        }),
      );
      const kept = valueOf(await store.reader.challenge(shop, challengeId));
      claimSame([kept?.attempts, kept?.state], [crowd.length, 'used'], 'The attempts and the state');
    },
  },
  {
    name: 'challenges: of many who give the right code at once one spends the points',
    invariants: [7, 27],
    async run({ store, dump }) {
      await give(store, 'm', 1000);
      await write(store, { challenges: [challenge('c')] });
      const answers = await Promise.all(crowd.map(async () => spend(store)));
      claimSame(answers.filter(Boolean).length, 1, 'How many spent the points');
      const kept = await dump(shop);
      claimSame(
        kept.challenges,
        [challenge('c', { state: 'used', usedBy: 2 })],
        'The challenge, which the second entry has used',
      );
      claimSame(
        kept.entries.map(({ delta }) => delta),
        [1000, -10],
        'The entries',
      );
      const findings = auditLedger({ ...kept, challenges: [] });
      claimSame(findings, [], 'What the auditor found in the points');
    },
  },
];

/** Takes a failure down in budgets, by what is there. */
async function fail(store: LedgerView, keys: readonly BudgetKey[], at: number): Promise<void> {
  const answer = await store.transact(shop, { budgets: keys }, ({ budgets }) => ({
    changes: changesOf({ budgets: keys.map((key) => withFailure(budgets.get(key) ?? budget(key), at)) }),
    value: null,
  }));
  valueOf(answer);
}

function withFailure(before: CodeBudget, at: number): CodeBudget {
  return { ...before, failures: [...before.failures, at as (typeof before.failures)[number]] };
}

async function failuresOf(store: LedgerView, key: BudgetKey): Promise<number[]> {
  const answer = await store.transact(shop, { budgets: [key] }, ({ budgets }) => ({
    changes: changesOf({}),
    value: [...(budgets.get(key)?.failures ?? [])],
  }));
  return valueOf(answer).toSorted((a, b) => a - b);
}

/** Spends ten points by the code of the challenge, unless it was used: the challenge alone says so. */
async function spend(store: LedgerView): Promise<boolean> {
  const challengeId = 'c' as ChallengeId;
  const keys = { challenges: [challengeId] };
  const answer = await store.transact(shop, keys, (records: Records) => {
    const { state = 'void' } = records.challenges.get(challengeId) ?? {};
    if (state !== 'open') return { changes: changesOf({}), value: false };
    if (!records.members.has(member('m'))) return { needs: { members: [member('m')] } };
    const { record, entry } = withPoints(records.members.get(member('m')) ?? newMember('m'), -10);
    const used = challenge('c', { state: 'used', usedBy: entry.sequence });
    return { changes: changesOf({ members: [record], entries: [entry], challenges: [used] }), value: true };
  });
  return valueOf(answer);
}
