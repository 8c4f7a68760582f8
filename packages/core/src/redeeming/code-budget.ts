import type { Instant } from '../values/instant.ts';
import type { CodePolicy } from '../program/redemption-policy.ts';
import type { BudgetKey, CodeBudget } from '../records/challenge.ts';

/** Why no code may be sent yet. */
export interface SendRefusal {
  readonly rule: 'between-sends' | 'sends';
  readonly retryAt: Instant;
}

/** A budget of which nothing is used. */
export function emptyBudget(key: BudgetKey): CodeBudget {
  return { v: 1, key, sends: [], failures: [] };
}

/** The last thing that a budget knows of: its clock never runs before it. */
export function lastUse({ sends, failures }: CodeBudget): Instant {
  return Math.max(sends.at(-1)?.at ?? 0, failures.at(-1) ?? 0) as Instant;
}

/** Why the next code must wait; null where it need not. A send that the provider refused counts, but need not be waited for. */
export function sendRefusal({ sends }: CodeBudget, policy: CodePolicy, now: Instant): SendRefusal | null {
  const refusals: SendRefusal[] = [];
  const last = sends.findLast(({ rejected }) => !rejected);
  const between = last && ((last.at + policy.secondsBetweenSends * 1000) as Instant);
  if (between !== undefined && between > now) refusals.push({ rule: 'between-sends', retryAt: between });
  const times = sends.map(({ at }) => at);
  const free = freeAt(times, policy.sends, policy.sendMinutes * 60_000);
  if (free > now) refusals.push({ rule: 'sends', retryAt: free });
  return refusals.reduce<SendRefusal | null>(
    (latest, each) => (latest !== null && latest.retryAt >= each.retryAt ? latest : each),
    null,
  );
}

/** Until when too many wrong codes lock; null where they do not. */
export function lockedUntil({ failures }: CodeBudget, policy: CodePolicy, now: Instant): Instant | null {
  const free = freeAt(failures, policy.failures, policy.failureHours * 3_600_000);
  return free > now ? free : null;
}

/** When fewer than `most` of these times are within the window: now, or once the oldest of the last `most` has left it. */
function freeAt(times: readonly Instant[], most: number, windowMs: number): Instant {
  const oldest = times.at(-most);
  return (oldest === undefined ? 0 : oldest + windowMs) as Instant;
}

/** One more code was sent. */
export function withSend(budget: CodeBudget, policy: CodePolicy, now: Instant): CodeBudget {
  return { ...budget, sends: [...lastOf(budget.sends, policy.sends - 1), { at: now, rejected: false }] };
}

/** One more wrong code was given. */
export function withFailure(budget: CodeBudget, policy: CodePolicy, now: Instant): CodeBudget {
  return { ...budget, failures: [...lastOf(budget.failures, policy.failures - 1), now] };
}

/** The provider refused the code that was sent at this instant. */
export function withRejection(budget: CodeBudget, at: Instant): CodeBudget {
  return { ...budget, sends: budget.sends.map((send) => (send.at === at ? { at, rejected: true } : send)) };
}

/** No limit ever asks for more than so many. */
function lastOf<Item>(items: readonly Item[], count: number): readonly Item[] {
  return items.slice(Math.max(0, items.length - count));
}
