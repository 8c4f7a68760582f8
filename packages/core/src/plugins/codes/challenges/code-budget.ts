import type { Instant } from '../../../index.ts';
import { type Book, forms, record, rowCodec } from '../../../plugin.ts';
import { hourMs } from '../../../values.ts';
import type { CodePolicy } from '../code-policy.ts';

/** The recent sends and wrong codes of one member or one destination. */
export interface CodeBudget {
  /** Whose budget it is. */
  readonly key: BudgetKey;
  /** When codes were sent, oldest first; those that no limit counts any more are left out. */
  readonly sends: readonly BudgetSend[];
  /** When wrong codes were given, oldest first; those that no limit counts any more are left out. */
  readonly failures: readonly Instant[];
}

/** A code that was sent. */
export interface BudgetSend {
  /** When it was sent. */
  readonly at: Instant;
  /** Whether the provider refused this code for good; then the next one need not wait. */
  readonly rejected: boolean;
}

/** Names a budget: of a member, or of a destination by its keyed hash. */
export type BudgetKey = `member:${string}` | `destination:${string}`;

const written = forms.row<Omit<CodeBudget, 'key'>>({
  sends: forms.list(forms.row<BudgetSend>({ at: forms.instant(), rejected: forms.flag() })),
  failures: forms.list(forms.instant()),
});

/** The budgets of members and destinations. */
export const budgets = record<CodeBudget>({
  kind: 'code-budget',
  format: 1,
  codec: rowCodec<CodeBudget, 'key'>(written, { ofKey: (key) => ({ key: key as BudgetKey }) }),
  key: ({ key }) => key,
  // What was counted stays counted: a correction frees no budget.
  datedBack: (budget, right) => ({
    ...budget,
    sends: budget.sends.map(({ at, rejected }) => ({ at: right(at), rejected })),
    failures: budget.failures.map(right),
  }),
  columns: {
    sends: { field: 'sends', type: 'json' },
    failures: { field: 'failures', type: 'json' },
  },
});

/** Why no code may be sent yet. */
export interface SendRefusal {
  readonly rule: 'between-sends' | 'sends';
  readonly retryAt: Instant;
}

/** A budget of which nothing is used. */
export function emptyBudget(key: BudgetKey): CodeBudget {
  return { key, sends: [], failures: [] };
}

/** A budget as it is. */
export function budgetOf(book: Book, key: BudgetKey): CodeBudget {
  return book.get(budgets, key) ?? emptyBudget(key);
}

/** The newest instant in a budget: its clock never runs before it. */
export function lastUse({ sends, failures }: CodeBudget): Instant {
  return Math.max(sends.at(-1)?.at ?? 0, failures.at(-1) ?? 0) as Instant;
}

/** Why the next code must wait; null where it need not. A send that the provider refused counts, but causes no wait. */
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
  const free = freeAt(failures, policy.failures, policy.failureHours * hourMs);
  return free > now ? free : null;
}

/**
 * When fewer than `limit` of these times are within the window: now, or once the oldest of the last `limit` has left
 * it.
 */
function freeAt(times: readonly Instant[], limit: number, windowMs: number): Instant {
  const oldest = times.at(-limit);
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
