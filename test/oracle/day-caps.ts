import { businessDate } from './calendar.ts';
import type { Points } from './earning.ts';
import { memberOf, type Sale, type Shop } from './shop.ts';

/** What the caps per day leave to a sale: all that other sales have not used. */
export function roomOf(shop: Shop, sale: Sale): Record<string, number> {
  const { rules } = shop;
  const uses = memberOf(shop, sale.memberId ?? '').capUse[businessDate(rules, sale.soldAt)] ?? {};
  const used = (rule: string) =>
    Object.entries(uses).reduce(
      (all, [invoiceId, use]) => all + (invoiceId === sale.invoiceId ? 0 : (use[rule] ?? 0)),
      0,
    );
  const ofRules = rules.earn.rules.map(({ ruleId, cap }): [string, number | null] => [ruleId, cap.perDay]);
  const caps: [string, number | null][] = [['', rules.earn.cap.perDay], ...ofRules];
  return Object.fromEntries(
    caps.flatMap(([rule, cap]) => (cap === null ? [] : [[rule, Math.max(0, cap - used(rule))]])),
  );
}

export function hasUsedDay({ rules, members }: Shop, { invoiceId, memberId, soldAt }: Sale): boolean {
  return members[memberId ?? '']?.capUse[businessDate(rules, soldAt)]?.[invoiceId] !== undefined;
}

/** Points that wait for a payment use nothing: no rule uses more than the sale has. */
export function useCaps(shop: Shop, sale: Sale, points: Points, has: number): void {
  const { capUse } = memberOf(shop, sale.memberId ?? '');
  const use = ((capUse[businessDate(shop.rules, sale.soldAt)] ??= {})[sale.invoiceId] ??= {});
  const most = has < (points[''] ?? 0) ? has : Infinity;
  for (const [rule, value] of Object.entries(points)) use[rule] = Math.max(use[rule] ?? 0, Math.min(value, most));
}

/** The sale did not happen to this member, or not on this day: its day and its first purchase are free again. */
export function giveBackDay(shop: Shop, sale: Sale): void {
  if (sale.memberId === null) return;
  const member = memberOf(shop, sale.memberId);
  const uses = member.capUse[businessDate(shop.rules, sale.soldAt)];
  if (uses) delete uses[sale.invoiceId];
}

/** The caps of a day of which nothing is used. */
export function unusedDay({ rules: { earn } }: Shop): Record<string, number> {
  const caps = [['', earn.cap.perDay] as const, ...earn.rules.map(({ ruleId, cap }) => [ruleId, cap.perDay] as const)];
  return Object.fromEntries(caps.flatMap(([rule, perDay]) => (perDay === null ? [] : [[rule, perDay]])));
}
