import type { Condition } from '../earn-rule.ts';
import type { ConditionPart } from '../parts/condition.ts';
import type { Occasion } from '../sale.ts';

/** A condition that a rule or multiplier has. */
export interface ActiveCondition {
  readonly part: ConditionPart;
  readonly value: unknown;
  /** The fields beside it. */
  readonly when: Condition;
}

/** The conditions that are given, in the order in which they are asked. */
export function activeConditions(when: Condition, parts: readonly ConditionPart[]): readonly ActiveCondition[] {
  const fields = when as Readonly<Partial<Record<string, unknown>>>;
  return parts.flatMap((part) => {
    const value = fields[part.kind] ?? null;
    return value === null || value === part.value.fallback?.value ? [] : [{ part, value, when }];
  });
}

/**
 * The reason of the first condition that does not hold; null when all hold. A fact that is not known holds for no
 * condition.
 */
export function firstUnmet(conditions: readonly ActiveCondition[], occasion: Occasion): string | null {
  for (const { part, value, when } of conditions) {
    if (!part.isMet(value as never, occasion, when as never)) return part.unmet;
  }
  return null;
}
