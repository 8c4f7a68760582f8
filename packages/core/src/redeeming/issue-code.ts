import { latest, type Instant } from '../values/instant.ts';
import { memberLocked, tooManyCodes } from '../values/code-failures.ts';
import type { MemberLocked, TooManyCodes } from '../values/errors.ts';
import type { MemberId } from '../values/ids.ts';
import type { CodePolicy } from '../program/redemption-policy.ts';
import type { BudgetKey, ChallengeRecord, CodeBudget } from '../records/challenge.ts';
import type { DecisionContext } from '../records/decision.ts';
import type { ProfileRecord } from '../records/member.ts';
import type { Changes, Known } from '../records/records.ts';
import { emptyBudget, lastUse, lockedUntil, sendRefusal, withSend } from './code-budget.ts';
import type { CodeKeeper, Unsealed } from './code-keeper.ts';
import { addressOf, type CodeWay } from './code-way.ts';

/** A code on its way, once its challenge is committed. */
export interface IssuedCode extends CodeWay {
  readonly code: string;
  readonly challenge: ChallengeRecord;
  /** When it was counted as sent. */
  readonly at: Instant;
  /** What it was counted in. */
  readonly budgets: readonly CodeBudget[];
}

/** The budgets that a code counts against. */
export function budgetKeys(memberId: MemberId, destination: string): readonly BudgetKey[] {
  return [`member:${memberId}`, `destination:${destination}`];
}

/** Those budgets as they are. */
export function budgetsOf(memberId: MemberId, destination: string, records: Known): readonly CodeBudget[] {
  return budgetKeys(memberId, destination).map((key) => records.budgets.get(key) ?? emptyBudget(key));
}

/** The time by these budgets: a clock that goes back frees nothing. */
export function budgetNow(budgets: readonly CodeBudget[], now: Instant): Instant {
  return latest(now, ...budgets.map(lastUse));
}

/** Whether wrong codes have locked the member or the destination. */
export function lockOf(
  budgets: readonly CodeBudget[],
  memberId: MemberId,
  policy: CodePolicy,
  now: Instant,
): MemberLocked | null {
  const ends = budgets.map((budget) => lockedUntil(budget, policy, now)).filter((end) => end !== null);
  const [first, ...others] = ends;
  return first === undefined ? null : memberLocked(memberId, latest(first, ...others));
}

/** Whether the next code must wait. */
export function waitOf(budgets: readonly CodeBudget[], policy: CodePolicy, now: Instant): TooManyCodes | null {
  const refusals = budgets.map((budget) => sendRefusal(budget, policy, now)).filter((refusal) => refusal !== null);
  const last = refusals.reduce((a, b) => (a !== null && a.retryAt >= b.retryAt ? a : b), refusals[0] ?? null);
  return last === null ? null : tooManyCodes(last.rule, last.retryAt);
}

type Unissued = Omit<Unsealed, 'v' | 'channel' | 'destination' | 'codes' | 'expiresAt'>;

/** Gives a challenge its next code, which ends every one before it, and counts it as sent. */
export function issueCode(
  unissued: Unissued,
  codes: number,
  sending: CodeWay & { readonly code: string; readonly destination: string },
  budgets: readonly CodeBudget[],
  now: Instant,
  keeper: CodeKeeper,
  { program }: DecisionContext,
): { readonly issued: IssuedCode; readonly changes: Pick<Changes, 'challenges' | 'budgets'> } {
  const { channel, address, code, destination } = sending;
  const policy = program.redeem.codes;
  const expiresAt = Math.min(now + policy.minutes * 60_000, unissued.deadline) as Instant;
  const challenge = keeper.seal(program.programId, { ...unissued, v: 1, channel, destination, codes, expiresAt }, code);
  const counted = budgets.map((budget) => withSend(budget, policy, now));
  return {
    issued: { channel, address, code, challenge, at: now, budgets: counted },
    changes: { challenges: [challenge], budgets: counted },
  };
}

/** The code of a commit whose answer was lost: it is asked for again, finds its own code there, and has yet to send it. */
export function issuedBefore(
  challenge: ChallengeRecord,
  profile: ProfileRecord,
  code: string,
  budgets: readonly CodeBudget[],
): IssuedCode | null {
  const { channel } = challenge;
  const address = addressOf(profile, channel);
  const at = budgets[0]?.sends.at(-1)?.at;
  return address === null || at === undefined ? null : { channel, address, code, challenge, at, budgets };
}
