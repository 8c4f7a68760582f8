import type { Multiplier } from '../program/earn-rule.ts';
import type { EarnPolicy } from '../program/program.ts';
import { type Occasion, unmetCondition } from './unmet-condition.ts';

/** The multipliers that a rule's points are multiplied by: all that apply, or the highest (the first of equals). */
export function multipliersFor(earn: EarnPolicy, ruleId: string, occasion: Occasion): readonly Multiplier[] {
  if (earn.multipliers.length === 0) return earn.multipliers;
  const applying = earn.multipliers.filter(
    ({ rules, when }) => (rules === null || rules.includes(ruleId)) && unmetCondition(when, occasion) === null,
  );
  if (earn.combineMultipliers === 'all' || applying.length < 2) return applying;
  return [applying.reduce((highest, next) => (isHigher(next, highest) ? next : highest))];
}

/** Cross-multiplied, for 1/3 has no float; `parseProgram` keeps both figures small enough. */
function isHigher(a: Multiplier, b: Multiplier): boolean {
  return a.times * b.per > b.times * a.per;
}
