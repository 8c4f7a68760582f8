import type { EarnRule, LineFilter } from '../earn-rule.ts';
import type { SaleLine } from '../sale.ts';
import type { RuleExplanation } from './explanation.ts';

export type ExcludedLine = RuleExplanation['excluded'][number];

/** The lines that count for a rule, and why the others do not. */
export function sortLines(
  { only, except }: EarnRule,
  lines: readonly SaleLine[],
): { readonly counted: readonly SaleLine[]; readonly excluded: readonly ExcludedLine[] } {
  if (only === null && isEmpty(except) && !except.discounted) return { counted: lines, excluded: [] };
  const counted: SaleLine[] = [];
  const excluded: ExcludedLine[] = [];
  for (const line of lines) {
    const why = whyExcluded(only, except, line);
    if (why === null) counted.push(line);
    else excluded.push({ lineId: line.lineId, why });
  }
  return { counted, excluded };
}

function whyExcluded(only: EarnRule['only'], except: EarnRule['except'], line: SaleLine): ExcludedLine['why'] | null {
  if (only !== null && !names(only.skus, line.sku) && !names(only.categories, line.category)) return 'not-listed';
  if (names(except.skus, line.sku)) return 'sku';
  if (names(except.categories, line.category)) return 'category';
  return except.discounted && line.discount > 0 ? 'discounted' : null;
}

function isEmpty({ skus, categories }: LineFilter): boolean {
  return skus.length === 0 && categories.length === 0;
}

/** From this length on, a set is faster than a search in the list. */
const longList = 16;
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether a list of SKUs or categories names this one. */
export function names(list: readonly string[], name: string | null): boolean {
  if (name === null || list.length === 0) return false;
  if (list.length < longList) return list.includes(name);
  let set = sets.get(list);
  if (set === undefined) sets.set(list, (set = new Set(list)));
  return set.has(name);
}
