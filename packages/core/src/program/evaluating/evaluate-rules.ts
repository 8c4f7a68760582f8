import { err, ok, type Result } from 'neverthrow';
import type { PointsOverflow } from '../../values/errors.ts';
import { localTimeOf } from '../../values/calendar.ts';
import { fraction, isMore } from '../../values/fraction.ts';
import { isWhole, sumOf } from '../../values/points.ts';
import { productOf, quotientOf } from '../../values/product.ts';
import { firstUnmet } from './active-conditions.ts';
import { type ActiveRule, activeRulesOf } from './active-rules.ts';
import type { Cap, EarnRule } from '../earn-rule.ts';
import type { Explanation, RuleExplanation, UnmetCondition } from './explanation.ts';
import { sortLines } from './line-filter.ts';
import { applyingMultipliers } from './multipliers.ts';
import type { Program } from '../program.ts';
import type { KeptSale, Occasion, RuleContext } from '../sale.ts';

/**
 * What a sale earns by a program's rules, and how each point came about.
 *
 * @remarks Pure and exact up to 2^53 − 1, so it runs at the till offline and gives the same answer everywhere. For
 * each rule: points of what it counts, times the multipliers, rounded once, cut by the rule's caps; then the
 * program's caps cut the sum. `context` has the facts of the buyer when the sale first named one.
 */
export function evaluateRules(
  program: Program,
  kept: KeptSale,
  context: RuleContext,
): Result<Explanation, PointsOverflow> {
  const { earn } = program;
  const paidWithPoints = earn.earnOnPointsPaid ? 0 : kept.paidWithPoints;
  const sold = localTimeOf(kept.sale.soldAt, program);
  const occasion: Occasion = { kept, member: context, sold, paidWithPoints };
  const nothingLeft = hasNothingLeft(occasion);
  const rules = activeRulesOf(program).rules.map((active) => {
    const unmet = nothingLeft ? 'nothing-left' : firstUnmet(active.conditions, occasion);
    return unmet === null ? explainRule(active, program, occasion, context) : explainUnmet(active.rule, unmet);
  });
  const tooMany = rules.find(({ points }) => !isWhole(points));
  if (tooMany) return overflow(`Rule ${tooMany.ruleId} would give`);
  const sum = sumOf(rules, ({ points }) => points);
  if (!isWhole(sum)) return overflow('All rules together would give');
  const points = capped(sum, earn.cap, earnedToday(context, ''));
  const explanation = { points, rules, cutByProgramCap: sum - points };
  return ok(kept.parts === null ? explanation : { ...explanation, total: kept.parts });
}

/** Whether refunds and points paid leave no money that could earn. */
function hasNothingLeft({ kept: { total, worth }, paidWithPoints }: Occasion): boolean {
  if (total <= 0) return true;
  return paidWithPoints > 0 && worth !== null && !isMore(fraction(total), worth.paidWithPoints);
}

function explainRule(active: ActiveRule, { earn }: Program, occasion: Occasion, context: RuleContext): RuleExplanation {
  const { rule, multipliers: ofRule, countsLines } = active;
  const multipliers = applyingMultipliers(ofRule, earn.combineMultipliers, occasion);
  const { counted: lines, excluded } = countsLines
    ? sortLines(rule, occasion.kept.lines)
    : { counted: occasion.kept.lines, excluded: [] };
  const counted = active.earn.count(rule.earn, occasion, { lines, areNamed: rule.only !== null });
  const { base, paidWithPoints } = counted;
  const numerator =
    multipliers.length === 0 ? counted.points : productOf([counted.points, ...multipliers.map(({ times }) => times)]);
  const denominator =
    multipliers.length === 0 ? counted.of : productOf([counted.of, ...multipliers.map(({ per }) => per)]);
  // A number that is not a safe integer has lost digits already. It stays so, and becomes `points-overflow`.
  const isExact = typeof counted.points === 'bigint' || isWhole(counted.points);
  const exactly = isExact ? quotientOf(numerator, denominator, rule.rounding) : counted.points;
  const points = isWhole(exactly) ? capped(exactly, rule.cap, earnedToday(context, rule.ruleId)) : exactly;
  return {
    ruleId: rule.ruleId,
    label: rule.label,
    unmet: null,
    base,
    excluded,
    paidWithPoints,
    exact: `${numerator}/${denominator}`,
    rounding: rule.rounding,
    multipliers: multipliers.map(({ multiplierId, label, times, per }) => ({ multiplierId, label, times, per })),
    cutByCap: exactly - points,
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
