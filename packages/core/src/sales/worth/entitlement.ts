import type { Result } from 'neverthrow';
import type { PointsOverflow } from '../../values/errors.ts';
import { activeRulesOf } from '../../program/evaluating/active-rules.ts';
import type { MemberFact, MemberFacts } from '../../program/member-facts.ts';
import type { Program } from '../../program/program.ts';
import type { RuleContext } from '../../program/sale.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { Withheld } from '../invoice/invoice-receipt.ts';
import type { Explanation } from '../../program/evaluating/explanation.ts';
import type { ProfileRecord } from '../../members/profile-record.ts';
import type { Activity } from '../../ledger/member-record.ts';
import { evaluateRules } from '../../program/evaluating/evaluate-rules.ts';
import { awaitsApproval, isCovered } from './covering.ts';
import { keptSale } from './kept-sale.ts';
import { isFirstPurchaseOpen, isFirstPurchase } from './sale-use.ts';

/** What an invoice should have earned by now, by its facts alone. */
export interface Entitlement {
  readonly points: number;
  readonly withheld: Withheld | null;
  /** What its rules give, once nothing withholds it. */
  readonly explanation: Explanation;
  /** Whether that counts it as the first purchase; undefined where the rules do not ask for it. */
  readonly isFirst: boolean | undefined;
}

/** What the rules know of a member whom a sale does not name. */
export const anonymous: RuleContext = { earnedToday: {} };

/** Where the facts are found that an invoice keeps from when it names its member. */
const findFact: {
  readonly [Fact in Exclude<MemberFact, 'firstPurchase'>]: (profile: ProfileRecord | null) => MemberFacts[Fact];
} = {
  tier: (profile) => profile?.tier ?? null,
  birthday: (profile) => profile?.birthday?.slice(-5) ?? null,
};

/**
 * Computes what an invoice should have earned, by the rules that it was saved under. Whether it is the first purchase
 * is open until it earns: it is, if no other sale of the member is.
 */
export function entitlementOf(
  record: InvoiceRecord,
  rules: Program,
  activity: Activity | null,
): Result<Entitlement, PointsOverflow> {
  const { context } = record;
  const known =
    context !== null && activity !== null && isFirstPurchaseOpen(record, rules)
      ? { ...context, firstPurchase: isFirstPurchase(record, activity) }
      : (context ?? anonymous);
  return evaluateRules(rules, keptSale(record, rules), known).map((explanation) => {
    const withheld = withheldBy(record, rules);
    const points = withheld === null ? explanation.points : Math.min(explanation.points, netOf(record));
    return { points, withheld, explanation, isFirst: known.firstPurchase };
  });
}

/** The facts of a buyer that the rules read, as they are when the sale first names the buyer. */
export function freezeContext(rules: Program, profile: ProfileRecord | null): RuleContext {
  const facts: Record<string, unknown> = {};
  for (const fact of activeRulesOf(rules).facts) if (fact !== 'firstPurchase') facts[fact] = findFact[fact](profile);
  return { ...facts, earnedToday: {} };
}

/**
 * What was posted for an invoice, less what was taken back; it stays while an edit that raised it waits for its
 * payment.
 */
export function netOf({ posted }: InvoiceRecord): number {
  return posted.earned - posted.clawedBack;
}

function withheldBy(record: InvoiceRecord, rules: Program): Withheld | null {
  const { earn } = rules;
  if (record.memberId === null) return 'no-member';
  if (earn.trigger === 'on-invoice-saved' || isCovered(record)) return null;
  return earn.approvePayments && awaitsApproval(record) ? 'awaiting-approval' : 'awaiting-payment';
}
