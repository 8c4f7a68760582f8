import { err, type Result } from 'neverthrow';
import { checkCurrency } from '../earning/check-currency.ts';
import { evaluateRules } from '../earning/evaluate-rules.ts';
import type { CurrencyMismatch, InvalidCommand, PointsOverflow } from '../values/errors.ts';
import type { Program } from '../program/program.ts';
import type { Explanation } from '../records/explanation.ts';
import { quoteRedemption as quoteByPolicy, type RedemptionQuote } from '../redeeming/quote-redemption.ts';
import type { QuoteEarningQuery } from '../schemas/invoice-commands.ts';
import { quoteEarningShape } from '../schemas/invoice-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { QuoteRedemptionQuery } from '../schemas/points-commands.ts';
import { quoteRedemptionShape } from '../schemas/points-shapes.ts';
import { toSale } from './to-sale.ts';

/**
 * Says what a sale would earn, and why: pure, so a till can ask it offline.
 *
 * @remarks Caps per day count as unused, for what the member earned today is in the store.
 *
 * @example
 * ```ts
 * const quote = quoteEarning(program)({ currency: 'IDR', total: 125_000, soldAt: new Date() });
 * if (quote.isOk()) print(`+${quote.value.points} points`);
 * ```
 */
export function quoteEarning(program: Program) {
  return (query: QuoteEarningQuery): Result<Explanation, InvalidCommand | CurrencyMismatch | PointsOverflow> =>
    parse(quoteEarningShape, query).andThen((said) => {
      const wrong = checkCurrency(said.currency, program);
      if (wrong) return err(wrong);
      const { firstPurchase = false, tier = null, birthday } = said.buyer ?? {};
      const sale = { ...toSale(said), soldAt: said.soldAt };
      const kept = { sale, lines: sale.lines, total: sale.total, refundedWithoutLine: 0, paidWithPoints: 0 };
      return evaluateRules(program, kept, {
        firstPurchase,
        tier,
        birthday: birthday?.slice(-5) ?? null,
        earnedToday: {},
      });
    });
}

/**
 * Says what a member could redeem: pure, from figures that the host has.
 *
 * @example
 * ```ts
 * const quote = quoteRedemption(program)({ available: 1200, invoice: { total: 80_000 } });
 * if (quote.isOk()) print(`up to ${quote.value.maximum} points, worth ${quote.value.value}`);
 * ```
 */
export function quoteRedemption(program: Program) {
  return (query: QuoteRedemptionQuery): Result<RedemptionQuote, InvalidCommand> =>
    parse(quoteRedemptionShape, query).map(({ available, invoice }) =>
      quoteByPolicy(program.redeem, {
        available,
        invoice: invoice ? { total: invoice.total, leftToPay: invoice.leftToPay ?? invoice.total } : null,
      }),
    );
}
