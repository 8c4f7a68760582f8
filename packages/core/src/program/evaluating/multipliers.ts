import type { Multiplier } from '../earn-rule.ts';
import { type ActiveCondition, firstUnmet } from './active-conditions.ts';
import type { EarnPolicy } from '../program.ts';
import type { Occasion } from '../sale.ts';

/** A multiplier with the conditions that it has. */
export interface ActiveMultiplier {
  readonly multiplier: Multiplier;
  readonly conditions: readonly ActiveCondition[];
}

const none: readonly Multiplier[] = [];

/** Of the multipliers of a rule those that apply: all of them, or the highest (the first of equals). */
export function applyingMultipliers(
  ofRule: readonly ActiveMultiplier[],
  combine: EarnPolicy['combineMultipliers'],
  occasion: Occasion,
): readonly Multiplier[] {
  if (ofRule.length === 0) return none;
  const applying = ofRule.flatMap(({ multiplier, conditions }) =>
    firstUnmet(conditions, occasion) === null ? [multiplier] : [],
  );
  if (combine === 'all' || applying.length < 2) return applying;
  return [applying.reduce((highest, next) => (isHigher(next, highest) ? next : highest))];
}

/** Cross-multiplied, for 1/3 has no float; `parseProgram` keeps both figures small enough. */
function isHigher(a: Multiplier, b: Multiplier): boolean {
  return a.times * b.per > b.times * a.per;
}
