import { err } from 'neverthrow';
import { evaluateRules } from '../program/evaluating/evaluate-rules.ts';
import { pure } from '../kernel/pure.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { activeRulesOf } from '../program/evaluating/active-rules.ts';
import type { MemberFacts } from '../program/member-facts.ts';
import type { Program } from '../program/program.ts';
import { birthday } from '../schemas/command-fields.ts';
import { instant } from '../schemas/instant.ts';
import type { InstantInput } from '../values/instant.ts';
import { flag, optional, text } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { checkCurrency } from './invoice/check-currency.ts';
import { checkSale } from './worth/check-sale.ts';
import { keptSale } from './worth/kept-sale.ts';
import { type SaleInput, saleFields, toSale } from './invoice/sale-fields.ts';

/** A sale to be, and what is known of its buyer. */
export interface QuoteEarningQuery extends SaleInput {
  /** Rules may ask for the day and the hour; a quote reads no clock. */
  readonly soldAt: InstantInput;
  /** What is left out is not so, or not known. */
  readonly buyer?:
    | {
        /** Whether it is the member's first sale. */
        readonly firstPurchase?: boolean | undefined;
        /** The host's own tier name. */
        readonly tier?: string | undefined;
        /** MM-DD, or YYYY-MM-DD. */
        readonly birthday?: string | undefined;
      }
    | undefined;
}

/**
 * Says what a sale would earn, and why: pure, so a till can ask it offline.
 *
 * @remarks Caps per day count as unused, because what the member earned today is in the store.
 *
 * Fails with `currency-mismatch`, `points-overflow` and `invalid-command`. None of them is retryable.
 *
 * @example
 * ```ts
 * const quote = quoteEarning(program)({ currency: 'IDR', total: 125_000, soldAt: new Date() });
 * if (quote.isOk()) print(`+${quote.value.points} points`);
 * ```
 */
export const quoteEarning = pure({
  name: 'quoteEarning',
  route: 'POST /quotes/earning',
  input: shape<QuoteEarningQuery>()(
    strict({
      ...saleFields,
      soldAt: instant(),
      buyer: optional(
        strict({ firstPurchase: optional(flag()), tier: optional(text()), birthday: optional(birthday()) }),
      ),
    }),
  ),
  failures: { 'invalid-command': true, 'currency-mismatch': true, 'points-overflow': true },
  answer(query, program: Program) {
    const wrong = checkCurrency(query.currency, program);
    if (wrong) return err(wrong);
    const { firstPurchase = false, tier = null, birthday: born } = query.buyer ?? {};
    const sale = toSale(query, query.soldAt);
    const unsound = checkSale(sale, program);
    if (unsound) return err(unsound);
    const kept = keptSale({ sale, redemptions: [] }, program);
    const facts: MemberFacts = { firstPurchase, tier, birthday: born?.slice(-5) ?? null };
    // As an invoice would keep them: no more than the rules say that they read.
    const read = activeRulesOf(program).facts.map((fact) => [fact, facts[fact]]);
    return evaluateRules(program, kept, { ...Object.fromEntries(read), earnedToday: {} });
  },
});

/** What can go wrong with `quoteEarning`. */
export type QuoteEarningFailure = FailureOf<typeof quoteEarning>;
