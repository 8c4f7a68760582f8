import type * as z from 'zod/mini';
import type { Condition, LineFilter } from '../program/earn-rule.ts';
import type { EarnPolicy } from '../program/program.ts';
import type { earnShape } from './earn-shape.ts';

/** The same rules in the one way in which a program keeps them: every label given, every set of names sorted. */
export function canonicalEarn(earn: z.output<typeof earnShape>): EarnPolicy {
  return {
    ...earn,
    rules: earn.rules.map((rule) => ({
      ...rule,
      label: rule.label ?? rule.ruleId,
      only: rule.only && sortedFilter(rule.only),
      except: sortedFilter(rule.except),
      when: sortedCondition(rule.when),
    })),
    multipliers: earn.multipliers.map((multiplier) => ({
      ...multiplier,
      label: multiplier.label ?? multiplier.multiplierId,
      rules: multiplier.rules && sorted(multiplier.rules),
      when: sortedCondition(multiplier.when),
    })),
  };
}

function sortedFilter<Filter extends LineFilter>(filter: Filter): Filter {
  return { ...filter, skus: sorted(filter.skus), categories: sorted(filter.categories) };
}

function sortedCondition(when: Condition): Condition {
  return { ...when, tiers: when.tiers && sorted(when.tiers) };
}

/** By code units, as every machine sorts them. */
function sorted(names: readonly string[]): readonly string[] {
  // oxlint-disable-next-line typescript/require-array-sort-compare -- the default compares code units
  return names.toSorted();
}
