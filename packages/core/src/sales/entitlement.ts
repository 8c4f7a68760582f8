import type { Result } from 'neverthrow';
import { businessDateOf } from '../values/calendar.ts';
import type { PointsOverflow } from '../values/errors.ts';
import { activeRulesOf } from '../program/active-rules.ts';
import type { MemberFact, MemberFacts } from '../program/member-facts.ts';
import type { Program } from '../program/program.ts';
import type { RuleContext } from '../program/sale.ts';
import type { InvoiceRecord } from './invoice-record.ts';
import type { Withheld } from './invoice-receipt.ts';
import type { Explanation } from '../program/explanation.ts';
import type { ProfileRecord } from '../members/profile-record.ts';
import type { Activity } from '../ledger/member-record.ts';
import { earnedOn, hasDayCaps } from './day-caps.ts';
import { evaluateRules } from '../program/evaluate-rules.ts';
import { awaitsApproval, isCovered } from './covering.ts';
import { keptSale } from './kept-sale.ts';

/** What an invoice should have earned by now, by its facts alone. */
export interface Entitlement {
  readonly points: number;
  readonly withheld: Withheld | null;
  /** What its rules give, once nothing withholds it. */
  readonly explanation: Explanation;
}

const anonymous: RuleContext = { earnedToday: {} };

/** Where each fact of a member is found. */
const findFact: {
  readonly [Fact in MemberFact]: (activity: Activity, profile: ProfileRecord | null) => MemberFacts[Fact];
} = {
  firstPurchase: ({ purchases }) => purchases === 0,
  tier: (_, profile) => profile?.tier ?? null,
  birthday: (_, profile) => profile?.birthday?.slice(-5) ?? null,
};

/** Computes what an invoice should have earned, by the rules that it was saved under. */
export function entitlementOf(record: InvoiceRecord, rules: Program): Result<Entitlement, PointsOverflow> {
  return evaluateRules(rules, keptSale(record, rules), record.context ?? anonymous).map((explanation) => {
    const withheld = withheldBy(record, rules);
    const points = withheld === null ? explanation.points : Math.min(explanation.points, netOf(record));
    return { points, withheld, explanation };
  });
}

/** The facts of a buyer that the rules read, as they are when the sale first names the buyer. */
export function freezeContext(rules: Program, activity: Activity, profile: ProfileRecord | null): RuleContext {
  const facts: Record<string, unknown> = {};
  for (const fact of activeRulesOf(rules).facts) facts[fact] = findFact[fact](activity, profile);
  return { ...facts, earnedToday: {} };
}

/** Until an invoice has used a cap, what other sales used of its day still counts. Then it is frozen. */
export function withCapsOfDay(record: InvoiceRecord, rules: Program, activity: Activity): InvoiceRecord {
  if (record.context === null || !hasDayCaps(rules) || Object.keys(record.posted.capUse).length > 0) return record;
  const earnedToday = earnedOn(activity, businessDateOf(record.sale.soldAt, rules.timeZone));
  return { ...record, context: { ...record.context, earnedToday } };
}

/** What was posted for an invoice, less what was taken back; it stays while an edit that raised it waits for its payment. */
export function netOf({ posted }: InvoiceRecord): number {
  return posted.earned - posted.clawedBack;
}

function withheldBy(record: InvoiceRecord, rules: Program): Withheld | null {
  const { earn } = rules;
  if (record.memberId === null) return 'no-member';
  if (earn.trigger === 'on-invoice-saved' || isCovered(record)) return null;
  return earn.approvePayments && awaitsApproval(record) ? 'awaiting-approval' : 'awaiting-payment';
}
