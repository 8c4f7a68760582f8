import { err, ok, type Result } from 'neverthrow';
import type { PointsOverflow } from '../values/errors.ts';
import { isWhole, sumOf } from '../values/points.ts';
import { localTimeOf } from '../values/calendar.ts';
import type { Cap, EarnRule } from '../program/earn-rule.ts';
import type { Program } from '../program/program.ts';
import type { KeptSale, RuleContext } from '../records/invoice.ts';
import type { Explanation, RuleExplanation, UnmetCondition } from '../records/explanation.ts';
import { exactPointsOf } from './exact-points.ts';
import { multipliersFor } from './multipliers.ts';
import { hasNothingLeft, type Occasion, unmetCondition } from './unmet-condition.ts';

/**
 * What a sale earns by a program's rules, and how each point came about.
 *
 * @remarks Pure and exact up to 2^53 − 1, so it runs at the till offline and gives the same answer everywhere. For
 * each rule: points of what it counts, times the multipliers, rounded once, cut by the rule's caps; then the
 * program's caps cut the sum. `context` is what was known of the buyer when the sale first named one.
 */
export function evaluateRules(
  program: Program,
  kept: KeptSale,
  context: RuleContext,
): Result<Explanation, PointsOverflow> {
  const occasion: Occasion = { kept, context, sold: localTimeOf(kept.sale.soldAt, program.timeZone) };
  const earnedWith = program.earn.earnOnPointsPaid ? 0 : kept.paidWithPoints;
  const nothingLeft = hasNothingLeft(kept, earnedWith);
  const rules: RuleExplanation[] = [];
  for (const rule of program.earn.rules) {
    const unmet = nothingLeft ? 'nothing-left' : unmetCondition(rule.when, occasion);
    const explanation = unmet === null ? explainRule(program, rule, occasion, earnedWith) : explainUnmet(rule, unmet);
    if (!isWhole(explanation.points)) return overflow(`Rule ${rule.ruleId} would give`);
    rules.push(explanation);
  }
  const sum = sumOf(rules, ({ points }) => points);
  if (!isWhole(sum)) return overflow('All rules together would give');
  const points = capped(sum, program.earn.cap, earnedToday(context, ''));
  return ok({ points, rules, cutByProgramCap: sum - points });
}

function explainRule(program: Program, rule: EarnRule, occasion: Occasion, paidWithPoints: number): RuleExplanation {
  const multipliers = multipliersFor(program.earn, rule.ruleId, occasion);
  const how = exactPointsOf(rule, occasion.kept, paidWithPoints, multipliers);
  const points = isWhole(how.points)
    ? capped(how.points, rule.cap, earnedToday(occasion.context, rule.ruleId))
    : how.points;
  return {
    ruleId: rule.ruleId,
    label: rule.label,
    unmet: null,
    base: how.base,
    excluded: how.excluded,
    paidWithPoints: how.paidWithPoints,
    exact: how.exact,
    rounding: rule.rounding,
    multipliers: multipliers.map(({ multiplierId, label, times, per }) => ({ multiplierId, label, times, per })),
    cutByCap: how.points - points,
    points,
  };
}

function explainUnmet({ ruleId, label, rounding }: EarnRule, unmet: UnmetCondition): RuleExplanation {
  return {
    ruleId,
    label,
    unmet,
    base: null,
    excluded: [],
    paidWithPoints: 0,
    exact: '0/1',
    rounding,
    multipliers: [],
    cutByCap: 0,
    points: 0,
  };
}

function capped(points: number, { perInvoice, perDay }: Cap, today: number): number {
  const toInvoice = Math.min(points, perInvoice ?? points);
  return perDay === null ? toInvoice : Math.min(toInvoice, Math.max(0, perDay - today));
}

/** Own properties only: a rule may be called `constructor`. */
function earnedToday({ earnedToday: earned }: RuleContext, ruleId: string): number {
  return Object.hasOwn(earned, ruleId) ? (earned[ruleId] ?? 0) : 0;
}

function overflow(who: string): Result<never, PointsOverflow> {
  return err({ kind: 'points-overflow', message: `${who} more points than 2^53 − 1, which no balance can hold.` });
}
