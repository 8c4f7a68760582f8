import type { ChallengeId, ProgramId, StoreError } from '@pointbook/core';
import type { BudgetKey, ChallengeRecord, CodeBudget } from '@pointbook/core/codes';
import { type LedgerView, noChanges } from '@pointbook/testing';
import { valueOf } from '../../support/value-of.ts';

const programId = 'shop' as ProgramId;

/** What a wrong code is counted in. */
export interface Tried {
  readonly challenges: readonly string[];
  readonly budgets: readonly string[];
}

/** Takes wrong codes down in challenges and budgets, each in one commit, by what is there; tells the errors. */
export async function tryCodes(store: LedgerView, tried: Tried, marks: readonly number[]): Promise<string[]> {
  const answers = await Promise.all(marks.map(async (mark) => tryCode(store, tried, mark)));
  return answers.flatMap((answer) => (answer.isErr() ? toldOf(answer.error) : []));
}

/** The kind of an error, and of one that no race of these explains what it says. */
function toldOf({ kind, message }: StoreError): string {
  return kind === 'store-rejected' ? kind : `${kind}: ${message}`;
}

function tryCode(store: LedgerView, tried: Tried, mark: number) {
  const keys = { challenges: tried.challenges as ChallengeId[], budgets: tried.budgets as BudgetKey[] };
  return store.transact(programId, keys, (records) => ({
    changes: {
      ...noChanges,
      challenges: keys.challenges.map((challengeId) => tryOnce(records.challenges.get(challengeId), challengeId)),
      budgets: keys.budgets.map((key) => countIn(records.budgets.get(key), key, mark)),
    },
    value: null,
  }));
}

/** A challenge as nobody has tried it. */
const unused = {
  memberId: 'M-1',
  redemptionId: 'R-1',
  points: 1,
  value: 1,
  rewardId: null,
  invoiceId: null,
  actor: 'system',
  deadline: 0,
  channel: 'sms',
  destination: '',
  codes: 1,
  expiresAt: 0,
  codeHash: '',
  seal: '',
  sentAt: 0,
  marks: [],
  guesses: [],
  state: 'open',
  usedBy: null,
} as unknown as ChallengeRecord;

function tryOnce(before: ChallengeRecord | null | undefined, challengeId: ChallengeId): ChallengeRecord {
  return before ? { ...before, attempts: before.attempts + 1 } : { ...unused, challengeId, attempts: 1 };
}

function countIn(before: CodeBudget | null | undefined, key: BudgetKey, mark: number): CodeBudget {
  const { sends = [], failures = [] } = before ?? {};
  return { key, sends, failures: [...failures, mark as (typeof failures)[number]] };
}

/** What was counted in all: the attempts of each challenge, and the marks in each budget. */
export async function countsOf(store: LedgerView, { challenges, budgets }: Tried): Promise<unknown> {
  const keys = { challenges: challenges as ChallengeId[], budgets: budgets as BudgetKey[] };
  const answer = await store.transact(programId, keys, (records) => ({
    changes: noChanges,
    value: {
      attempts: [...records.challenges.values()].map((found) => found?.attempts),
      marks: [...records.budgets.values()].map((budget) => budget?.failures.toSorted((a, b) => a - b)),
    },
  }));
  return valueOf(answer);
}
