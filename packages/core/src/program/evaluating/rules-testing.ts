// What the tests of the rules share.
import { fraction } from '../../values/fraction.ts';
import type { Instant } from '../../values/instant.ts';
import type { Currency } from '../../values/money.ts';
import type { KeptSale, RuleContext, SaleLine } from '../sale.ts';
import type { EarnDefinition, EarnRuleDefinition } from '../program-definition.ts';
import { defineProgram } from '../parsing/parse-program.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { valueOf } from '../../value-of-testing.ts';

export const stranger: RuleContext = { firstPurchase: false, tier: null, birthday: null, earnedToday: {} };
const amount = { per: 'amount', points: 1, of: 1000 } as const;
export const perThousand: EarnRuleDefinition = { ruleId: 'base', earn: amount };
/** The same where parts of a thousand count too. */
export const shareOfThousand: EarnRuleDefinition = { ruleId: 'base', earn: { ...amount, steps: 'share' } };

/** A Sunday, noon in Jakarta. */
export const noon = '2026-03-01T05:00:00Z';

export function line(lineId: string, figures: Partial<SaleLine>): SaleLine {
  return { lineId, sku: null, category: null, quantity: '1', net: 0, tax: 0, discount: 0, ...figures };
}

/** A sale of which goodwill and points took something; the lines make up its total. */
export function sold(
  total: number,
  lines: readonly SaleLine[],
  {
    soldAt = noon,
    tax = 0,
    goodwill = 0,
    paid = 0,
  }: { soldAt?: string; tax?: number; goodwill?: number; paid?: number } = {},
): KeptSale {
  const sale = { currency: 'IDR' as Currency, total, tax, lines, soldAt: Date.parse(soldAt) as Instant };
  const kept = { sale, lines, total: total - goodwill, paidWithPoints: paid, parts: null };
  if (goodwill + paid === 0) return { ...kept, worth: null };
  const share = fraction(total - goodwill, total);
  const earningTotal = fraction(total - goodwill);
  const worth = { goods: share, exchanged: share, kept: new Map(), withoutLines: BigInt(total), earningTotal };
  return { ...kept, worth: { ...worth, paidWithPoints: fraction(paid) } };
}

export function evaluate(earn: EarnDefinition, kept: KeptSale, context: Partial<RuleContext> = {}) {
  const program = defineProgram({ programId: 'p', name: 'P', timeZone: 'Asia/Jakarta', currency: 'IDR', earn });
  return valueOf(evaluateRules(program, kept, { ...stranger, ...context }));
}

/** The only rule's explanation. */
export function explained(rule: Partial<EarnRuleDefinition>, kept: KeptSale, context: Partial<RuleContext> = {}) {
  const explanation = evaluate({ rules: [{ ...perThousand, ...rule }] }, kept, context).rules[0];
  if (explanation === undefined) throw new Error('one rule, one explanation');
  return explanation;
}
