import { err, ok, type Result } from 'neverthrow';
import type { Instant, MemberId, Named } from '../../../index.ts';
import { type Book, type Ref } from '../../../plugin.ts';
import { latest } from '../../../values.ts';
import type { CodePolicy } from '../code-policy.ts';
import {
  type BudgetKey,
  budgetOf,
  budgets,
  type CodeBudget,
  lastUse,
  lockedUntil,
  sendRefusal,
} from './code-budget.ts';

/** Codes were sent too recently, or too often, to this member or to this destination. */
export interface TooManyCodes extends Named<'too-many-codes'> {
  /** `between-sends`: the last code was sent too recently; `sends`: too many were sent. */
  readonly rule: 'between-sends' | 'sends';
  /** The next code may be asked for at this time. If the hold ends before, request again under another id. */
  readonly retryAt: Date;
}

/** Too many wrong codes were given for this member or this destination; staff can unlock the member. */
export interface MemberLocked extends Named<'member-locked'> {
  /** The member who is locked. */
  readonly memberId: string;
  /** When the lock ends by itself. */
  readonly until: Date;
}

/** The budgets that a code counts against: the member's and the destination's. */
export function budgetKeys(memberId: MemberId, destination: string): readonly BudgetKey[] {
  return [`member:${memberId}`, `destination:${destination}`];
}

/** Asks for those budgets. */
export function budgetRefs(memberId: MemberId, destination: string): readonly Ref[] {
  return budgetKeys(memberId, destination).map((key) => budgets.at(key));
}

/** Those budgets as they are. */
export function budgetsOf(book: Book, memberId: MemberId, destination: string): readonly CodeBudget[] {
  book.demand(budgetRefs(memberId, destination));
  return budgetKeys(memberId, destination).map((key) => budgetOf(book, key));
}

/** The time by these budgets: a clock that goes back frees nothing. */
export function budgetNow(counted: readonly CodeBudget[], now: Instant): Instant {
  return latest(now, ...counted.map(lastUse));
}

/** Whether wrong codes have locked the member or the destination. */
export function checkLock(
  counted: readonly CodeBudget[],
  memberId: MemberId,
  policy: CodePolicy,
  now: Instant,
): Result<void, MemberLocked> {
  const ends = counted.map((budget) => lockedUntil(budget, policy, now)).filter((end) => end !== null);
  const [first, ...others] = ends;
  return first === undefined ? ok() : err(memberLocked(memberId, latest(first, ...others)));
}

/** Whether the next code must wait. */
export function checkWait(
  counted: readonly CodeBudget[],
  policy: CodePolicy,
  now: Instant,
): Result<void, TooManyCodes> {
  const refusals = counted.map((budget) => sendRefusal(budget, policy, now)).filter((refusal) => refusal !== null);
  const last = refusals.reduce((a, b) => (a !== null && a.retryAt >= b.retryAt ? a : b), refusals[0] ?? null);
  return last === null ? ok() : err(tooManyCodes(last.rule, last.retryAt));
}

/** The next code must wait. */
export function tooManyCodes(rule: TooManyCodes['rule'], retryAt: Instant): TooManyCodes {
  const until = new Date(retryAt);
  const message = `Codes were sent ${rule === 'sends' ? 'too often' : 'too recently'}; the next one may be sent at ${until.toISOString()}.`;
  return { kind: 'too-many-codes', message, rule, retryAt: until };
}

function memberLocked(memberId: string, until: Instant): MemberLocked {
  const end = new Date(until);
  const message = `Too many wrong codes were given for member ${JSON.stringify(memberId)}: locked until ${end.toISOString()}; staff can unlockMember before.`;
  return { kind: 'member-locked', message, memberId, until: end };
}
